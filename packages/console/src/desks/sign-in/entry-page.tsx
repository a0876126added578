// Coming in for the first time: by a code somebody reads to you, or by the link a new node prints once.
import { useEffect, useId, useState } from "react";
import type { ReactNode, SubmitEvent } from "react";
import { answerOf, node } from "../../api/ask-node.ts";
import { useWords } from "../../words/locale.tsx";
import { entryWords } from "./entry-words.ts";
import { goOutside } from "./outside.ts";
import { guessDevice, makePasskey } from "../../acts/passkey.ts";
import { Sheet } from "./sheet.tsx";
import { Trouble } from "../../parts/trouble.tsx";
import { useWays } from "./sign-in-page.tsx";
import { useAct } from "../../acts/use-act.ts";

interface Accepted {
  readonly member: string;
  readonly name: string;
  readonly acceptance: string;
  readonly checkCode: string | null;
}

const ASK_AGAIN_MS = 2000;

export function InvitationPage() {
  const say = useWords(entryWords);
  const [accepted, setAccepted] = useState<Accepted | null>(null);
  const [confirmed, setConfirmed] = useState(false);
  const step = accepted === null ? 1 : confirmed ? 3 : 2;
  return (
    <Sheet title={say("invitation")} lead={say("invitation.lead")}>
      <ol className="entry-steps">
        <Step number={1} now={step} title={say("step.code")}>
          <CodeForm onAccepted={setAccepted} />
        </Step>
        <Step number={2} now={step} title={say("step.check")}>
          {accepted?.checkCode !== null && accepted !== null && (
            <CheckCode accepted={accepted} code={accepted.checkCode} onConfirmed={() => setConfirmed(true)} />
          )}
        </Step>
        <Step number={3} now={step} title={say("step.passkey")}>
          {accepted !== null && <WayIn accepted={accepted} />}
        </Step>
      </ol>
    </Sheet>
  );
}

/** The code stands behind `#` in the link, which no browser sends anywhere and no log keeps. */
export function FirstStartPage() {
  const say = useWords(entryWords);
  const [code] = useState(() => window.location.hash.slice(1));
  const [accepted, setAccepted] = useState<Accepted | null>(null);
  useEffect(() => window.history.replaceState(null, "", "/first-start"), []);
  if (code === "")
    return (
      <Sheet title={say("link.broken")} lead={say("link.broken.lead")}>
        <p>
          {say("link.broken.do")} <code>entente admin first-link</code>
        </p>
      </Sheet>
    );
  return (
    <Sheet title={say("first")} lead={say("first.lead")}>
      <ol className="entry-steps">
        <Step number={1} now={accepted === null ? 1 : 2} title={say("step.name")}>
          <NameForm code={code} onAccepted={setAccepted} />
        </Step>
        <Step number={2} now={accepted === null ? 1 : 2} title={say("step.passkey")}>
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
  const say = useWords(entryWords);
  const state = number < now ? "done" : number === now ? "now" : "later";
  return (
    <li data-state={state} aria-current={state === "now" ? "step" : undefined}>
      <h2>
        {title}
        {state === "done" && <span className="step-done"> {say("step.done")}</span>}
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
  const say = useWords(entryWords);
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
        <span className="label">{say("code")}</span>
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
      <p className="basis">{say("code.basis")}</p>
      <button type="submit" className="button primary large" disabled={busy}>
        {say(busy ? "asking.busy" : "code.accept")}
      </button>
    </form>
  );
}

function NameForm({ code, onAccepted }: Entering & { code: string }) {
  const say = useWords(entryWords);
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
        <span className="label">{say("name")}</span>
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
      <p className="basis">{say("name.basis")}</p>
      <button type="submit" className="button primary large" disabled={busy}>
        {say(busy ? "asking.busy" : "first.become")}
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
  const say = useWords(entryWords);
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
      <p>{say("check.invited", { name: accepted.name, member: accepted.member })}</p>
      <p
        className="read-aloud"
        aria-label={say("check.aloud", { code: code.replaceAll(/(?<=.)(?=.)/g, " ") })}
      >
        {code}
      </p>
      <p role="status" className="quiet">
        {say("check.waiting")}
      </p>
      <Trouble problem={problem} />
    </div>
  );
}

function WayIn({ accepted: { acceptance, name, member } }: { accepted: Accepted }) {
  const field = useId();
  const say = useWords(entryWords);
  const ways = useWays().answer;
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
      <p>{say("way.lead", { name, member })}</p>
      <Trouble problem={problem} />
      <label className="field" htmlFor={field}>
        <span className="label">{say("way.device")}</span>
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
        {say(busy ? "device" : "way.make")}
      </button>
      {providers.length > 0 && <p className="or quiet">{say("way.or")}</p>}
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
