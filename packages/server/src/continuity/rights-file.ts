// The list an administrator goes through after a restore: one right a line, those that are to stand left in, the others taken
// out. A line is kept only if it is word for word one that was written.
import { ServerError } from "../errors.ts";
import type { StandingRight } from "./rights/store.ts";

const HEADING = [
  "# What stood when the backup was made: seats, passkeys, identities at a provider.",
  "# Take out every line that was withdrawn, lost or left since. What is not in here ends for good when you confirm.",
];

export function writeRights(rights: readonly StandingRight[]): string {
  return [...HEADING, ...rights.map(writeLine)].map((line) => `${line}\n`).join("");
}

/** The rights whose lines are left. @throws ServerError REQUEST_INVALID for a line that was not among them. */
export function readRights(text: string, rights: readonly StandingRight[]): readonly StandingRight[] {
  const known = new Map(rights.map((right) => [writeLine(right), right]));
  const lines = text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "" && !line.startsWith("#"));
  return lines.map((line) => {
    const right = known.get(line);
    if (right === undefined)
      throw new ServerError(
        "REQUEST_INVALID",
        `"${line}" is no right that stands in this node. Write the list again with "entente restore rights", and only take lines out.`,
      );
    return right;
  });
}

function writeLine({ kind, id, of, what }: StandingRight): string {
  return `${kind} ${of} ${what.replaceAll(/\s+/g, " ").trim()} ${id}`;
}
