// Imports one file through a process of its own. Invariants: the node never parses what is in the file; the process is killed
// at its limits; what it answers is read strictly before it is used; every way to fail is a closed code.
import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { createHash } from "node:crypto";
import { InputError } from "@entente/core/encoding";
import type { Policy } from "@entente/core/markings";
import { ServerError } from "../errors.ts";
import type { ImportCode } from "../errors.ts";
import { readAnswer } from "./answer.ts";
import type { Answer } from "./answer.ts";
import { confineProcess, IMPORT_BOUNDS, readProcessUse } from "./confinement.ts";
import { FRAME, FrameCutter, frameHeader } from "./frames.ts";
import type { Frame } from "./frames.ts";
import type { ImportProgress, ImportResult } from "./import-result.ts";
import {
  MOST_ATTACHMENT_BYTES,
  MOST_MEMORY,
  MOST_RESULT_BYTES,
  STALL_CLOCK_MS,
  STALL_MS,
  START_MS,
  TOTAL_MS,
} from "./limits.ts";
import { MEDIA_TYPES, recogniseForm } from "./recognise.ts";
import type { ImportForm } from "./recognise.ts";
import { ImportRefusal } from "./refusal.ts";

export interface ImportRequest {
  readonly bytes: Uint8Array;
  /** File name without folders; its ending says what it claims to be. */
  readonly name: string;
  readonly form: ImportForm | "auto";
  /** Policies in which marked text is read. */
  readonly policies: readonly Policy[];
  readonly report: (progress: ImportProgress) => void;
  /** Aborting kills the process. */
  readonly signal: AbortSignal;
}

const LOOK_EVERY_MS = 25;
const MOST_MESSAGE_BYTES = 64 * 1024;
/** Reading processes at a time: each may take all the memory it is allowed. */
const AT_ONCE = 2;
/** Codes the process may give itself; the others are this side's to say. */
const ITS_CODES: readonly ImportCode[] = [
  ...[
    "IMPORT_FORM_UNKNOWN",
    "IMPORT_TYPE_MISMATCH",
    "IMPORT_ENCODING",
    "IMPORT_TOO_LARGE",
    "IMPORT_TOO_DEEP",
    "IMPORT_BOMB",
  ],
  ...["IMPORT_UNSAFE_NAME", "IMPORT_ENTITIES", "IMPORT_ENCRYPTED", "IMPORT_DAMAGED", "IMPORT_CRASHED"],
] as ImportCode[];

let running = 0;
const waiting: (() => void)[] = [];

/**
 * Reads a file of any form. Waits while two others are being read.
 * @throws ServerError with an IMPORT_ code when the file is not read; nothing of it was taken then.
 */
export async function importFile(request: ImportRequest): Promise<ImportResult> {
  try {
    refuseCancelled(request.signal);
    const form = recogniseForm(request.bytes, request.name, request.form);
    while (running >= AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve));
    running += 1;
    try {
      refuseCancelled(request.signal);
      return await new Reading(request, form).finish();
    } finally {
      running -= 1;
      waiting.shift()?.();
    }
  } catch (error) {
    if (error instanceof ImportRefusal) throw new ServerError(error.code, error.message, { cause: error });
    throw error;
  }
}

class Reading {
  readonly #request: ImportRequest;
  readonly #form: ImportForm;
  readonly #bounds = confineProcess(IMPORT_BOUNDS);
  readonly #child: ChildProcess;
  readonly #started = performance.now();
  readonly #cutter = new FrameCutter((kind) => this.#mostBytes(kind));
  #ready = false;
  #answer: Answer | null = null;
  #attachments: Uint8Array[] = [];
  #attachmentBytes = 0;
  #refusal: ImportRefusal | null = null;
  #peakBytes: number | null = null;
  /** When it last went on: by the clock, and by the processor time it had used. */
  #lastClock = performance.now();
  #lastProcessor = 0;
  #processor = 0;

  constructor(request: ImportRequest, form: ImportForm) {
    this.#request = request;
    this.#form = form;
    this.#child = spawn(this.#bounds.command, this.#bounds.args, {
      stdio: ["pipe", "pipe", "ignore"],
      env: this.#bounds.env,
      cwd: "/",
    });
  }

  async finish(): Promise<ImportResult> {
    const watch = setInterval(() => this.#look(), LOOK_EVERY_MS);
    const cancel = (): void => this.#stop("IMPORT_CANCELLED", `The import of ${this.#name} was cancelled`);
    this.#request.signal.addEventListener("abort", cancel);
    try {
      await this.#run();
    } finally {
      clearInterval(watch);
      this.#request.signal.removeEventListener("abort", cancel);
      this.#child.kill("SIGKILL");
    }
    if (this.#refusal !== null) throw this.#refusal;
    const answer = this.#answer;
    if (answer?.attachments.length !== this.#attachments.length)
      throw new ImportRefusal(
        "IMPORT_CRASHED",
        `The process that read ${this.#name} ended without an answer. Ask for the file in another form, and report it`,
      );
    return {
      form: this.#form,
      original: {
        name: this.#name,
        mediaType: MEDIA_TYPES[this.#form],
        size: this.#request.bytes.length,
        sha256: digest(this.#request.bytes),
      },
      parsed: answer.parsed,
      asides: answer.asides,
      attachments: answer.attachments.map((file, index) => {
        const bytes = this.#attachments[index] ?? new Uint8Array(0);
        return { ...file, sha256: digest(bytes), bytes };
      }),
      process: {
        milliseconds: Math.round(performance.now() - this.#started),
        peakBytes: this.#peakBytes,
        network: this.#bounds.network,
      },
    };
  }

  get #name(): string {
    return this.#request.name;
  }

  async #run(): Promise<void> {
    const { stdin, stdout } = this.#child;
    if (stdin === null || stdout === null) throw new Error("a process without pipes");
    const ended = new Promise<void>((resolve) => {
      this.#child.once("error", () => {
        this.#refusal ??= new ImportRefusal(
          "IMPORT_CRASHED",
          "The process that reads files could not be started: whoever runs this machine looks at its process limit",
        );
        resolve();
      });
      this.#child.once("close", (_, signal) => {
        // The runtime gives up by a signal of its own when its heap, or what the kernel grants, is used up.
        if (this.#answer === null && signal !== null)
          this.#refusal ??= new ImportRefusal(
            (this.#peakBytes ?? 0) > MOST_MEMORY / 4 ? "IMPORT_MEMORY" : "IMPORT_CRASHED",
            `Reading ${this.#name} ended by ${signal}: it takes more than is allowed. Divide it into parts`,
          );
        resolve();
      });
    });
    // It may end, or be killed, before it has read all it is sent.
    stdin.on("error", () => undefined);
    stdout.on("data", (chunk: Uint8Array) => {
      for (const frame of this.#cutter.push(chunk)) if (this.#refusal === null) this.#take(frame);
    });
    const settings = new TextEncoder().encode(
      JSON.stringify({ form: this.#form, name: this.#name, policies: this.#request.policies }),
    );
    const { bytes } = this.#request;
    for (const part of [
      frameHeader(FRAME.settings, settings.length),
      settings,
      frameHeader(FRAME.file, bytes.length),
      bytes,
    ])
      stdin.write(part);
    stdin.end();
    await ended;
  }

  #mostBytes(kind: number): number {
    switch (kind) {
      case FRAME.ready:
        return 0;
      case FRAME.progress:
      case FRAME.refusal:
        return MOST_MESSAGE_BYTES;
      case FRAME.result:
        return MOST_RESULT_BYTES;
      case FRAME.attachment:
        return MOST_ATTACHMENT_BYTES - this.#attachmentBytes;
      default:
        return -1;
    }
  }

  #take(frame: Frame | null): void {
    if (frame === null) {
      this.#stop(
        "IMPORT_TOO_LARGE",
        `What ${this.#name} unfolds to is larger than anything this program keeps: divide it into parts`,
      );
      return;
    }
    this.#lastClock = performance.now();
    this.#lastProcessor = this.#processor;
    const text = (): string => new TextDecoder().decode(frame.payload);
    try {
      if (frame.kind === FRAME.ready) this.#ready = true;
      else if (frame.kind === FRAME.progress) this.#request.report(readProgress(text()));
      else if (frame.kind === FRAME.refusal) this.#refusal = readRefusal(text());
      else if (frame.kind === FRAME.result && this.#answer === null)
        this.#answer = readAnswer(text(), this.#request.policies);
      else if (frame.kind === FRAME.attachment) {
        this.#attachments.push(frame.payload);
        this.#attachmentBytes += frame.payload.length;
      } else throw new InputError("SHAPE_INVALID", "a second answer");
    } catch (error) {
      const detail = error instanceof Error ? error.message : String(error);
      this.#stop(
        "IMPORT_CRASHED",
        `The process that read ${this.#name} gave no proper answer (${detail}): do not use the file, and report it`,
      );
    }
  }

  /** Memory and progress. */
  #look(): void {
    const use = this.#child.pid === undefined ? null : readProcessUse(this.#child.pid);
    if (use !== null) {
      this.#peakBytes = Math.max(this.#peakBytes ?? 0, use.peakBytes);
      this.#processor = use.processorMs;
      if (use.peakBytes > MOST_MEMORY) {
        this.#stop(
          "IMPORT_MEMORY",
          `Reading ${this.#name} takes more memory than is allowed: divide it into parts`,
        );
        return;
      }
    }
    const now = performance.now();
    if (this.#ready ? now - this.#started > TOTAL_MS : now - this.#started > START_MS)
      this.#stop("IMPORT_TIMEOUT", `Reading ${this.#name} takes too long: divide it into parts`);
    if (!this.#ready) return;
    if (this.#processor - this.#lastProcessor > STALL_MS || now - this.#lastClock > STALL_CLOCK_MS) {
      this.#stop(
        "IMPORT_TIMEOUT",
        `Reading ${this.#name} does not get on: ask its sender for it in another form`,
      );
    }
  }

  #stop(code: ImportCode, message: string): void {
    this.#refusal ??= new ImportRefusal(code, message);
    this.#child.kill("SIGKILL");
  }
}

function readProgress(text: string): ImportProgress {
  const value = readJson(text);
  const { done, total, unit } = value;
  if (!isCount(done) || !isCount(total) || (unit !== "page" && unit !== "part" && unit !== "byte"))
    throw new InputError("SHAPE_INVALID", "no progress");
  return { done, total, unit };
}

function readRefusal(text: string): ImportRefusal {
  const { code, message } = readJson(text);
  const known = ITS_CODES.find((one) => one === code);
  if (known === undefined || typeof message !== "string") throw new InputError("SHAPE_INVALID", "no refusal");
  return new ImportRefusal(known, message.slice(0, 600));
}

function readJson(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === "object" && value !== null) return value as Readonly<Record<string, unknown>>;
  } catch {
    // Said below.
  }
  throw new InputError("JSON_SYNTAX", "no JSON object");
}

function isCount(value: unknown): value is number {
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 0;
}

function refuseCancelled(signal: AbortSignal): void {
  if (signal.aborted) throw new ImportRefusal("IMPORT_CANCELLED", "The import was cancelled");
}

function digest(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}
