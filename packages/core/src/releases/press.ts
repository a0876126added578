// A press: the cuts of one release for many recipients, as bytes. Every opening is written out once; a class's cut is
// copied together from runs of that, digested once, and then differs from recipient to recipient only around it.
// Invariant: the bytes are those that `presentCut` and `sealCut` give for the same recipient.
import { encodeBase64url, utf8, writeUtf8 } from "../encoding/index.ts";
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
import type { CutFile, IssuedRelease, Opening, PreparedClass } from "./release.ts";

/** A cut before its ledger evidence. */
export interface PressedCut {
  /** What the ledger commits to, as `digestCut`. */
  readonly digest: Uint8Array;
  /**
   * The bytes of the cut file, in pieces that follow each other. A piece is lent: `take` copies or sends it before it
   * returns, because most of it is those of every recipient of the class and is written over for the next class.
   */
  readonly seal: (evidence: CutFile["evidence"], take: (piece: Uint8Array) => void) => void;
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
  const lengths = measureOpenings(issued);
  const room = lengths.compact + lengths.listed;
  /**
   * One buffer for all, because copying inside one needs no view of each run: every opening in compact form, every opening as
   * listed, and room for the form that one class's openings are digested in or written in.
   */
  const bytes = new Uint8Array(room + Math.max(issuerJwt.length + lengths.compact, lengths.listed + 2));
  const compact = writeCompact(issued, bytes);
  const listed = writeListed(compact, lengths.compact, bytes);
  const hashes = new Map<PreparedClass, string>();
  /** Whose list stands in the room now. */
  let ready: { readonly of: PreparedClass; readonly list: Uint8Array } | null = null;

  function digestClass(of: PreparedClass): string {
    const known = hashes.get(of);
    if (known !== undefined) return known;
    ready = null;
    bytes.set(issuerJwt, room);
    const end = copyRuns(bytes, compact, of.opens, room + issuerJwt.length);
    const hash = encodeBase64url(primitives.sha256(bytes.subarray(room, end)));
    hashes.set(of, hash);
    return hash;
  }

  function listClass(of: PreparedClass): Uint8Array {
    if (ready?.of === of) return ready.list;
    if (of.opens.length === 0) return utf8("[]");
    const end = copyRuns(bytes, listed, of.opens, room + 1);
    bytes[room] = OPENING_BRACKET;
    // The comma after the last opening is where the list ends.
    bytes[end - 1] = CLOSING_BRACKET;
    const list = bytes.subarray(room, end);
    ready = { of, list };
    return list;
  }

  return {
    cut: ({ class: id, recipient, iat, authority }) => {
      const of = findClass(issued, id, recipient);
      const binding = signBinding({ header, recipient, iat, authority, sdHash: digestClass(of) });
      return {
        digest: digestBinding(binding, issued, primitives),
        seal: (evidence, take) => {
          take(utf8(writeEvidence(evidence)));
          take(before);
          take(listClass(of));
          take(utf8(writeBinding(binding)));
          take(after);
        },
      };
    },
  };
}

const [QUOTE, COMMA, OPENING_BRACKET, CLOSING_BRACKET] = [0x22, 0x2c, 0x5b, 0x5d];
const TEXTS_AT_ONCE = 64;

/** Openings end to end somewhere in a buffer. */
interface Written {
  /** Where each opening starts; one more for where the last ends. */
  readonly starts: Uint32Array;
}

/** Bytes of all openings, each with a tilde behind it; in quotes, each with a comma behind it. */
function measureOpenings({ openings }: IssuedRelease): { readonly compact: number; readonly listed: number } {
  let length = 0;
  for (const { text } of openings) length += text.length;
  return { compact: length + openings.length, listed: length + 3 * openings.length };
}

/** Every opening of a release with a tilde behind it, from the beginning of `bytes` on; many in one call. */
function writeCompact({ openings }: IssuedRelease, bytes: Uint8Array): Written {
  const starts = new Uint32Array(openings.length + 1);
  let at = 0;
  let written = 0;
  let texts = "";
  for (let index = 0; index < openings.length; index += 1) {
    const { text } = openings[index] as Opening;
    starts[index] = at;
    at += text.length + 1;
    texts += `${text}~`;
    if (index % TEXTS_AT_ONCE > 0) continue;
    written = writeUtf8(texts, bytes, written);
    texts = "";
  }
  writeUtf8(texts, bytes, written);
  starts[openings.length] = at;
  return { starts };
}

/** The same as texts of a JSON array from `at` on, each in quotes and with a comma behind it. */
function writeListed(compact: Written, from: number, bytes: Uint8Array): Written {
  const count = compact.starts.length - 1;
  const starts = new Uint32Array(count + 1);
  let at = from;
  for (let index = 0; index < count; index += 1) {
    const start = compact.starts[index] ?? 0;
    // Without its tilde.
    const end = (compact.starts[index + 1] ?? 0) - 1;
    starts[index] = at;
    bytes[at] = QUOTE;
    bytes.copyWithin(at + 1, start, end);
    at += end - start + 3;
    bytes[at - 2] = QUOTE;
    bytes[at - 1] = COMMA;
  }
  starts[count] = at;
  return { starts };
}

/** Copies runs of openings, start and end, exclusive, in turn, to `room` on, and gives where they end. */
function copyRuns(bytes: Uint8Array, { starts }: Written, runs: readonly number[], room: number): number {
  let at = room;
  for (let run = 0; run < runs.length; run += 2) {
    const start = starts[runs[run] ?? 0] ?? 0;
    const end = starts[runs[run + 1] ?? 0] ?? 0;
    bytes.copyWithin(at, start, end);
    at += end - start;
  }
  return at;
}
