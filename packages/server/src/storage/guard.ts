// Runs one of the database's programs under a guard: a small shell that is its parent and holds one end of a pipe from the
// node. When the node dies in any way, kill -9 included, the pipe closes and the guard ends the program (SIGINT). As the
// guard is the parent and reaps the program last of all, the number it signals cannot have been reused. Both run in a
// session of their own, so that Ctrl-C on the terminal reaches the node alone.
import { spawn } from "node:child_process";
import type { ChildProcessByStdio } from "node:child_process";
import type { Readable, Writable } from "node:stream";
import { identityOf } from "./database-user.ts";
import type { DatabaseUser } from "./database-user.ts";

const GUARD = `
trap '' INT TERM HUP QUIT
exec 3<&0
"$@" </dev/null >&2 3<&- &
server=$!
echo "$server"
exec >&-
( while read -r signal <&3; do kill -s "$signal" "$server"; done; kill -s INT "$server" ) 2>/dev/null &
guard=$!
exec 3<&- </dev/null
wait "$server"
status=$?
kill -s KILL "$guard" 2>/dev/null
exit "$status"
`;

export interface GuardedProgram {
  readonly program: string;
  readonly args: readonly string[];
  /** Who runs it; null: this process itself. */
  readonly user: DatabaseUser | null;
  /** An open file for all it prints, or "pipe". */
  readonly output: number | "pipe";
  readonly env: Readonly<Record<string, string>>;
}

/** The guard. Its input takes the names of signals for the program, a line each; its output is the program's number. */
export type Guard = ChildProcessByStdio<Writable, Readable, Readable | null>;

export function startGuarded({ program, args, user, output, env }: GuardedProgram): Guard {
  const guard = spawn("/bin/sh", ["-c", GUARD, "entente-database", program, ...args], {
    ...identityOf(user),
    cwd: "/",
    detached: true,
    stdio: ["pipe", "pipe", output],
    env: { PATH: "/usr/bin:/bin", LC_ALL: "C", ...env },
  }) as Guard;
  // Writing to a guard that is gone is no fault: its end is what tells.
  guard.stdin.on("error", () => undefined);
  return guard;
}
