// How the node and the reading process talk over pipes: frames of a kind, a length and bytes. The reading process writes with
// blocking calls, so that progress is seen while it works; the node believes nothing of a frame beyond its kind.
import { readSync, writeSync } from "node:fs";

/** Towards the process: settings, file. From it: ready, progress, result, attachment, refusal. */
export const FRAME = {
  settings: 1,
  file: 2,
  ready: 3,
  progress: 4,
  result: 5,
  attachment: 6,
  refusal: 7,
} as const;
const HEADER = 5;
const EMPTY = new Uint8Array(0);

/** A frame's header, to be followed by `length` bytes. */
export function frameHeader(kind: number, length: number): Uint8Array {
  const header = new Uint8Array(HEADER);
  header[0] = kind;
  new DataView(header.buffer).setUint32(1, length);
  return header;
}

/** Writes a whole frame, waiting until the reader has room. */
export function writeFrame(descriptor: number, kind: number, payload: Uint8Array = EMPTY): void {
  for (const bytes of [frameHeader(kind, payload.length), payload]) {
    let at = 0;
    while (at < bytes.length) at += writeSync(descriptor, bytes, at);
  }
}

/** Reads a whole frame of the kind expected. For the reading process only, which trusts the node. */
export function readFrame(descriptor: number, kind: number): Uint8Array {
  const header = readExactly(descriptor, HEADER);
  if (header[0] !== kind) throw new Error(`frame ${String(header[0])} where ${kind} was due`);
  return readExactly(descriptor, new DataView(header.buffer).getUint32(1));
}

function readExactly(descriptor: number, length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  let at = 0;
  while (at < length) {
    const count = readSync(descriptor, bytes, at, length - at, null);
    if (count === 0) throw new Error("the input ended early");
    at += count;
  }
  return bytes;
}

export interface Frame {
  readonly kind: number;
  readonly payload: Uint8Array;
}

/** Cuts frames out of what arrives. `mostBytes` says how long a frame of a kind may be; longer, or unknown, gives null. */
export class FrameCutter {
  readonly #mostBytes: (kind: number) => number;
  #chunks: Uint8Array[] = [];
  #held = 0;

  constructor(mostBytes: (kind: number) => number) {
    this.#mostBytes = mostBytes;
  }

  /** The frames completed by `chunk`; a null among them means that the stream is not to be believed any more. */
  push(chunk: Uint8Array): (Frame | null)[] {
    this.#chunks.push(chunk);
    this.#held += chunk.length;
    const frames: (Frame | null)[] = [];
    while (this.#held >= HEADER) {
      const header = this.#peek(HEADER);
      const kind = header[0] ?? 0;
      const length = new DataView(header.buffer, header.byteOffset).getUint32(1);
      if (length > this.#mostBytes(kind)) return [...frames, null];
      if (this.#held < HEADER + length) break;
      this.#take(HEADER);
      frames.push({ kind, payload: this.#take(length) });
    }
    return frames;
  }

  #peek(length: number): Uint8Array {
    if ((this.#chunks[0]?.length ?? 0) < length) this.#chunks = [Buffer.concat(this.#chunks)];
    return this.#chunks[0] ?? EMPTY;
  }

  #take(length: number): Uint8Array {
    const parts: Uint8Array[] = [];
    let wanted = length;
    while (wanted > 0) {
      const first = this.#chunks.shift() ?? EMPTY;
      if (first.length > wanted) this.#chunks.unshift(first.subarray(wanted));
      parts.push(first.subarray(0, wanted));
      wanted -= Math.min(first.length, wanted);
    }
    this.#held -= length;
    return parts.length === 1 ? (parts[0] ?? EMPTY) : Buffer.concat(parts);
  }
}
