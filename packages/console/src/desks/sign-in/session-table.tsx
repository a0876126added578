// Sessions that stand, and ending those that are not the one that looks.
import { When } from "../../parts/when.tsx";
import { useWords } from "../../words/locale.tsx";
import { seatWords } from "./seat-words.ts";

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
    <table className="board">
      <thead>
        <tr>
          <th scope="col">{say("col.seat")}</th>
          <th scope="col">{say("col.signed")}</th>
          <th scope="col">{say("col.used")}</th>
          <th scope="col">{say("col.with")}</th>
          <th scope="col">
            <span className="unseen">{say("col.do")}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {sessions.map((session) => (
          <tr key={session.id}>
            <td data-title={say("col.seat")}>
              {session.seat} {session.own && <span className="mark">{say("session.own")}</span>}
            </td>
            <td data-title={say("col.signed")}>
              <When instant={session.openedAt} />
            </td>
            <td data-title={say("col.used")}>
              <When instant={session.usedAt} />
            </td>
            <td data-title={say("col.with")}>{say(`session.${session.signedInWith}`)}</td>
            <td>
              {!session.own && onEnd !== null && (
                <button
                  type="button"
                  className="button small"
                  disabled={busy}
                  onClick={() => onEnd(session.id)}
                >
                  {say("session.end")}
                </button>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
