// My seat: where a person sits, where else they could, what stands open in their name, and what they sign in with.
import { useEffect, useId, useState } from "react";
import type { ReactNode, SubmitEvent } from "react";
import { answerOf, node } from "../../api/ask-node.ts";
import { useAnswer } from "../../api/use-answer.ts";
import type { Answer } from "../../api/read-node.ts";
import { Empty, ProblemNotice, StaleNotice } from "../../parts/notice.tsx";
import { Section } from "../../parts/section.tsx";
import { When } from "../../parts/when.tsx";
import { MachinesPart } from "./machines-part.tsx";
import { guessDevice, makePasskey } from "../../acts/passkey.ts";
import { Sheet, SheetSkeleton } from "./sheet.tsx";
import { Trouble } from "../../parts/trouble.tsx";
import type { SignedHeaders } from "../../acts/step-up-dialog.tsx";
import { useSigned } from "../../acts/step-up-dialog.tsx";
import { useAct } from "../../acts/use-act.ts";

interface Session {
  /** Null for whoever controls an exercise. */
  readonly seat: string | null;
  readonly by: string;
  readonly seats: readonly string[];
}

interface Sessions {
  readonly sessions: readonly {
    readonly id: string;
    readonly seat: string;
    readonly signedInWith: "passkey" | "single-sign-on";
    readonly openedAt: string;
    readonly usedAt: string;
    readonly expiresAt: string;
    readonly own: boolean;
  }[];
}

interface Passkeys {
  readonly passkeys: readonly {
    readonly id: string;
    readonly name: string;
    readonly deviceBound: boolean;
    readonly madeAt: string;
    readonly usedAt: string | null;
  }[];
  readonly providers: readonly string[];
}

export function SeatPage() {
  const { answer, refresh } = useAnswer<Session>("/api/session");
  if (answer.state === "loading") return <SheetSkeleton words="Asking the node where you sit" />;
  if (answer.state === "forbidden") return <SignedOut />;
  if (answer.state === "failed")
    return (
      <Sheet title="My seat">
        <ProblemNotice problem={answer.problem} onRetry={refresh} />
      </Sheet>
    );
  const session = answer.value;
  const { seat } = session;
  // Whoever controls an exercise plays every seat and has none.
  if (seat === null)
    return (
      <Sheet
        title="You have no seat of your own here"
        lead="This node holds exercises: you choose whom you play in the frame of each case."
      >
        <p>
          <a href="/">To the start page</a>
        </p>
      </Sheet>
    );
  const [member = "", role = "", name = ""] = seat.split("/");
  return (
    <>
      {answer.state === "stale" && (
        <StaleNotice problem={answer.problem} since={answer.at} onRetry={refresh} />
      )}
      <main className={answer.state === "stale" ? "page stale" : "page"}>
        <header className="masthead">
          <p className="wordmark">
            <a href="/">Entente</a>
          </p>
          <h1>
            {name} of {member}, as {sayRole(role)}
          </h1>
          <SignOut />
        </header>
        <SeatPart session={{ ...session, seat }} onChanged={refresh} />
        <SessionsPart />
        <PasskeysPart />
        <MachinesPart />
      </main>
    </>
  );
}

function SignedOut() {
  return (
    <Sheet title="You are not signed in" lead="Your session ended, or was ended for you. Nothing was lost.">
      <p>
        <a className="button primary large" href="/sign-in">
          Sign in
        </a>
      </p>
    </Sheet>
  );
}

const sayRole = (role: string): string => role.replaceAll("-", " ");

function SignOut() {
  const { busy, run } = useAct();
  const leave = () =>
    run(async () => {
      await answerOf(node.DELETE("/api/session"));
      window.location.assign("/sign-in");
    });
  return (
    <button type="button" className="button" disabled={busy} onClick={leave}>
      Sign out
    </button>
  );
}

function SeatPart({
  session,
  onChanged,
}: {
  session: Session & { readonly seat: string };
  onChanged: () => void;
}) {
  const group = useId();
  const { busy, problem, run } = useAct();
  const [chosen, setChosen] = useState(session.seat);
  useEffect(() => setChosen(session.seat), [session.seat]);
  const sit = () =>
    run(async () => {
      await answerOf(node.PUT("/api/session/seat", { body: { seat: chosen } }));
      onChanged();
    });
  return (
    <Section id="seat" title="Seat" aside={<p className="basis">One seat at a time</p>}>
      <fieldset className="rules seats">
        <legend className="label">Your seats</legend>
        {session.seats.map((seat) => (
          <label key={seat} className="rule">
            <input
              type="radio"
              name={group}
              value={seat}
              checked={seat === chosen}
              onChange={() => setChosen(seat)}
            />
            <span>{sayRole(seat.split("/")[1] ?? "")}</span>
            <code>{seat}</code>
          </label>
        ))}
      </fieldset>
      <Trouble problem={problem} />
      {session.seats.length > 1 && (
        <button
          type="button"
          className="button primary"
          disabled={busy || chosen === session.seat}
          onClick={sit}
        >
          {chosen === session.seat ? "You sit here" : `Sit down as ${sayRole(chosen.split("/")[1] ?? "")}`}
        </button>
      )}
    </Section>
  );
}

function SessionsPart() {
  const { answer, refresh } = useAnswer<Sessions>("/api/sessions");
  const { busy, problem, run } = useAct();
  const end = (id: string) =>
    run(async () => {
      await answerOf(node.DELETE("/api/sessions/{id}", { params: { path: { id } } }));
      refresh();
    });
  return (
    <Section
      id="sessions"
      title="Sessions"
      aside={
        <p className="basis">Each ends after a quarter of an hour without use, and after a working day</p>
      }
    >
      <Trouble problem={problem} />
      <Shown answer={answer} onRetry={refresh}>
        {({ sessions }) => (
          <table className="board">
            <thead>
              <tr>
                <th scope="col">Seat</th>
                <th scope="col">Signed in</th>
                <th scope="col">Last used</th>
                <th scope="col">With</th>
                <th scope="col">
                  <span className="unseen">What you can do</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {sessions.map((session) => (
                <tr key={session.id}>
                  <td data-title="Seat">
                    {session.seat} {session.own && <span className="mark">this one</span>}
                  </td>
                  <td data-title="Signed in">
                    <When instant={session.openedAt} />
                  </td>
                  <td data-title="Last used">
                    <When instant={session.usedAt} />
                  </td>
                  <td data-title="With">
                    {session.signedInWith === "passkey" ? "a passkey" : "single sign-on"}
                  </td>
                  <td>
                    {!session.own && (
                      <button
                        type="button"
                        className="button small"
                        disabled={busy}
                        onClick={() => end(session.id)}
                      >
                        End it now
                      </button>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </Shown>
    </Section>
  );
}

function PasskeysPart() {
  const { answer, refresh } = useAnswer<Passkeys>("/api/passkeys");
  const { busy, problem, run } = useAct();
  const { send, dialog } = useSigned();
  const remove = (passkey: string) =>
    run(async () => {
      const act = (headers: SignedHeaders) =>
        answerOf(node.DELETE("/api/passkeys/{passkey}", { params: { path: { passkey } }, headers }));
      if ((await send(act)) !== null) refresh();
    });
  return (
    <Section id="passkeys" title="Passkeys" aside={<p className="basis">Have two, on two devices</p>}>
      <Trouble problem={problem} />
      <Shown answer={answer} onRetry={refresh}>
        {({ passkeys, providers }) => (
          <>
            {passkeys.length === 0 ? (
              <Empty>
                You have no passkey yet. Approving, pledging and arming are signed with one: add it within
                five minutes of signing in.
              </Empty>
            ) : (
              <table className="board">
                <thead>
                  <tr>
                    <th scope="col">Device</th>
                    <th scope="col">Made</th>
                    <th scope="col">Last used</th>
                    <th scope="col">Key</th>
                    <th scope="col">
                      <span className="unseen">What you can do</span>
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {passkeys.map((passkey) => (
                    <tr key={passkey.id}>
                      <td data-title="Device">{passkey.name}</td>
                      <td data-title="Made">
                        <When instant={passkey.madeAt} />
                      </td>
                      <td data-title="Last used">
                        {passkey.usedAt === null ? "not yet" : <When instant={passkey.usedAt} />}
                      </td>
                      <td data-title="Key">
                        {passkey.deviceBound ? "stays on the device" : "kept in step between devices"}
                      </td>
                      <td>
                        <button
                          type="button"
                          className="button small"
                          disabled={busy}
                          onClick={() => remove(passkey.id)}
                        >
                          Remove {passkey.name}
                        </button>
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            )}
            {providers.length > 0 && <p>You can also sign in through {providers.join(", ")}.</p>}
            <AddPasskey first={passkeys.length === 0} send={send} onAdded={refresh} />
          </>
        )}
      </Shown>
      {dialog}
    </Section>
  );
}

interface AddProps {
  readonly first: boolean;
  readonly send: ReturnType<typeof useSigned>["send"];
  readonly onAdded: () => void;
}

function AddPasskey({ first, send, onAdded }: AddProps) {
  const field = useId();
  const { busy, problem, run } = useAct();
  const [device, setDevice] = useState(() => (first ? guessDevice(navigator.userAgent) : ""));
  const add = (event: SubmitEvent) => {
    event.preventDefault();
    run(async () => {
      const answer = await makePasskey(await answerOf(node.POST("/api/passkeys/question")));
      const body = { name: device.trim(), answer };
      const added = first
        ? await answerOf(node.POST("/api/passkeys/first", { body }))
        : await send((headers) => answerOf(node.POST("/api/passkeys", { body, headers })));
      if (added === null) return;
      setDevice("");
      onAdded();
    });
  };
  return (
    <form className="entry-form" onSubmit={add}>
      <Trouble problem={problem} />
      <label className="field" htmlFor={field}>
        <span className="label">How you call the new device</span>
        <input
          id={field}
          type="text"
          required
          maxLength={60}
          value={device}
          onChange={(event) => setDevice(event.target.value)}
        />
      </label>
      <button type="submit" className="button" disabled={busy}>
        {busy ? "Waiting for your device" : "Add a passkey"}
      </button>
    </form>
  );
}

/** An answer in whatever state it is; a part of a page keeps the rest of it readable. */
function Shown<T>({
  answer,
  onRetry,
  children,
}: {
  answer: Answer<T>;
  onRetry: () => void;
  children: (value: T) => ReactNode;
}) {
  if (answer.state === "loading")
    return (
      <div className="skeleton-bars part-skeleton" role="status">
        <span className="unseen">Asking the node</span>
        <i />
        <i className="bar-most" />
      </div>
    );
  if (answer.state === "forbidden" || answer.state === "failed")
    return <ProblemNotice problem={answer.problem} onRetry={onRetry} />;
  return <>{children(answer.value)}</>;
}
