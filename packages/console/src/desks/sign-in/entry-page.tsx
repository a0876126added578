// Coming in for the first time: by a code somebody reads to you, or by the link a new node prints once.
import { useEffect, useId, useState } from "react";
import type { ReactNode, SubmitEvent } from "react";
import { answerOf, node } from "../../api/ask-node.ts";
import { useAnswer } from "../../api/use-answer.ts";
import { goOutside } from "./outside.ts";
import { guessDevice, makePasskey } from "../../acts/passkey.ts";
import { Sheet } from "./sheet.tsx";
import { Trouble } from "../../parts/trouble.tsx";
import type { Ways } from "./sign-in-page.tsx";
import { useAct } from "../../acts/use-act.ts";

interface Accepted {
  readonly member: string;
  readonly name: string;
  readonly acceptance: string;
  readonly checkCode: string | null;
}

const ASK_AGAIN_MS = 2000;

export function InvitationPage() {
  const [accepted, setAccepted] = useState<Accepted | null>(null);
  const [confirmed, setConfirmed] = useState(false);
  const step = accepted === null ? 1 : confirmed ? 3 : 2;
  return (
    <Sheet
      title="Accept an invitation"
      lead="An administrator of your member reads you a code, on the telephone or face to face. Stay with that person until step 3."
    >
      <ol className="entry-steps">
        <Step number={1} now={step} title="Type the code you were read">
          <CodeForm onAccepted={setAccepted} />
        </Step>
        <Step number={2} now={step} title="Read a check code back">
          {accepted?.checkCode !== null && accepted !== null && (
            <CheckCode accepted={accepted} code={accepted.checkCode} onConfirmed={() => setConfirmed(true)} />
          )}
        </Step>
        <Step number={3} now={step} title="Make your passkey">
          {accepted !== null && <WayIn accepted={accepted} />}
        </Step>
      </ol>
    </Sheet>
  );
}

/** The code stands behind `#` in the link, which no browser sends anywhere and no log keeps. */
export function FirstStartPage() {
  const [code] = useState(() => window.location.hash.slice(1));
  const [accepted, setAccepted] = useState<Accepted | null>(null);
  useEffect(() => window.history.replaceState(null, "", "/first-start"), []);
  if (code === "")
    return (
      <Sheet title="This link is not whole" lead="A new node prints a link once, when it first starts.">
        <p>
          Open the whole line it printed, the part behind # included. If it was used or a day has passed,
          whoever runs the node has it print another: <code>entente admin first-link</code>.
        </p>
      </Sheet>
    );
  return (
    <Sheet
      title="The first administrator"
      lead="You are the first person of this node. You will invite everybody else, and you will read no case by this role."
    >
      <ol className="entry-steps">
        <Step number={1} now={accepted === null ? 1 : 2} title="Say how you are called">
          <NameForm code={code} onAccepted={setAccepted} />
        </Step>
        <Step number={2} now={accepted === null ? 1 : 2} title="Make your passkey">
          {accepted !== null && <WayIn accepted={accepted} />}
        </Step>
      </ol>
    </Sheet>
  );
}

function Step({
  number,
  now,
  title,
  children,
}: {
  number: number;
  now: number;
  title: string;
  children: ReactNode;
}) {
  const state = number < now ? "done" : number === now ? "now" : "later";
  return (
    <li data-state={state} aria-current={state === "now" ? "step" : undefined}>
      <h2>
        {title}
        {state === "done" && <span className="step-done"> done</span>}
      </h2>
      {state === "now" && children}
    </li>
  );
}

interface Entering {
  readonly onAccepted: (accepted: Accepted) => void;
}

const accept = (code: string, name: string | null): Promise<Accepted> =>
  answerOf(node.POST("/api/invitation", { body: { code, name } }));

function CodeForm({ onAccepted }: Entering) {
  const field = useId();
  const { busy, problem, run } = useAct();
  const [code, setCode] = useState("");
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    run(async () => onAccepted(await accept(code, null)));
  };
  return (
    <form className="entry-form" onSubmit={submit}>
      <Trouble problem={problem} />
      <label className="field" htmlFor={field}>
        <span className="label">Code</span>
        <input
          id={field}
          className="code-input"
          type="text"
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          required
          maxLength={40}
          placeholder="XXXX-XXXX-XXXX"
          value={code}
          onChange={(event) => setCode(event.target.value)}
        />
      </label>
      <p className="basis">
        Twelve signs. Capitals, blanks and dashes do not matter, and O is taken for 0. After five wrong tries
        the invitation is over.
      </p>
      <button type="submit" className="button primary large" disabled={busy}>
        {busy ? "Asking the node" : "Accept the invitation"}
      </button>
    </form>
  );
}

function NameForm({ code, onAccepted }: Entering & { code: string }) {
  const field = useId();
  const { busy, problem, run } = useAct();
  const [name, setName] = useState("");
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    run(async () => onAccepted(await accept(code, name)));
  };
  return (
    <form className="entry-form" onSubmit={submit}>
      <Trouble problem={problem} />
      <label className="field" htmlFor={field}>
        <span className="label">Your name here</span>
        <input
          id={field}
          type="text"
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          required
          maxLength={64}
          placeholder="anna.k"
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
      </label>
      <p className="basis">
        Small letters and digits, with single dots or dashes between. It stays for good.
      </p>
      <button type="submit" className="button primary large" disabled={busy}>
        {busy ? "Asking the node" : "Become the first administrator"}
      </button>
    </form>
  );
}

interface CheckProps {
  readonly accepted: Accepted;
  readonly code: string;
  readonly onConfirmed: () => void;
}

function CheckCode({ accepted, code, onConfirmed }: CheckProps) {
  const { problem, run } = useAct();
  const { acceptance } = accepted;
  useEffect(() => {
    const ask = () =>
      run(async () => {
        const waiting = await answerOf(node.POST("/api/invitation/state", { body: { acceptance } }));
        if (waiting.confirmed) onConfirmed();
      });
    const timer = setInterval(ask, ASK_AGAIN_MS);
    return () => clearInterval(timer);
  }, [acceptance, onConfirmed, run]);
  return (
    <div className="entry-form">
      <p>
        You were invited as <strong>{accepted.name}</strong> of <strong>{accepted.member}</strong>. Read this
        to the person who gave you the code:
      </p>
      <p className="read-aloud" aria-label={`Check code ${code.replaceAll(/(?<=.)(?=.)/g, " ")}`}>
        {code}
      </p>
      <p role="status" className="quiet">
        Waiting until that person has typed it. This page goes on by itself.
      </p>
      <Trouble problem={problem} />
    </div>
  );
}

function WayIn({ accepted: { acceptance, name, member } }: { accepted: Accepted }) {
  const field = useId();
  const ways = useAnswer<Ways>("/api/sign-in").answer;
  const { busy, problem, run } = useAct();
  const [device, setDevice] = useState(() => guessDevice(navigator.userAgent));
  const providers = ways.state === "ready" || ways.state === "stale" ? ways.value.providers : [];
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    run(async () => {
      const body = { acceptance };
      const made = await makePasskey(await answerOf(node.POST("/api/invitation/passkey/question", { body })));
      await answerOf(
        node.POST("/api/invitation/passkey", { body: { acceptance, name: device.trim(), answer: made } }),
      );
      window.location.assign("/seat");
    });
  };
  return (
    <form className="entry-form" onSubmit={submit}>
      <p>
        From now on you sign in as <strong>{name}</strong> of <strong>{member}</strong> with a key that stays
        on your device. It shows itself only when you do: with your finger, your face or the device&rsquo;s
        PIN.
      </p>
      <Trouble problem={problem} />
      <label className="field" htmlFor={field}>
        <span className="label">How you call this device</span>
        <input
          id={field}
          type="text"
          required
          maxLength={60}
          value={device}
          onChange={(event) => setDevice(event.target.value)}
        />
      </label>
      <button type="submit" className="button primary large" disabled={busy}>
        {busy ? "Waiting for your device" : "Make a passkey and come in"}
      </button>
      {providers.length > 0 && <p className="or quiet">or sign in for good through</p>}
      {providers.map((provider) => (
        <button
          key={provider.id}
          type="button"
          className="button large"
          disabled={busy}
          onClick={() => run(() => goOutside(provider.id, acceptance))}
        >
          {provider.name}
        </button>
      ))}
    </form>
  );
}
