// What a fault of the database, or of the machine under the node, means to whoever waits for an answer. A refusal that a
// statement of ours caused is not among them: that one is a fault of ours.
import { ServerError } from "./errors.ts";
import type { ServerCode } from "./errors.ts";

interface Kind {
  readonly code: ServerCode;
  readonly what: string;
  readonly advice: string;
}

/** By the class of the SQLSTATE, which is its first two letters (PostgreSQL, Appendix A). */
const KINDS: Readonly<Record<string, Kind>> = {
  "53": {
    code: "DATABASE_FULL",
    what: "The database has run out of disk, memory or connections.",
    advice: "Whoever runs it makes room; then do it again.",
  },
  "58": {
    code: "DATABASE_DISK_FAILED",
    what: "The disk, or the system, under the database has failed it.",
    advice:
      "Whoever runs it looks at the disk and at the database's own account before anything else is done.",
  },
  F0: {
    code: "DATABASE_DISK_FAILED",
    what: "A file that the database itself needs is not in order.",
    advice:
      "Whoever runs it looks at the disk and at the database's own account before anything else is done.",
  },
  XX: {
    code: "DATABASE_DAMAGED",
    what: "The database has found itself, or what it holds, damaged.",
    advice: "Whoever runs the node stops it, runs entente fsck, and restores a backup if it finds anything.",
  },
};

const CONFLICTS = new Set(["40001", "40P01"]);
const LOST = new Set(["57P01", "57P02", "57P03", "57P04", "57P05", "25P03", "53300"]);
const NETWORK = /^(ECONN|EPIPE|ENOENT|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|EAI_AGAIN)/;
/** A server that follows another one: it was the leader, or is about to be. */
const FOLLOWS = /^cannot use serializable mode in a hot standby/;
/** What the client library says of a connection that is no more. */
const LOST_MESSAGES =
  /^(Connection terminated|Client has encountered a connection error|timeout exceeded when trying to connect|Client was closed)/;

export type Trouble = "conflict" | "lost" | "other";

/** What another attempt may do about an error: it may be told that way, or the server may be back by then, or neither. */
export function judge(error: unknown): Trouble {
  if (!(error instanceof Error) || error instanceof ServerError) return "other";
  const code = "code" in error && typeof error.code === "string" ? error.code : "";
  if (CONFLICTS.has(code)) return "conflict";
  const lost = LOST.has(code) || /^08/.test(code) || endsConnection(error);
  if (lost || FOLLOWS.test(error.message)) return "lost";
  const network = NETWORK.test(code) && "syscall" in error && error.syscall !== "open";
  return network || LOST_MESSAGES.test(error.message) ? "lost" : "other";
}

/** The server's answer to a statement, or its last words on a connection. */
interface DatabaseReport extends Error {
  readonly code: string;
  readonly severity: string;
}

function isReport(error: unknown): error is DatabaseReport {
  return (
    error instanceof Error &&
    "severity" in error &&
    typeof error.severity === "string" &&
    "code" in error &&
    typeof error.code === "string" &&
    /^[0-9A-Z]{5}$/.test(error.code)
  );
}

function kindOf(report: DatabaseReport): Kind | null {
  return KINDS[report.code.slice(0, 2)] ?? null;
}

/**
 * Whether the server ended the connection with its report. Anything but the plain word for a refused statement counts: a
 * server that speaks another language is taken at its worst.
 */
export function endsConnection(error: unknown): boolean {
  return isReport(error) && kindOf(error) !== null && error.severity !== "ERROR";
}

/** Refusals of the file system that no other name and no other right would mend. */
const DISK = new Set(["ENOSPC", "EDQUOT", "EIO", "EROFS", "EMFILE", "ENFILE", "ENOMEM"]);

function isDiskFault(error: Error): boolean {
  return "code" in error && typeof error.code === "string" && DISK.has(error.code) && "syscall" in error;
}

/**
 * The coded error for a fault of the database, of a connection to it, or of the disk; null for anything else. A refused
 * statement is rolled back with its whole transaction; after a server that gave up in the middle nobody knows.
 */
export function explainFault(error: unknown): ServerError | null {
  if (!(error instanceof Error)) return null;
  if (isDiskFault(error))
    return new ServerError(
      "DISK_FAILED",
      "The disk is full or fails, so a file of the node could not be read or written. Whoever runs the node looks at the disk. What was not answered may or may not have been done: look at the current state before doing it again.",
      { cause: error },
    );
  const kind = isReport(error) ? kindOf(error) : null;
  if (kind !== null && !LOST.has((error as DatabaseReport).code)) {
    const known = endsConnection(error)
      ? "What was not answered may or may not have been done: look at the current state before doing it again."
      : "Nothing was changed.";
    return new ServerError(kind.code, `${kind.what} ${known} ${kind.advice}`, { cause: error });
  }
  const lost = (isReport(error) && judge(error) === "lost") || LOST_MESSAGES.test(error.message);
  return lost ? outcomeUnknown(error) : null;
}

/** For a connection that was lost when nobody can know how far the server had come. */
export function outcomeUnknown(cause: unknown): ServerError {
  return new ServerError(
    "DATABASE_OUTCOME_UNKNOWN",
    "The connection to the database was lost while a change was being committed, so it may or may not have been made. Look at the current state before doing it again.",
    { cause },
  );
}

/**
 * What the database or the system itself said, for whoever runs the node: it names files, never what is in them. Null
 * where no fault of theirs is at the bottom of a coded error.
 */
export function quoteFault(error: unknown): string | null {
  const cause = error instanceof ServerError ? error.cause : null;
  if (isReport(cause) && kindOf(cause) !== null)
    return `The database says: ${cause.message} (SQLSTATE ${cause.code}).`;
  return cause instanceof Error && isDiskFault(cause) ? `The system says: ${cause.message}.` : null;
}
