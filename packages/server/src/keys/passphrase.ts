// The passphrase of a real node's keystore. It comes from a file that only its owner may read, or from a person at the
// terminal; never from the command line or the environment, where every process of the machine could see it.
import { open } from "node:fs/promises";
import { createInterface } from "node:readline";
import { Writable } from "node:stream";
import type { Readable } from "node:stream";
import { ServerError } from "../errors.ts";

const FEWEST_CHARACTERS = 12;
const LONGEST_FILE = 4096;

/** Holds a passphrase without showing it: printing, serialising and inspecting one gives nothing. */
export class Passphrase {
  readonly #text: string;

  constructor(text: string) {
    if (text.length < FEWEST_CHARACTERS)
      throw new ServerError(
        "PASSPHRASE_UNFIT",
        `A passphrase has at least ${FEWEST_CHARACTERS} characters. Whoever runs this node chooses a longer one, six words drawn by dice for example.`,
      );
    this.#text = text.normalize("NFKC");
  }

  /** UTF-8 bytes of the NFKC form: the same passphrase typed on another keyboard gives the same bytes. */
  bytes(): Uint8Array {
    return Buffer.from(this.#text, "utf8");
  }
}

/**
 * Reads the passphrase from a file: its first line, without the line's end.
 * @throws ServerError PASSPHRASE_UNFIT when others may read the file, or what is in it is no passphrase.
 */
export async function readPassphraseFile(path: string): Promise<Passphrase> {
  const file = await open(path, "r").catch((cause: unknown) => {
    throw unfit(`The passphrase file ${path} cannot be read. Check --passphrase-file.`, cause);
  });
  try {
    const { mode, size } = await file.stat();
    if ((mode & 0o077) !== 0)
      throw unfit(`Others than its owner may read the passphrase file ${path}: chmod 600 it first.`, null);
    if (size > LONGEST_FILE) throw unfit(`The passphrase file ${path} is too long to be one.`, null);
    const [line = ""] = (await file.readFile("utf8")).split(/\r?\n/);
    return new Passphrase(line);
  } finally {
    await file.close();
  }
}

/**
 * Asks a person, without showing what is typed.
 * @throws ServerError PASSPHRASE_UNFIT where no person can be asked.
 */
export async function askPassphrase(
  question: string,
  { input, output }: { readonly input: Readable & { readonly isTTY?: boolean }; readonly output: Writable },
): Promise<Passphrase> {
  if (input.isTTY !== true)
    throw unfit(
      "Nobody is at a terminal to type the passphrase: name a file that holds it with --passphrase-file.",
      null,
    );
  output.write(question);
  const lines = createInterface({ input, terminal: true, output: new Silence() });
  try {
    const line = await new Promise<string>((resolve, reject) => {
      lines.once("line", resolve);
      lines.once("close", () => reject(unfit("No passphrase was typed.", null)));
    });
    return new Passphrase(line);
  } finally {
    lines.close();
    output.write("\n");
  }
}

/** Takes what a line editor would echo. */
class Silence extends Writable {
  override _write(_chunk: unknown, _encoding: string, done: () => void): void {
    done();
  }
}

function unfit(message: string, cause: unknown): ServerError {
  return new ServerError("PASSPHRASE_UNFIT", message, { cause });
}
