// The file of a trust policy, https://c2sp.org/tlog-policy. Lines end in a newline, items are parted by spaces and tabs,
// and a name stands for something only below the line that defines it: so groups cannot go in circles, and one pass over
// them decides. A key whose signatures cannot be checked here is refused rather than never counted.
import { InputError } from "../encoding/index.ts";
import type { SourcePosition } from "../encoding/index.ts";
import type { Primitives } from "../keys/index.ts";
import type { LedgerPolicy, NoteKey, WitnessName } from "./ledger.ts";
import { readNoteKey } from "./note-key.ts";

const NOBODY = "none";
const LOG_TYPES: readonly NoteKey["type"][] = ["ed25519", "ml-dsa-44-cosignature"];
const WITNESS_TYPES: readonly NoteKey["type"][] = ["ed25519-cosignature", "ml-dsa-44-cosignature"];

interface Item {
  readonly text: string;
  readonly at: SourcePosition;
}

interface Draft {
  readonly logs: LedgerPolicy["logs"][number][];
  readonly witnesses: LedgerPolicy["witnesses"][number][];
  readonly groups: LedgerPolicy["groups"][number][];
  /** Names defined so far. */
  readonly names: Set<string>;
  /** Names that are in a group already. */
  readonly members: Set<string>;
  quorum: string | null | undefined;
}

/** @throws InputError LEDGER_POLICY_SYNTAX with the line and column. */
export function parseLedgerPolicy(text: string, primitives: Primitives): LedgerPolicy {
  const lines = text.split("\n");
  const last = lines.pop();
  if (last !== "") refuse({ line: lines.length + 1, column: 1 }, "Every line of a policy ends in a newline");
  const draft: Draft = {
    ...{ logs: [], witnesses: [], groups: [] },
    ...{ names: new Set<string>(), members: new Set<string>() },
    quorum: undefined,
  };
  for (const [index, line] of lines.entries()) readLine(splitLine(line, index + 1), draft, primitives);
  const { logs, witnesses, groups, quorum } = draft;
  if (quorum === undefined)
    refuse({ line: lines.length + 1, column: 1 }, "A policy says its quorum; add the line: quorum NAME");
  return { logs, witnesses, groups, quorum };
}

function splitLine(line: string, number: number): readonly Item[] {
  // eslint-disable-next-line no-control-regex -- the format forbids exactly these
  const foreign = /[\u0000-\u0008\u000b-\u001f\u007f]/.exec(line)?.index ?? (line.isWellFormed() ? -1 : 0);
  if (foreign >= 0) refuse({ line: number, column: foreign + 1 }, "A policy holds no control characters");
  const items = [...line.matchAll(/[^ \t]+/g)].map(({ 0: text, index }) => ({
    text,
    at: { line: number, column: index + 1 },
  }));
  return items[0]?.text.startsWith("#") === true ? [] : items;
}

function readLine(items: readonly Item[], draft: Draft, primitives: Primitives): void {
  const [word, ...rest] = items;
  if (word === undefined) return;
  if (word.text === "log") readLog(word, rest, draft, primitives);
  else if (word.text === "witness") readWitness(word, rest, draft, primitives);
  else if (word.text === "group") readGroup(word, rest, draft);
  else if (word.text === "quorum") readQuorum(word, rest, draft);
  else refuse(word.at, "A line of a policy begins with log, witness, group or quorum");
}

function readLog(word: Item, items: readonly Item[], draft: Draft, primitives: Primitives): void {
  const [vkey, url, more] = items;
  if (vkey === undefined || more !== undefined) refuse(word.at, "A log is written: log VKEY [URL]");
  const key = readKey(vkey, LOG_TYPES, primitives);
  requireNewKey(vkey, key, draft.logs);
  draft.logs.push({ key, url: url?.text ?? null });
}

function readWitness(word: Item, items: readonly Item[], draft: Draft, primitives: Primitives): void {
  const [name, vkey, url, more] = items;
  if (name === undefined || vkey === undefined || more !== undefined)
    refuse(word.at, "A witness is written: witness NAME VKEY [URL]");
  define(name, draft);
  const key = readKey(vkey, WITNESS_TYPES, primitives);
  requireNewKey(vkey, key, draft.witnesses);
  draft.witnesses.push({ name: name.text as WitnessName, key, url: url?.text ?? null });
}

function readGroup(word: Item, items: readonly Item[], draft: Draft): void {
  const [name, count, ...members] = items;
  if (name === undefined || count === undefined || members.length === 0)
    refuse(word.at, "A group is written: group NAME all|any|NUMBER MEMBER...");
  const threshold =
    count.text === "all"
      ? members.length
      : count.text === "any"
        ? 1
        : /^[1-9][0-9]{0,8}$/.test(count.text)
          ? Number(count.text)
          : 0;
  if (threshold < 1 || threshold > members.length)
    refuse(
      count.at,
      `Of ${members.length} members all, any or a number of 1 to ${members.length} are enough`,
    );
  for (const member of members) {
    if (!draft.names.has(member.text)) refuse(member.at, `"${member.text}" is not defined above this line`);
    if (draft.members.has(member.text)) refuse(member.at, `"${member.text}" is a member of a group already`);
    draft.members.add(member.text);
  }
  define(name, draft);
  draft.groups.push({ name: name.text, threshold, members: members.map(({ text }) => text) });
}

function readQuorum(word: Item, items: readonly Item[], draft: Draft): void {
  const [name, more] = items;
  if (name === undefined || more !== undefined) refuse(word.at, "A quorum is written: quorum NAME");
  if (draft.quorum !== undefined) refuse(word.at, "A policy has one quorum");
  if (name.text !== NOBODY && !draft.names.has(name.text))
    refuse(name.at, `"${name.text}" is not defined above this line`);
  draft.quorum = name.text === NOBODY ? null : name.text;
}

function define(name: Item, { names }: Draft): void {
  if (name.text === NOBODY || names.has(name.text)) refuse(name.at, `"${name.text}" is defined already`);
  names.add(name.text);
}

function readKey(vkey: Item, types: readonly NoteKey["type"][], primitives: Primitives): NoteKey {
  try {
    const key = readNoteKey(vkey.text, primitives);
    if (types.includes(key.type)) return key;
  } catch (cause) {
    if (!(cause instanceof InputError)) throw cause;
    refuse(vkey.at, cause.message, cause);
  }
  return refuse(vkey.at, `A key here is of type ${types.join(" or ")}`);
}

function requireNewKey(
  vkey: Item,
  { publicKey }: NoteKey,
  others: readonly { readonly key: NoteKey }[],
): void {
  const spelled = publicKey.join();
  if (others.some(({ key }) => key.publicKey.join() === spelled))
    refuse(vkey.at, "This public key stands in the policy already");
}

function refuse(at: SourcePosition, message: string, cause?: InputError): never {
  throw new InputError("LEDGER_POLICY_SYNTAX", `${message} (line ${at.line})`, at, { cause });
}
