// The scan of a file that somebody else made: in a process of its own, bounded like the one that reads imports. This side never
// parses what is in the file, kills the process at its limits, and reads strictly what it answers.
import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { InputError, parseJson, readArray, readObject, readString } from "@entente/core/encoding";
import { ServerError } from "../errors.ts";
import type { ServerCode } from "../errors.ts";
import { confineProcess, readProcessUse } from "../imports/index.ts";
import type { Finding } from "./finding.ts";
import { MOST_SCANNED } from "./layer.ts";
import type { ScanRequest } from "./scan-file.ts";

const PROGRAM = fileURLToPath(new URL("./scan-process.ts", import.meta.url));
const MEGABYTE = 1024 * 1024;
const MOST_MEMORY = 2048 * MEGABYTE;
const MOST_HEAP_MEGABYTES = 1024;
/** By the clock; reading by sight takes seconds a page. */
const MOST_MILLISECONDS = { quick: 180_000, sight: 1_800_000 };
const MOST_ANSWER = 4 * MEGABYTE;
const LOOK_EVERY_MS = 50;
const CODES: readonly ServerCode[] = ["SCAN_TOO_LARGE", "SCAN_TIMEOUT", "SCAN_UNREADABLE"];

/**
 * {@link scanFile} for a file that was not made here.
 * @throws ServerError SCAN_TOO_LARGE, SCAN_TIMEOUT, SCAN_UNREADABLE: the file counts as not scanned then.
 */
export async function scanForeignFile(request: ScanRequest): Promise<readonly Finding[]> {
  const { bytes, name, withheld, engines } = request;
  if (bytes.length > MOST_SCANNED)
    throw new ServerError(
      "SCAN_TOO_LARGE",
      `${name} is larger than is looked through, so it counts as not scanned: divide it into parts`,
    );
  const settings = Buffer.from(JSON.stringify({ name, withheld, engines }));
  const length = Buffer.alloc(4);
  length.writeUInt32BE(settings.length);
  const sight = engines.includes("ocr");
  const answer = await ask(Buffer.concat([length, settings, bytes]), name, sight);
  return readAnswer(answer, name, new Set(withheld.texts.map(({ place }) => place)));
}

function ask(input: Uint8Array, name: string, sight: boolean): Promise<string> {
  const { command, args, env } = confineProcess({
    program: PROGRAM,
    heapMegabytes: MOST_HEAP_MEGABYTES,
    writableBytes: MOST_MEMORY * 2,
    // The library that reads by sight works in a thread; it inherits every bound of its process.
    threads: sight,
  });
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: ["pipe", "pipe", "ignore"], env, cwd: "/" });
    const parts: Uint8Array[] = [];
    let size = 0;
    const stop = (code: ServerCode, reason: string): void => {
      clearInterval(watch);
      child.kill("SIGKILL");
      reject(new ServerError(code, `${name} ${reason}, so it counts as not scanned: divide it into parts`));
    };
    const until = performance.now() + (sight ? MOST_MILLISECONDS.sight : MOST_MILLISECONDS.quick);
    const watch = setInterval(() => {
      if (performance.now() > until) stop("SCAN_TIMEOUT", "takes too long to look through");
      const use = child.pid === undefined ? null : readProcessUse(child.pid);
      if (use !== null && use.peakBytes > MOST_MEMORY)
        stop("SCAN_TOO_LARGE", "takes more memory than is allowed");
    }, LOOK_EVERY_MS);
    child.once("error", () => stop("SCAN_UNREADABLE", "could not be given to a process of its own"));
    // It may end before it has read all it is sent.
    child.stdin.on("error", () => undefined);
    child.stdout.on("data", (part: Uint8Array) => {
      size += part.length;
      if (size > MOST_ANSWER) stop("SCAN_UNREADABLE", "gave no proper answer");
      else parts.push(part);
    });
    child.once("close", (code) => {
      clearInterval(watch);
      if (code === 0) resolve(Buffer.concat(parts).toString("utf8"));
      else stop("SCAN_UNREADABLE", "ended the process that looked through it");
    });
    child.stdin.end(input);
  });
}

function readAnswer(text: string, name: string, places: ReadonlySet<string>): readonly Finding[] {
  try {
    const answer = readObject(parseJson(text), "answer", ["findings", "refusal"]);
    const { refusal } = answer;
    if (refusal !== null) {
      const { code, message } = readObject(refusal, "refusal", ["code", "message"]);
      const known = CODES.find((one) => one === code);
      if (known === undefined) throw new InputError("SHAPE_INVALID", "refusal.code is unknown");
      throw new ServerError(known, readString(message, "message").slice(0, 600));
    }
    return readArray(answer["findings"], "findings").map((one) => {
      const { place, encoding, where } = readObject(one, "finding", ["place", "encoding", "where"]);
      if (typeof place !== "string" || !places.has(place))
        throw new InputError("SHAPE_INVALID", "finding.place is no withheld place");
      return { place, encoding: readString(encoding, "encoding"), where: readString(where, "where") };
    });
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    throw new ServerError(
      "SCAN_UNREADABLE",
      `The process that looked through ${name} gave no proper answer, so it counts as not scanned: do not use the file, and report it`,
      { cause: error },
    );
  }
}
