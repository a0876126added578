// My seat: where a person sits, where else they could, what stands open in their name, and what they sign in with.
import { useEffect, useId, useState } from "react";
import type { SubmitEvent } from "react";
import type { paths } from "../../../../../formats/api.d.ts";
import { answerOf, node } from "../../api/ask-node.ts";
import { useRead } from "../../api/use-read.ts";
import { useLanguage, useWords } from "../../words/locale.tsx";
import { SessionTable } from "./session-table.tsx";
import { entryWords } from "./entry-words.ts";
import { useRoles } from "./roles.ts";
import { seatWords } from "./seat-words.ts";
import { Empty, ProblemNotice, StaleNotice } from "../../parts/notice.tsx";
import { Section } from "../../parts/section.tsx";
import { When } from "../../parts/when.tsx";
import { MachinesPart } from "./machines-part.tsx";
import { guessDevice, makePasskey } from "../../acts/passkey.ts";
import { Sheet, SheetSkeleton } from "./sheet.tsx";
import { Trouble } from "../../parts/trouble.tsx";
import type { SignedHeaders } from "../../acts/step-up-dialog.tsx";
import { Shown } from "./shown.tsx";
import { useSigned } from "../../acts/step-up-dialog.tsx";
import { useAct } from "../../acts/use-act.ts";
import { SortableTable } from "../../parts/sortable-table.tsx";

type Passkey =
  paths["/api/passkeys"]["get"]["responses"]["200"]["content"]["application/json"]["passkeys"][number];

export function SeatPage() {
  const say = useWords(seatWords);
  const sayRole = useRoles();
  const { answer, refresh } = useRead(["node", "session"], (signal) => node.GET("/api/session", { signal }));
  if (answer.state === "loading") return <SheetSkeleton words={say("asking.seat")} />;
  if (answer.state === "forbidden") return <SignedOut />;
  if (answer.state === "failed")
    return (
      <Sheet title={say("title")}>
        <ProblemNotice problem={answer.problem} onRetry={refresh} />
      </Sheet>
    );
  const { seat, seats } = answer.value;
  // The control of exercises plays every seat and has none.
  if (seat === null)
    return (
      <Sheet title={say("none.title")} lead={say("none.lead")}>
        <p>
          <a href="/">{say("none.home")}</a>
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
          <h1>{say("heading", { name, member, role: sayRole(role) })}</h1>
          <p className="seat-ways">
            <a href="/seat/people">{say("people.link", { member })}</a> <SignOut />
          </p>
        </header>
        <SeatPart seat={seat} seats={seats} onChanged={refresh} />
        <SessionsPart />
        <PasskeysPart />
        <MachinesPart />
      </main>
    </>
  );
}

export function SignedOut() {
  const say = useWords(entryWords);
  return (
    <Sheet title={say("not-signed")} lead={say("not-signed.lead")}>
      <p>
        <a className="button primary large" href="/sign-in">
          {say("sign-in")}
        </a>
      </p>
    </Sheet>
  );
}

function SignOut() {
  const say = useWords(seatWords);
  const { busy, run } = useAct();
  const leave = () =>
    run(async () => {
      await answerOf(node.DELETE("/api/session"));
      window.location.assign("/sign-in");
    });
  return (
    <button type="button" className="button" disabled={busy} onClick={leave}>
      {say("sign-out")}
    </button>
  );
}

interface SeatPartProps {
  readonly seat: string;
  readonly seats: readonly string[];
  readonly onChanged: () => void;
}

function SeatPart({ seat: own, seats, onChanged }: SeatPartProps) {
  const say = useWords(seatWords);
  const sayRole = useRoles();
  const group = useId();
  const { busy, problem, run } = useAct();
  const [chosen, setChosen] = useState(own);
  useEffect(() => setChosen(own), [own]);
  const sit = () =>
    run(async () => {
      await answerOf(node.PUT("/api/session/seat", { body: { seat: chosen } }));
      onChanged();
    });
  return (
    <Section id="seat" title={say("seat")} aside={<p className="basis">{say("seat.one")}</p>}>
      <fieldset className="rules seats">
        <legend className="label">{say("seat.yours")}</legend>
        {seats.map((seat) => (
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
      {seats.length > 1 && (
        <button type="button" className="button primary" disabled={busy || chosen === own} onClick={sit}>
          {chosen === own ? say("seat.here") : say("seat.sit", { role: sayRole(chosen.split("/")[1] ?? "") })}
        </button>
      )}
    </Section>
  );
}

function SessionsPart() {
  const say = useWords(seatWords);
  const { answer, refresh } = useRead(["node", "sessions"], (signal) =>
    node.GET("/api/sessions", { signal }),
  );
  const { busy, problem, run } = useAct();
  const end = (id: string) =>
    run(async () => {
      await answerOf(node.DELETE("/api/sessions/{id}", { params: { path: { id } } }));
      refresh();
    });
  return (
    <Section id="sessions" title={say("sessions")} aside={<p className="basis">{say("sessions.basis")}</p>}>
      <Trouble problem={problem} />
      <Shown answer={answer} onRetry={refresh}>
        {({ sessions }) => <SessionTable sessions={sessions} busy={busy} onEnd={end} />}
      </Shown>
    </Section>
  );
}

function PasskeysPart() {
  const say = useWords(seatWords);
  const { tag } = useLanguage();
  const { answer, refresh } = useRead(["node", "passkeys"], (signal) =>
    node.GET("/api/passkeys", { signal }),
  );
  const { busy, problem, run } = useAct();
  const { send, dialog } = useSigned();
  const remove = (passkey: string) =>
    run(async () => {
      const act = (headers: SignedHeaders) =>
        answerOf(node.DELETE("/api/passkeys/{passkey}", { params: { path: { passkey } }, headers }));
      if ((await send(act)) !== null) refresh();
    });
  return (
    <Section id="passkeys" title={say("passkeys")} aside={<p className="basis">{say("passkeys.basis")}</p>}>
      <Trouble problem={problem} />
      <Shown answer={answer} onRetry={refresh}>
        {({ passkeys, providers }) => (
          <>
            {passkeys.length === 0 ? (
              <Empty>{say("passkeys.none")}</Empty>
            ) : (
              <SortableTable<Passkey>
                caption={say("passkeys")}
                rows={passkeys}
                rowKey={({ id }) => id}
                sortedBy={{ column: "device", direction: "ascending" }}
                columns={[
                  {
                    id: "device",
                    title: say("col.device"),
                    key: ({ name }) => name,
                    cell: ({ name }) => name,
                  },
                  {
                    ...{ id: "made", title: say("col.made"), key: ({ madeAt }) => madeAt },
                    cell: ({ madeAt }) => <When instant={madeAt} />,
                  },
                  {
                    ...{ id: "used", title: say("col.used"), key: ({ usedAt }) => usedAt },
                    cell: ({ usedAt }) =>
                      usedAt === null ? say("passkey.unused") : <When instant={usedAt} />,
                  },
                  {
                    ...{ id: "key", title: say("col.key") },
                    cell: ({ deviceBound }) => say(deviceBound ? "passkey.bound" : "passkey.synced"),
                  },
                  {
                    ...{ id: "do", title: say("col.do") },
                    cell: ({ id, name }) => (
                      <button
                        type="button"
                        className="button small"
                        disabled={busy}
                        onClick={() => remove(id)}
                      >
                        {say("passkey.remove", { name })}
                      </button>
                    ),
                  },
                ]}
              />
            )}
            {providers.length > 0 && (
              <p>{say("providers", { list: new Intl.ListFormat(tag).format(providers) })}</p>
            )}
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
  const say = useWords(seatWords);
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
        <span className="label">{say("passkey.new")}</span>
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
        {say(busy ? "device" : "passkey.add")}
      </button>
    </form>
  );
}
