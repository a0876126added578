// A press: the cuts of one release for many recipients, as bytes. Every opening is written out once; a class's cut is
// copied together from runs of that, digested once, and then differs from recipient to recipient only around it.
// Invariant: the bytes are those that `presentCut` and `sealCut` give for the same recipient.
import { encodeBase64url, utf8 } from "../encoding/index.ts";
import type { Primitives, Signer } from "../keys/index.ts";
import { compactJws, readPart } from "./jws.ts";
import {
  digestBinding,
  findClass,
  frameRelease,
  signBinding,
  writeBinding,
  writeEvidence,
} from "./present.ts";
import { readHeader } from "./release-format.ts";
import type { CutFile, IssuedRelease, PreparedClass } from "./release.ts";

/** A cut before its ledger evidence. */
export interface PressedCut {
  /** What the ledger commits to, as `digestCut`. */
  readonly digest: Uint8Array;
  /** The bytes of the cut file, in pieces that follow each other; most are those of every recipient of the class. */
  readonly seal: (evidence: CutFile["evidence"]) => readonly Uint8Array[];
}

export interface Press {
  /**
   * As `presentCut`. Ask for the recipients of a class one after another: only the last class is kept ready.
   * @throws PolicyError CUT_NOT_PLANNED; InputError SHAPE_INVALID as `presentCut`.
   */
  readonly cut: (request: {
    readonly class: string;
    readonly recipient: string;
    readonly iat: number;
    readonly authority: Signer;
  }) => PressedCut;
}

/** @throws InputError as `presentCut`, for a release that is not sound. */
export function openPress(issued: IssuedRelease, primitives: Primitives): Press {
  const header = readHeader(readPart(issued.payload, "payload"));
  const [first] = issued.signatures;
  const issuerJwt = utf8(`${compactJws({ ...first, payload: issued.payload })}~`);
  const frame = frameRelease(issued);
  const [before, after] = [utf8(frame.before), utf8(frame.after)];
  const compact = writeOpenings(issued, "", "~");
  const listed = writeOpenings(issued, '"', '",');
  /** Where a class's compact form is put together: only to be digested, so one place serves all. */
  const desk = new Uint8Array(issuerJwt.length + compact.bytes.length);
  desk.set(issuerJwt);
  const hashes = new Map<PreparedClass, string>();
  let ready: { readonly of: PreparedClass; readonly list: Uint8Array } | null = null;

  function digestClass(of: PreparedClass): string {
    const known = hashes.get(of);
    if (known !== undefined) return known;
    const whole = copyRuns(compact, of.opens, desk, issuerJwt.length);
    const hash = encodeBase64url(primitives.sha256(whole));
    hashes.set(of, hash);
    return hash;
  }

  function listClass(of: PreparedClass): Uint8Array {
    if (ready?.of === of) return ready.list;
    if (of.opens.length === 0) return utf8("[]");
    const list = copyRuns(listed, of.opens, new Uint8Array(measureRuns(listed, of.opens) + 1), 1);
    list[0] = 0x5b;
    // The comma after the last opening is where the list ends.
    list[list.length - 1] = 0x5d;
    ready = { of, list };
    return list;
  }

  return {
    cut: ({ class: id, recipient, iat, authority }) => {
      const of = findClass(issued, id, recipient);
      const binding = signBinding({ header, recipient, iat, authority, sdHash: digestClass(of) });
      return {
        digest: digestBinding(binding, issued, primitives),
        seal: (evidence) => [
          utf8(writeEvidence(evidence)),
          before,
          listClass(of),
          utf8(writeBinding(binding)),
          after,
        ],
      };
    },
  };
}

interface Written {
  readonly bytes: Uint8Array;
  /** Where each opening starts; one more for where the last ends. */
  readonly starts: Uint32Array;
}

/** Every opening of a release between `before` and `after`, end to end. */
function writeOpenings({ openings }: IssuedRelease, before: string, after: string): Written {
  const starts = new Uint32Array(openings.length + 1);
  let length = 0;
  for (let index = 0; index < openings.length; index += 1) {
    starts[index] = length;
    length += before.length + (openings[index]?.text.length ?? 0) + after.length;
  }
  starts[openings.length] = length;
  const joined = openings.map(({ text }) => text).join(`${after}${before}`);
  return { bytes: utf8(openings.length === 0 ? "" : `${before}${joined}${after}`), starts };
}

/** Bytes of runs of openings: start and end, exclusive, in turn. */
function measureRuns({ starts }: Written, runs: readonly number[]): number {
  let length = 0;
  for (let run = 0; run < runs.length; run += 2)
    length += (starts[runs[run + 1] ?? 0] ?? 0) - (starts[runs[run] ?? 0] ?? 0);
  return length;
}

/** Copies runs of openings to `target`, from `room` on, and gives what is filled then. */
function copyRuns(
  { bytes, starts }: Written,
  runs: readonly number[],
  target: Uint8Array,
  room: number,
): Uint8Array {
  let at = room;
  for (let run = 0; run < runs.length; run += 2) {
    const start = starts[runs[run] ?? 0] ?? 0;
    const end = starts[runs[run + 1] ?? 0] ?? 0;
    target.set(bytes.subarray(start, end), at);
    at += end - start;
  }
  return target.subarray(0, at);
}
