// The people of a member, for its administrator: who sits where, who is invited, who is signed in, what programs come in; and
// the trail of what they did, for its auditor as well.
import type { ReactNode } from "react";
import { useConsent } from "../../acts/consent-dialog.tsx";
import { useAct } from "../../acts/use-act.ts";
import type { paths } from "../../../../../formats/api.d.ts";
import { answerOf, node } from "../../api/ask-node.ts";
import { useRead, useReadAgain } from "../../api/use-read.ts";
import { Empty, ProblemNotice } from "../../parts/notice.tsx";
import { Section } from "../../parts/section.tsx";
import { Trouble } from "../../parts/trouble.tsx";
import { When } from "../../parts/when.tsx";
import { readOwnSeat } from "../../shell/seat.ts";
import type { OwnSeat } from "../../shell/seat.ts";
import { useWords } from "../../words/locale.tsx";
import { KeysPart } from "../ledger/keys-part.tsx";
import { InvitationsPart } from "./invitations-part.tsx";
import { MachineTable } from "./machines-part.tsx";
import { useRoles } from "./roles.ts";
import { SignedOut } from "./seat-page.tsx";
import { seatWords } from "./seat-words.ts";
import { SessionTable } from "./session-table.tsx";
import { Sheet, SheetSkeleton } from "./sheet.tsx";
import { Shown } from "./shown.tsx";
import { TrailPart } from "./trail-part.tsx";
import "../../style/lists.css";
import { SortableTable } from "../../parts/sortable-table.tsx";

type Seat = paths["/api/seats"]["get"]["responses"]["200"]["content"]["application/json"]["seats"][number];

export function PeoplePage() {
  const say = useWords(seatWords);
  const { answer, refresh } = useRead(["node", "session"], (signal) => node.GET("/api/session", { signal }));
  if (answer.state === "loading") return <SheetSkeleton words={say("asking.seat")} />;
  if (answer.state === "forbidden") return <SignedOut />;
  if (answer.state === "failed")
    return (
      <Sheet title={say("people", { member: "" })}>
        <ProblemNotice problem={answer.problem} onRetry={refresh} />
      </Sheet>
    );
  const { seat } = answer.value;
  return seat === null ? <SignedOut /> : <People seat={readOwnSeat(seat)} />;
}

function People({ seat }: { readonly seat: OwnSeat }) {
  const say = useWords(seatWords);
  const sayRole = useRoles();
  const acts = seat.role === "administrator";
  const looks = acts || seat.role === "auditor";
  return (
    <main className="page">
      <header className="masthead">
        <p className="wordmark">
          <a href="/">Entente</a>
        </p>
        <h1>{say("people", { member: seat.member })}</h1>
        <p>
          <a href="/seat">{say("people.back")}</a>
        </p>
      </header>
      <p className="entry-lead">{say("people.lead")}</p>
      {!acts && <Empty>{say("who.administrator", { role: sayRole(seat.role) })}</Empty>}
      {looks && <SeatsPart acts={acts} />}
      {acts && <InvitationsPart member={seat.member} />}
      {looks && <SessionsPart acts={acts} />}
      {looks && <MachinesOfMember acts={acts} />}
      <KeysPart />
      <TrailPart allowed={seat.role === "auditor"} />
    </main>
  );
}

interface Acting {
  /** Whether the seat may also change what it looks at. */
  readonly acts: boolean;
}

function SeatsPart({ acts }: Acting) {
  const say = useWords(seatWords);
  const { answer, refresh } = useRead(["node", "seats"], (signal) => node.GET("/api/seats", { signal }));
  const readAgain = useReadAgain();
  const { ask, dialog } = useConsent();
  const withdraw = (id: string, seat: string) =>
    ask({
      title: say("withdraw.title", { seat }),
      content: <code>{seat}</code>,
      recipients: [seat],
      consequence: say(
        seat.split("/")[1] === "administrator" ? "withdraw.administrator" : "withdraw.consequence",
      ),
      verb: say("withdraw.verb"),
      send: (headers) => answerOf(node.DELETE("/api/seats/{id}", { params: { path: { id } }, headers })),
      onDone: () => void readAgain("node"),
    });
  return (
    <Section
      id="seats"
      title={say("people.seats")}
      aside={<p className="basis">{say("people.seats.basis")}</p>}
    >
      <Shown answer={answer} onRetry={refresh}>
        {({ seats }) =>
          seats.length === 0 ? (
            <Empty>{say("people.none")}</Empty>
          ) : (
            <SortableTable<Seat>
              caption={say("people.seats")}
              rows={seats}
              rowKey={({ id }) => id}
              sortedBy={{ column: "seat", direction: "ascending" }}
              columns={[
                { id: "seat", title: say("col.seat"), key: ({ seat }) => seat, cell: ({ seat }) => seat },
                {
                  ...{ id: "cases", title: say("people.cases") },
                  cell: ({ cases }) => (cases === "all" ? say("people.all-cases") : cases.join(", ")),
                },
                {
                  ...{ id: "given", title: say("people.given"), key: ({ grantedAt }) => grantedAt },
                  cell: ({ grantedAt }) => <When instant={grantedAt} />,
                },
                {
                  ...{ id: "by", title: say("people.by"), key: ({ grantedBy }) => grantedBy },
                  cell: ({ grantedBy }) => grantedBy,
                },
                {
                  ...{ id: "do", title: say("col.do") },
                  cell: ({ id, seat, withdrawal }) => (
                    <>
                      {withdrawal !== null && (
                        <p className="basis">{say("people.proposed", { by: withdrawal.by })}</p>
                      )}
                      {acts && (
                        <button
                          type="button"
                          className="button small"
                          aria-label={`${say("people.withdraw")}: ${seat}`}
                          onClick={() => withdraw(id, seat)}
                        >
                          {say("people.withdraw")}
                        </button>
                      )}
                    </>
                  ),
                },
              ]}
            />
          )
        }
      </Shown>
      {dialog}
    </Section>
  );
}

function SessionsPart({ acts }: Acting) {
  const say = useWords(seatWords);
  const read = useRead(["node", "member-sessions"], (signal) => node.GET("/api/member/sessions", { signal }));
  const { busy, problem, run } = useAct();
  const end = (id: string) =>
    run(async () => {
      await answerOf(node.DELETE("/api/sessions/{id}", { params: { path: { id } } }));
      read.refresh();
    });
  return (
    <Listed id="member-sessions" title={say("sessions")} problem={problem}>
      <Shown answer={read.answer} onRetry={read.refresh}>
        {({ sessions }) =>
          sessions.length === 0 ? (
            <Empty>{say("sessions.none")}</Empty>
          ) : (
            <SessionTable sessions={sessions} busy={busy} onEnd={acts ? end : null} />
          )
        }
      </Shown>
    </Listed>
  );
}

function MachinesOfMember({ acts }: Acting) {
  const say = useWords(seatWords);
  const read = useRead(["node", "member-tokens"], (signal) => node.GET("/api/member/tokens", { signal }));
  const { busy, problem, run } = useAct();
  const revoke = (id: string) =>
    run(async () => {
      await answerOf(node.DELETE("/api/tokens/{id}", { params: { path: { id } } }));
      read.refresh();
    });
  return (
    <Listed id="member-machines" title={say("machines")} problem={problem}>
      <Shown answer={read.answer} onRetry={read.refresh}>
        {({ tokens }) =>
          tokens.length === 0 ? (
            <Empty>{say("machines.none")}</Empty>
          ) : (
            <MachineTable machines={tokens} busy={busy} onRevoke={acts ? revoke : null} />
          )
        }
      </Shown>
    </Listed>
  );
}

interface ListedProps {
  readonly id: string;
  readonly title: string;
  readonly problem: Parameters<typeof Trouble>[0]["problem"];
  readonly children: ReactNode;
}

function Listed({ id, title, problem, children }: ListedProps) {
  return (
    <Section id={id} title={title}>
      <Trouble problem={problem} />
      {children}
    </Section>
  );
}
