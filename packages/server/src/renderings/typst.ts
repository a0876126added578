// The engine behind PDF files, from outside: starts it, hands it everything, ends it in time, and reads what it says.
import { fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import { ServerError } from "../errors.ts";

export interface TypstRequest {
  readonly template: string;
  /** JSON. */
  readonly paper: string;
  readonly pictures: readonly (readonly [path: string, bytes: Uint8Array])[];
  readonly fonts: readonly Uint8Array[];
  /** YYYY-MM-DD or null. */
  readonly date: string | null;
}

export type TypstAnswer = { readonly pdf: Uint8Array } | { readonly problem: string };

/**
 * @throws ServerError RENDERING_GLYPH_MISSING when no font has a character of the text; RENDERING_TOO_LONG after
 * `milliseconds`; INTERNAL for anything else the engine says.
 */
export async function compileTypst(request: TypstRequest, milliseconds: number): Promise<Uint8Array> {
  const answer = await ask(request, milliseconds);
  if ("pdf" in answer) return answer.pdf;
  // The engine quotes the text within a quoted message.
  const said = answer.problem.replace(/\\(["\\])/gu, "$1");
  const missing = [...said.matchAll(/the text `("(?:[^"\\]|\\.)*")` could not be displayed/gu)];
  if (missing.length === 0) throw new ServerError("INTERNAL", `The PDF could not be made: ${answer.problem}`);
  const characters = [...new Set(missing.flatMap(([, quoted = ""]) => Array.from(readQuoted(quoted))))];
  const named = characters.slice(0, NAMED).map(nameCharacter).join(", ");
  const more = characters.length > NAMED ? ` and ${characters.length - NAMED} more` : "";
  throw new ServerError(
    "RENDERING_GLYPH_MISSING",
    `No font at hand has ${named}${more}, and a PDF must not leave characters out. Name a font that has them with --font, or export HTML or DOCX.`,
  );
}

const NAMED = 8;

async function ask(request: TypstRequest, milliseconds: number): Promise<TypstAnswer> {
  const child = fork(fileURLToPath(new URL("./typst-child.ts", import.meta.url)), {
    serialization: "advanced",
    stdio: ["ignore", "ignore", "ignore", "ipc"],
    execArgv: [],
    env: {},
  });
  return new Promise<TypstAnswer>((resolve, reject) => {
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      child.kill("SIGKILL");
    }, milliseconds);
    child.once("message", (answer: TypstAnswer) => {
      resolve(answer);
    });
    child.once("error", reject);
    child.once("close", (code, signal) => {
      clearTimeout(timer);
      reject(
        late
          ? new ServerError(
              "RENDERING_TOO_LONG",
              `The PDF was not ready after ${milliseconds / 1000} s. Split the document, or export HTML or DOCX.`,
            )
          : new ServerError("INTERNAL", `The PDF engine ended with ${signal ?? code ?? "nothing"}.`),
      );
    });
    child.send(request, (error) => {
      if (error !== null) child.kill("SIGKILL");
    });
  });
}

/** The string a Rust debug form stands for. */
function readQuoted(quoted: string): string {
  return quoted
    .slice(1, -1)
    .replace(/\\u\{([0-9a-f]+)\}/gu, (_, hex: string) => String.fromCodePoint(parseInt(hex, 16)))
    .replace(/\\(.)/gu, "$1");
}

function nameCharacter(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  const name = `U+${code.toString(16).toUpperCase().padStart(4, "0")}`;
  return /[\p{L}\p{N}\p{P}\p{S}]/u.test(character) ? `${character} (${name})` : name;
}
