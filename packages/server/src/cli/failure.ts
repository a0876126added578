// How a command ends: 0 done, 1 the answer is no (something does not verify, a document has problems), 2 it could not be
// done (bad input, bad usage, a fault). Never a stack trace: a coded error is one line, `entente: CODE: what to do next`.
import { CommanderError } from "commander";
import { InputError, PolicyError, VerificationError } from "@entente/core/encoding";
import { NodeProblem } from "../client/index.ts";
import { explainFault, quoteFault } from "../machine-faults.ts";
import { ServerError } from "../errors.ts";

export const EXIT_DONE = 0;
export const EXIT_NO = 1;
export const EXIT_FAILED = 2;

export interface Failure {
  readonly code: string;
  readonly message: string;
  readonly exit: typeof EXIT_NO | typeof EXIT_FAILED;
}

/** What to tell a person about anything thrown. */
export function describeFailure(error: unknown): Failure {
  if (error instanceof InputError) {
    const place =
      error.position === null ? "" : `line ${error.position.line}, column ${error.position.column}: `;
    return { code: error.code, message: place + error.message, exit: EXIT_FAILED };
  }
  if (error instanceof NodeProblem) {
    const { code, position } = error;
    const place = position === null ? "" : `line ${position.line}, column ${position.column}: `;
    // "Not now" is an answer of the house's rules; everything else could not be done.
    return { code, message: place + error.message, exit: error.status === 409 ? EXIT_NO : EXIT_FAILED };
  }
  if (error instanceof CommanderError) {
    // With no command at all commander says only that it printed its help.
    const reason =
      error.code === "commander.help"
        ? "a command is missing"
        : error.message.replace(/^error: /, "").replace(/\.$/, "");
    return { code: "USAGE", message: `${reason}. Add --help for usage and examples.`, exit: EXIT_FAILED };
  }
  if (error instanceof VerificationError || error instanceof PolicyError)
    return { code: error.code, message: error.message, exit: EXIT_NO };
  const coded = error instanceof ServerError ? error : explainFault(error);
  if (coded !== null) {
    const said = quoteFault(coded);
    const message = said === null ? coded.message : `${coded.message} ${said}`;
    return { code: coded.code, message, exit: EXIT_FAILED };
  }
  if (error instanceof Error && "code" in error && typeof error.code === "string" && "path" in error) {
    const path = String(error.path);
    return {
      code: "FILE_UNREADABLE",
      message:
        error.code === "EEXIST"
          ? `${path} is there already, and nothing is written over. Choose another name.`
          : `${path} could not be read or written (${error.code}). Check the name and your rights to it.`,
      exit: EXIT_FAILED,
    };
  }
  const detail = error instanceof Error ? error.message : String(error);
  return {
    code: "INTERNAL",
    message: `This should not have happened: ${detail}. Please report it with the command you typed.`,
    exit: EXIT_FAILED,
  };
}
