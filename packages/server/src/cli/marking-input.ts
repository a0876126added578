// What a person hands to the `marking` commands: a mark as typed, or a file in one of the forms marks travel in. The form
// is told by the content, never guessed from a reading that happens to work: a mark that two policies read differently is
// refused until the person says which is meant.
import { closeSync, openSync, readFileSync, readSync, statSync } from "node:fs";
import { decodeUtf8, InputError, parseJson } from "@entente/core/encoding";
import {
  builtInPolicies,
  compileCommunity,
  parseBanner,
  parseMark,
  printBanner,
  readCommunity,
  readLabel,
  readMarkingDefinition,
  readMarkingDefinitions,
  readPolicy,
} from "@entente/core/markings";
import type { CompiledCommunity, ConfidentialityLabel, Marking, Policy } from "@entente/core/markings";
import {
  displayLabel,
  importSpif,
  isLabelElement,
  isSpifElement,
  readLabelDocument,
  readSpif,
  readXml,
  XML_BYTES,
} from "../labels/index.ts";
import type { DataReference, ImportedPolicy, Spif } from "../labels/index.ts";

export const FORMS = ["mark", "banner", "stix", "stanag4774"] as const;
export type Form = (typeof FORMS)[number];

export interface InputOptions {
  readonly as?: Form;
  readonly of?: string;
  readonly policy?: readonly string[];
  readonly community?: string;
  readonly language?: string;
}

/** A policy file as read; SPIFs bring what they could not carry, and how they show labels. */
export interface PolicyFile extends ImportedPolicy {
  readonly file: string;
  readonly spif: Spif | null;
}

export interface ReadAlternative {
  readonly policy: string;
  readonly banner: string | null;
  /** Whether it means the same readers; null when that cannot be told here. */
  readonly agrees: boolean | null;
  readonly reason: string | null;
}

export interface ReadMarking {
  readonly form: Form;
  readonly marking: Marking;
  /** The label as its policy file shows it; null without such a file. */
  readonly shown: string | null;
  readonly references: readonly DataReference[];
  readonly alternatives: readonly ReadAlternative[];
}

/** Everything a marking is read against. */
export interface Ground {
  /** Those of the policy files first, then the community's, or the built-in ones where there is no community. */
  readonly policies: readonly Policy[];
  readonly files: readonly PolicyFile[];
  readonly compiled: CompiledCommunity | null;
}

/** @throws InputError of the files' readers; a plain file error for what cannot be opened. */
export function readGround(options: InputOptions): Ground {
  const files = (options.policy ?? []).map(readPolicyFile);
  const compiled =
    options.community === undefined
      ? null
      : compileCommunity(readCommunity(parseJson(decodeUtf8(readFileSync(options.community)))));
  const own = files.map(({ policy }) => policy);
  const others = (compiled?.community.policies ?? builtInPolicies).filter(
    ({ id }) => !own.some((policy) => policy.id === id),
  );
  return { policies: [...own, ...others], files, compiled };
}

/** A policy as `entente-policy/1` or as a SPIF. @throws InputError POLICY_INVALID, SPIF_INVALID and those of JSON and XML. */
export function readPolicyFile(file: string): PolicyFile {
  const bytes = readLimited(file);
  if (!startsXml(bytes))
    return { file, spif: null, policy: readPolicy(parseJson(decodeUtf8(bytes))), notCarried: [] };
  const spif = readSpif(readXml(bytes));
  return { file, spif, ...importSpif(spif) };
}

/**
 * Reads a mark as typed, or the file of that name.
 * @throws InputError MARKING_SYNTAX, MARKING_UNKNOWN, LABEL_INVALID and those of JSON and XML.
 */
export function readMarking(input: string, options: InputOptions, ground: Ground): ReadMarking {
  const isFile = namesFile(input);
  const bytes = isFile ? readLimited(input) : new TextEncoder().encode(input);
  const form = options.as ?? (startsXml(bytes) ? "stanag4774" : startsJson(bytes) ? "stix" : null);
  const text = (): string => decodeUtf8(bytes).replace(isFile ? /\r?\n$/ : /$^/, "");
  const plain = { shown: null, references: [], alternatives: [] };
  if (form === "stanag4774") return { form, ...readLabelled(bytes, options, ground) };
  if (form === "stix") {
    const value = parseJson(decodeUtf8(bytes));
    const read = Array.isArray(value) ? readMarkingDefinitions : readMarkingDefinition;
    return { form, marking: read(value, ground.policies), ...plain };
  }
  if (form === "banner") return { form, marking: parseBanner(text(), ground.policies), ...plain };
  if (form === "mark") return { form, marking: readMark(text(), options, ground), ...plain };
  const banner = attempt(() => parseBanner(text(), ground.policies));
  if (!(banner instanceof InputError)) return { form: "banner", marking: banner, ...plain };
  const mark = attempt(() => readMark(text(), options, ground));
  if (!(mark instanceof InputError)) return { form: "mark", marking: mark, ...plain };
  // Of the two readings the one that came further is the one that was meant.
  throw columnOf(mark) > columnOf(banner) || mark.code !== "MARKING_SYNTAX" ? mark : banner;
}

/** True for the name of a file, and for what can only be meant as one, so that a name mistyped is no bad mark. */
function namesFile(input: string): boolean {
  if (/^[^\n<{]*\.[a-z]{2,5}$/.test(input)) return true;
  try {
    return statSync(input).isFile();
  } catch {
    return false;
  }
}

/** A portion mark, of the policy named, or of any as long as they agree. */
function readMark(text: string, options: InputOptions, { policies }: Ground): Marking {
  if (options.of !== undefined) return parseMark(text, options.of, policies);
  const readings = policies.map(({ id }) => ({ id, marking: attempt(() => parseMark(text, id, policies)) }));
  const distinct = new Map<string, { id: string; marking: Marking }>();
  let furthest: InputError | null = null;
  for (const { id, marking } of readings) {
    if (!(marking instanceof InputError)) {
      const key = JSON.stringify(marking);
      if (!distinct.has(key)) distinct.set(key, { id, marking });
    } else if (furthest === null || columnOf(marking) > columnOf(furthest)) furthest = marking;
  }
  const [first, second] = [...distinct.values()];
  if (first === undefined)
    throw furthest ?? new InputError("MARKING_UNKNOWN", "There is no policy to read a mark by");
  if (second !== undefined)
    throw new InputError(
      "MARKING_UNKNOWN",
      `"${text}" is ${printBanner(first.marking, policies)} in a document of the policy ${first.id} and ${printBanner(second.marking, policies)} in one of ${second.id}: say which with --of`,
    );
  return first.marking;
}

function readLabelled(
  bytes: Uint8Array,
  options: InputOptions,
  { policies, files, compiled }: Ground,
): Omit<ReadMarking, "form"> {
  const root = readXml(bytes);
  if (!isLabelElement(root) && isSpifElement(root))
    throw new InputError("LABEL_INVALID", "This is a policy file, and no label: give it with --policy");
  const { label, alternatives, references } = readLabelDocument(root);
  const marking = readLabel(label, policies);
  const spif = files.find((one) => one.spif !== null && one.policy.id === marking.terms[0]?.policy)?.spif;
  return {
    marking,
    shown: spif === undefined || spif === null ? null : displayLabel(label, spif, options.language ?? ""),
    references,
    alternatives: alternatives.map((one) => compare(one, marking, { policies, compiled })),
  };
}

/** An alternative label has to mean the same readers. Which those are, only a community can say for two policies. */
function compare(
  label: ConfidentialityLabel,
  marking: Marking,
  { policies, compiled }: Pick<Ground, "policies" | "compiled">,
): ReadAlternative {
  const policy = label.policyIdentifier;
  const other = attempt(() => readLabel(label, policies));
  if (other instanceof InputError) return { policy, banner: null, agrees: null, reason: other.message };
  const banner = printBanner(other, policies);
  if (JSON.stringify(other) === JSON.stringify(marking))
    return { policy, banner, agrees: true, reason: null };
  if (compiled === null)
    return other.terms[0]?.policy === marking.terms[0]?.policy
      ? { policy, banner, agrees: false, reason: "It is another marking of the same policy." }
      : {
          policy,
          banner,
          agrees: null,
          reason: "Only a community can say who may read each: add --community.",
        };
  const agrees = compiled.audienceOf(other).equals(compiled.audienceOf(marking));
  return {
    policy,
    banner,
    agrees,
    reason: agrees ? null : "Others may read it than may read the label itself.",
  };
}

function attempt<Value>(read: () => Value): Value | InputError {
  try {
    return read();
  } catch (error) {
    if (error instanceof InputError) return error;
    throw error;
  }
}

const columnOf = ({ position }: InputError): number => position?.column ?? 0;

function startsXml(bytes: Uint8Array): boolean {
  return firstSign(bytes) === "<";
}

function startsJson(bytes: Uint8Array): boolean {
  return ["{", "["].includes(firstSign(bytes));
}

function firstSign(bytes: Uint8Array): string {
  const start = new TextDecoder().decode(bytes.subarray(0, 256));
  return start.replace(/^[\uFEFF \t\r\n]+/, "").slice(0, 1);
}

/** At most as much as any of these files may have, and one byte more, so that its reader sees that there is more. */
function readLimited(file: string): Uint8Array {
  const handle = openSync(file, "r");
  try {
    const bytes = new Uint8Array(XML_BYTES + 1);
    let length = 0;
    for (;;) {
      const read = readSync(handle, bytes, length, bytes.byteLength - length, null);
      length += read;
      if (read === 0 || length === bytes.byteLength) break;
    }
    if (length > XML_BYTES)
      throw new InputError("XML_LIMIT", `${file} is larger than ${XML_BYTES} bytes: no label or policy is`);
    return bytes.slice(0, length);
  } finally {
    closeSync(handle);
  }
}
