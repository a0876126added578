// Sessions that stand, and ending those that are not the one that looks.
import { When } from "../../parts/when.tsx";
import { useWords } from "../../words/locale.tsx";
import { seatWords } from "./seat-words.ts";
import { SortableTable } from "../../parts/sortable-table.tsx";

interface SessionTableProps {
  readonly sessions: readonly {
    readonly id: string;
    readonly seat: string;
    readonly signedInWith: "passkey" | "single-sign-on";
    readonly openedAt: string;
    readonly usedAt: string;
    readonly own: boolean;
  }[];
  readonly busy: boolean;
  /** Null: they are only looked at. */
  readonly onEnd: ((id: string) => void) | null;
}

export function SessionTable({ sessions, busy, onEnd }: SessionTableProps) {
  const say = useWords(seatWords);
  return (
    <SortableTable<SessionTableProps["sessions"][number]>
      caption={say("sessions")}
      rows={sessions}
      rowKey={({ id }) => id}
      sortedBy={{ column: "used", direction: "descending" }}
      columns={[
        {
          ...{ id: "seat", title: say("col.seat"), key: ({ seat }) => seat },
          cell: ({ seat, own }) => (
            <>
              {seat} {own && <span className="mark">{say("session.own")}</span>}
            </>
          ),
        },
        {
          ...{ id: "signed", title: say("col.signed"), key: ({ openedAt }) => openedAt },
          cell: ({ openedAt }) => <When instant={openedAt} />,
        },
        {
          ...{ id: "used", title: say("col.used"), key: ({ usedAt }) => usedAt },
          cell: ({ usedAt }) => <When instant={usedAt} />,
        },
        {
          ...{ id: "with", title: say("col.with"), key: ({ signedInWith }) => signedInWith },
          cell: ({ signedInWith }) => say(`session.${signedInWith}`),
        },
        {
          ...{ id: "do", title: say("col.do") },
          cell: ({ id, own }) =>
            !own &&
            onEnd !== null && (
              <button type="button" className="button small" disabled={busy} onClick={() => onEnd(id)}>
                {say("session.end")}
              </button>
            ),
        },
      ]}
    />
  );
}
