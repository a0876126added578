// Changes true files byte by byte and member by member, as chance and as a forger would, and asks whether what comes of it
// is still taken for true. A change that is accepted is a failure, and so is one refused by anything but a coded error.
import { createHash } from "node:crypto";
import { InputError, PolicyError, utf8, VerificationError } from "@entente/core/encoding";
import type { JsonObject, JsonValue } from "@entente/core/encoding";
import type { ProofOptions, ProofResult } from "./contract.ts";

const REPORT_EVERY = 50_000;

/** Whole numbers below a bound, the same for the same seed. */
type Pick = (bound: number) => number;

/** One true thing: its parts as bytes, and the question whether changed parts verify. */
export interface Subject {
  readonly name: string;
  readonly parts: ReadonlyMap<string, Uint8Array>;
  readonly verify: (parts: ReadonlyMap<string, Uint8Array>) => void;
}

interface Mutant {
  readonly how: string;
  readonly path: string;
  /** Null: the file is taken away. */
  readonly bytes: Uint8Array | null;
}

/** Runs mutants of `subjects`, each of which is true as it stands. */
export function runMutants(
  subjects: readonly Subject[],
  { cases, seed, report }: ProofOptions,
): Promise<ProofResult> {
  const pick = createPick(seed);
  for (const { parts, verify } of subjects) verify(parts);
  let [ran, failures] = [0, 0];
  let counterExample: unknown = null;
  while (ran < cases) {
    const subject = subjects[pick(subjects.length)];
    const mutant = subject === undefined ? null : mutate(subject, subjects, pick);
    if (subject === undefined || mutant === null) continue;
    ran += 1;
    const outcome = judge(subject, mutant);
    if (outcome !== null) {
      failures += 1;
      counterExample ??= { subject: subject.name, case: ran, outcome, ...describeMutant(mutant) };
    }
    if (ran % REPORT_EVERY === 0) report(`${ran} of ${cases} mutants, ${failures} accepted or uncoded`);
  }
  return Promise.resolve({ cases: ran, failures, counterExample });
}

/** A subject of one text. */
export function single(name: string, text: string, check: (text: string) => void): Subject {
  return {
    name,
    parts: new Map([["file", utf8(text)]]),
    verify: (parts) => {
      check(decodeLoosely(parts.get("file") ?? new Uint8Array()));
    },
  };
}

/** Null when the mutant is refused as it must be. */
function judge(subject: Subject, { path, bytes }: Mutant): string | null {
  try {
    const parts = new Map(subject.parts);
    if (bytes === null) parts.delete(path);
    else parts.set(path, bytes);
    subject.verify(parts);
    return "accepted";
  } catch (error) {
    const isCoded =
      error instanceof InputError || error instanceof VerificationError || error instanceof PolicyError;
    if (isCoded) return null;
    return `not a coded error: ${String(error)}`;
  }
}

function describeMutant({ how, path, bytes }: Mutant): object {
  if (bytes === null) return { how, path };
  return { how, path, size: bytes.length, base64: Buffer.from(bytes).toString("base64").slice(0, 20_000) };
}

/** Like a reader that takes any bytes: what is not UTF-8 must be refused too, and by a code. */
function decodeLoosely(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (cause) {
    throw new InputError("SHAPE_INVALID", "not UTF-8", null, { cause });
  }
}

/** A change of one part, or null when the change changed nothing. */
function mutate(subject: Subject, subjects: readonly Subject[], pick: Pick): Mutant | null {
  const paths = [...subject.parts.keys()];
  // Half of the time the one file that everything hangs on.
  const path =
    pick(2) === 0 && paths.includes("record.json") ? "record.json" : (paths[pick(paths.length)] ?? "");
  const bytes = subject.parts.get(path) ?? new Uint8Array();
  const other = subjects[pick(subjects.length)] ?? subject;
  const otherParts = [...other.parts.values()];
  const donor = otherParts[pick(otherParts.length)] ?? bytes;
  if (paths.length > 1 && pick(20) === 0)
    return pick(2) === 0
      ? { how: "take a file away", path, bytes: null }
      : { how: "add a file", path: `${path}${pick(1000)}`, bytes: donor };
  const [how, changed] = pick(4) === 0 ? changeMember(bytes, donor, pick) : changeBytes(bytes, donor, pick);
  return Buffer.compare(changed, bytes) === 0 ? null : { how, path, bytes: changed };
}

function changeBytes(bytes: Uint8Array, donor: Uint8Array, pick: Pick): [string, Uint8Array] {
  const at = pick(bytes.length + 1);
  const length = 1 + pick(pick(2) === 0 ? 4 : 200);
  const [before, after] = [bytes.subarray(0, at), bytes.subarray(at)];
  const join = (...some: readonly Uint8Array[]): Uint8Array => Buffer.concat(some);
  switch (pick(9)) {
    case 0: {
      const copy = bytes.slice();
      if (at < copy.length) copy[at] = (copy[at] ?? 0) ^ (1 << pick(8));
      return ["flip a bit", copy];
    }
    case 1:
      return ["replace a byte", join(before, Uint8Array.of(pick(256)), after.subarray(1))];
    case 2:
      return ["replace a character", join(before, utf8(SIGNS[pick(SIGNS.length)] ?? ""), after.subarray(1))];
    case 3:
      return ["delete", join(before, after.subarray(length))];
    case 4:
      return ["insert", join(before, utf8(SIGNS[pick(SIGNS.length)] ?? ""), after)];
    case 5:
      return ["duplicate", join(before, after.subarray(0, length), after)];
    case 6: {
      const middle = after.subarray(0, length);
      const next = after.subarray(length, 2 * length);
      return ["swap neighbours", join(before, next, middle, after.subarray(2 * length))];
    }
    case 7:
      return ["truncate", before.slice()];
    default: {
      const from = pick(donor.length + 1);
      return ["splice", join(before, donor.subarray(from, from + length), after.subarray(length))];
    }
  }
}

const SIGNS = [
  "A",
  "B",
  "-",
  "_",
  "0",
  "1",
  "9",
  "=",
  "+",
  "/",
  ".",
  "~",
  '"',
  ",",
  "{",
  "}",
  "[",
  "]",
  " ",
  "\n",
].concat([
  "\r",
  "\t",
  "\u0000",
  "\\u0041",
  "\u00e9",
  "\u2028",
  "\ufeff",
  "null",
  "true",
  "1e0",
  "<",
  "-->",
  '"":0,',
]);

/** Changes one member of JSON, also inside base64url JSON, and writes it canonically again, as a forger would. */
function changeMember(bytes: Uint8Array, donor: Uint8Array, pick: Pick): [string, Uint8Array] {
  const embedded = /(type="application\/json"[^>]*>)([^<]*)(<)/.exec(Buffer.from(bytes).toString());
  const text = embedded?.[2] ?? Buffer.from(bytes).toString();
  const value = parseOrNull(text);
  if (value === null) return ["member", bytes];
  const changed = `${writeSorted(changeSomewhere(value, parseOrNull(Buffer.from(donor).toString()), pick))}\n`;
  if (embedded === null) return ["member", utf8(changed)];
  const page = Buffer.from(bytes).toString();
  return [
    "member in page",
    utf8(page.replace(embedded[0], () => `${embedded[1] ?? ""}${changed.replaceAll("<", "\\u003c")}<`)),
  ];
}

function changeSomewhere(value: JsonValue, donor: JsonValue, pick: Pick): JsonValue {
  if (isList(value)) {
    const list = value;
    const at = pick(list.length + 1);
    switch (pick(6)) {
      case 0:
        return list.toSpliced(at, 1);
      case 1:
        return list.toSpliced(at, 0, ...list.slice(at, at + 1));
      case 2:
        return list.toReversed();
      default:
        return list.map((item, index) => (index === at ? changeSomewhere(item, donor, pick) : item));
    }
  }
  if (typeof value === "object" && value !== null) {
    const members = Object.entries<JsonValue>(value);
    const at = pick(members.length);
    const [name = "", member = null] = members[at] ?? [];
    switch (pick(8)) {
      case 0:
        return Object.fromEntries(members.toSpliced(at, 1));
      case 1:
        return { ...value, [`${name}x`]: member };
      case 2:
        return { ...value, [name]: takeMember(donor, name) ?? null };
      default:
        return { ...value, [name]: changeSomewhere(member, donor, pick) };
    }
  }
  if (typeof value === "number") return [value + 1, value - 1, -value, 0, value * 2, 1e21][pick(6)] ?? 0;
  if (typeof value === "boolean") return !value;
  if (typeof value === "string") return changeString(value, donor, pick);
  return [0, "", [], {}, false][pick(5)] ?? 0;
}

function changeString(value: string, donor: JsonValue, pick: Pick): JsonValue {
  const inside = parseOrNull(Buffer.from(value, "base64url").toString());
  if (inside !== null && typeof inside === "object" && pick(3) > 0)
    return Buffer.from(writeSorted(changeSomewhere(inside, donor, pick))).toString("base64url");
  const parts = value.split(".");
  if (parts.length === 3 && pick(3) > 0) {
    const at = pick(3);
    return parts
      .map((part, index) =>
        index === at ? JSON.stringify(changeString(part, donor, pick)).replaceAll('"', "") : part,
      )
      .join(".");
  }
  const at = pick(value.length + 1);
  const options = [value.slice(0, at), value.slice(at), `${value}${value}`, "", null, value.toUpperCase()];
  const replaced = value.slice(0, at) + (SIGNS[pick(SIGNS.length)] ?? "") + value.slice(at + 1);
  return pick(2) === 0 ? replaced : (options[pick(options.length)] ?? null);
}

function takeMember(donor: JsonValue, name: string): JsonValue | undefined {
  if (typeof donor !== "object" || donor === null) return undefined;
  for (const [key, member] of Object.entries<JsonValue>(donor as JsonObject)) {
    if (key === name) return member;
    const inner = takeMember(member, name);
    if (inner !== undefined) return inner;
  }
  return undefined;
}

function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}

function parseOrNull(text: string): JsonValue {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return null;
  }
}

/** Canonical form without our own writer's refusals, so that what it refuses reaches the reader. */
function writeSorted(value: JsonValue): string {
  if (isList(value)) return `[${value.map(writeSorted).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const members = Object.entries<JsonValue>(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${writeSorted(member)}`).join(",")}}`;
}

/** SHA-256 in counter mode, 8 numbers a block. */
function createPick(seed: number): Pick {
  let block = Buffer.alloc(0);
  let count = 0;
  let offset = 0;
  return (bound) => {
    if (offset + 4 > block.length) {
      block = createHash("sha256").update(`cut-mutants ${seed} ${count}`).digest();
      count += 1;
      offset = 0;
    }
    const number = block.readUInt32BE(offset);
    offset += 4;
    return number % Math.max(bound, 1);
  };
}
