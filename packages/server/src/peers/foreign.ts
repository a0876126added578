// Cases that other nodes lead, as far as their letters tell: read from what was taken, and answered by letters of the host.
import { Encrypter } from "age-encryption";
import { randomUUID } from "node:crypto";
import { encodeBase64url, parseJson, PolicyError } from "@entente/core/encoding";
import type { Authority } from "@entente/core/arrangements";
import type { Instant, JsonObject, JsonValue } from "@entente/core/encoding";
import { readContent, readLetter, writeSealing } from "@entente/core/letters";
import type { Content, ContentOf, LetterKind, StatedInstant, StatedVocabulary } from "@entente/core/letters";
import { verifyCut } from "@entente/core/releases";
import { nodePrimitives } from "@entente/verifier";
import type { Reader, Transactor } from "../storage/index.ts";
import { itemStates, readinessItems, sumReadiness } from "../t-zero/index.ts";
import type { Readiness } from "../t-zero/index.ts";
import { noSuchCase, readCutBanners, readForeignCopy } from "./foreign-copies.ts";
import type { ForeignCopy } from "./foreign-copies.ts";
import type { OwnNode } from "./own-node.ts";
import { findMember, isLive } from "./pairing.ts";
import { listPeers, lockPeer } from "./store.ts";
import { listCaseNames, listInOfCase, listOutOfCase } from "./store-letters.ts";
import type { PeerRow } from "./store.ts";
import { writeTo } from "./writing.ts";

export interface ForeignCase {
  /** The member that leads it. */
  readonly lead: string;
  /** What the lead's node calls it. */
  readonly name: string;
  /** Id of the case on the lead's node, which what is committed to in its ledger names. */
  readonly id: string;
  readonly title: string;
  readonly exercise: boolean;
  readonly ask: string;
  readonly answerBy: Instant;
  readonly cuts: readonly {
    readonly document: string;
    readonly title: string;
    readonly file: string;
    readonly banner: string;
    /** Whether this member has told the lead that it was opened. */
    readonly opened: boolean;
    /** Whether it was corrected, replaced or called back. */
    readonly noticed: boolean;
  }[];
  /** What this member said last of where it stands and the lead did not refuse; null: nothing. */
  readonly position: string | null;
  /** T-0 as the lead told of it last; null: it told of none. */
  readonly tZero: StatedInstant | null;
  /** What this member said last of each item of that round and the lead did not refuse; null: the lead told of no T-0. */
  readonly readiness: Readiness | null;
  /** What a pledge in it may name, as the lead told last; null: the lead's node tells of no names. */
  readonly vocabulary: StatedVocabulary | null;
  /** Whether the lead takes sealed pledges. */
  readonly takesSealed: boolean;
  readonly letters: readonly ForeignLetter[];
}

/** A letter as the host's desk reads it. */
export interface ForeignLetter {
  readonly direction: "in" | "out";
  readonly number: number;
  readonly kind: LetterKind;
  readonly at: Instant;
  /** What became of it: here for what came in, there for what went out, as far as it is known. */
  readonly state: "held" | "taken" | "refused" | "waiting" | "delivered" | "confirmed";
  readonly said: string;
  /** What the lead's node or this one says of it: what was done with it, or why it was refused; null: nothing. */
  readonly told: string | null;
  /** Leaf of the lead's ledger that commits to it; null where it says none. */
  readonly leaf: number | null;
  /** When the lead's node did it, by its clock; null where it does not say. */
  readonly doneAt: Instant | null;
  /** Of an answer: the letter with the question. */
  readonly answers: number | null;
}

/** Every foreign case that was brought to this node. */
export async function listForeignCases(reader: Reader): Promise<readonly ForeignCase[]> {
  const cases: ForeignCase[] = [];
  for (const peer of await listPeers(reader)) {
    if (!isLive(peer)) continue;
    for (const name of await listCaseNames(reader, peer.fingerprint))
      cases.push((await readForeign(reader, peer, name)).shown);
  }
  return cases;
}

/** @throws ServerError NOT_FOUND. */
export async function showForeignCase(
  reader: Reader,
  { member, name }: { readonly member: string; readonly name: string },
): Promise<ForeignCase> {
  return (await readForeign(reader, await findMember(reader, member), name)).shown;
}

/** A cut that was brought, the latest of its document, with what was opened and said of it. @throws ServerError NOT_FOUND. */
export async function readForeignCut(
  reader: Reader,
  { member, name, document }: { readonly member: string; readonly name: string; readonly document: string },
): Promise<ForeignCopy> {
  const { fingerprint } = await findMember(reader, member);
  return readForeignCopy(reader, { peer: fingerprint, name, document });
}

/**
 * The release that a cut is of, by the name that an acknowledgement of what is said of it gives.
 * @throws ServerError NOT_FOUND.
 */
export async function readForeignRelease(
  reader: Reader,
  of: Parameters<typeof readForeignCut>[1],
): Promise<string> {
  const [{ file: text }] = (await readForeignCut(reader, of)).files;
  return verifyCut({ text, trust: { kind: "carried" }, primitives: nodePrimitives }).document.header.release;
}

/** What a host's desk says to the lead of a foreign case. */
export type Saying = {
  readonly [K in SaidKind]: { readonly kind: K; readonly content: ContentOf[K] };
}[SaidKind];
type SaidKind = "receipt" | "question" | "position" | "withdrawal" | "readiness" | "done" | "acknowledgement";

export interface Speaking {
  readonly own: OwnNode;
  readonly at: Instant;
  readonly member: string;
  readonly name: string;
}

/** Puts a letter to the lead into the outbox. Gives its number. @throws ServerError NOT_FOUND; InputError. */
export async function sayToLead(
  tx: Transactor,
  speaking: Speaking,
  { kind, content }: Saying,
): Promise<number> {
  // What is opened is said once for each document, however often it is read.
  const subject = kind === "receipt" ? `receipt/${content.stage}/${content.document}` : randomUUID();
  return write(tx, speaking, { kind, content: { ...content }, subject });
}

export interface ForeignPledge {
  readonly levels: readonly JsonValue[];
  readonly authority: Authority;
  readonly validUntil: Instant | null;
  /** Null: openly. Else the salt of its commitment: 32 bytes that the member keeps. */
  readonly salt: Uint8Array | null;
}

/** Pledges in a foreign case, openly or sealed to the lead's resolver. Gives the letter's number. */
export async function pledgeToLead(
  tx: Transactor,
  speaking: Speaking,
  { levels, authority, validUntil, salt }: ForeignPledge,
): Promise<number> {
  const pledge = { levels: [...levels], authority, validUntil };
  if (salt === null) return write(tx, speaking, { kind: "pledge", content: pledge, subject: randomUUID() });
  const { resolver } = await readForeign(tx, await findMember(tx, speaking.member), speaking.name);
  if (resolver === null)
    throw new PolicyError(
      "TRANSITION_REFUSED",
      "The lead of this case takes no sealed pledges. Place it openly, or ask the lead's desk.",
    );
  const age = new Encrypter();
  age.addRecipient(resolver);
  const sealed = await age.encrypt(writeSealing({ ...pledge, salt }));
  const content = { sealed: encodeBase64url(sealed) };
  return write(tx, speaking, { kind: "pledge", content, subject: randomUUID() });
}

async function write(
  tx: Transactor,
  { own, at, member, name }: Speaking,
  wish: { readonly kind: LetterKind; readonly content: JsonObject; readonly subject: string },
): Promise<number> {
  const peer = await lockPeer(tx, (await findMember(tx, member)).fingerprint);
  if (peer === null) throw noSuchCase();
  await readForeign(tx, peer, name);
  const subject = `${name}/${wish.subject}`;
  const number = await writeTo(tx, { own, peer }, { ...wish, subject, caseName: name, files: [], at });
  return number ?? 0;
}

async function readForeign(
  reader: Reader,
  peer: PeerRow,
  name: string,
): Promise<{ readonly shown: ForeignCase; readonly resolver: string | null }> {
  const incoming = await listInOfCase(reader, peer.fingerprint, name);
  const outgoing = await listOutOfCase(reader, peer.fingerprint, name);
  const taken = incoming.flatMap(({ number, state, letter, receivedAt }) =>
    state === "taken"
      ? [{ number, at: receivedAt, ...readContent(readLetter(parseJson(letter), "letter")) }]
      : [],
  );
  const approaches = taken.flatMap((one) => (one.kind === "approach" ? [one.content] : []));
  const approach = approaches.at(-1);
  if (approach === undefined) throw noSuchCase();
  const confirmed = new Map(
    taken.flatMap((one) => (one.kind === "confirmation" ? [[one.content.letter, one.content]] : [])),
  );
  const refused = new Map(
    taken.flatMap((one) =>
      one.kind === "trouble" && one.content.letter !== null ? [[one.content.letter, one.content.said]] : [],
    ),
  );
  const letters: ForeignLetter[] = [
    ...incoming.map(({ number, kind, receivedAt, state, letter, outcome }) => ({
      ...{ direction: "in" as const, number, kind: kind as LetterKind, at: receivedAt, state },
      ...sayIncoming(readText(letter), state === "refused" ? whyRefused(outcome) : null),
    })),
    ...outgoing.map(({ number, kind, writtenAt, letter }) => ({
      ...{ direction: "out" as const, number, kind: kind as LetterKind, at: writtenAt },
      ...stateOf(number, { peer, confirmed, refused }),
      said: sayLetter(readText(letter)),
      told: refused.get(number) ?? confirmed.get(number)?.said ?? null,
      ...{ leaf: confirmed.get(number)?.leaf ?? null, doneAt: confirmed.get(number)?.at ?? null },
      answers: null,
    })),
  ];
  const { id, title, exercise, ask, answerBy, resolver } = approach;
  const banners = await readCutBanners(
    reader,
    peer.fingerprint,
    approach.cuts.map(({ file }) => file),
  );
  const written = outgoing.flatMap(({ number, letter, writtenAt }) => {
    const said = refused.has(number) ? null : readText(letter);
    return said === null ? [] : [{ ...said, at: writtenAt }];
  });
  const cuts = approach.cuts.map((cut) => {
    const isOf = ({ document }: { readonly document: string }): boolean => document === cut.document;
    return {
      ...cut,
      banner: banners.get(cut.file) ?? "",
      opened: written.some(
        ({ kind, content }) => kind === "receipt" && content.stage === "opened" && isOf(content),
      ),
      noticed: taken.some(({ kind, content }) => kind === "notice" && isOf(content)),
    };
  });
  const positions = written.flatMap(({ kind, content }) => (kind === "position" ? [content.position] : []));
  const instants = taken.flatMap(({ kind, content, at }) => (kind === "instant" ? [{ ...content, at }] : []));
  const shown = {
    ...{ lead: peer.member, name, id, title, exercise, ask, answerBy, cuts },
    ...{ position: positions.at(-1) ?? null, ...readTZero(instants, written) },
    vocabulary: taken.findLast((one) => one.kind === "vocabulary")?.content ?? null,
    takesSealed: resolver !== null,
  };
  return { shown: { ...shown, letters: letters.sort(byTime) }, resolver };
}

type At<Said> = Said & { readonly at: Instant };

/** T-0 as it was told last, and what this member said for that round: words for a round before count in none after it. */
function readTZero(
  instants: readonly At<StatedInstant>[],
  written: readonly At<Content>[],
): Pick<ForeignCase, "tZero" | "readiness"> {
  const last = instants.at(-1);
  const first = instants.find(({ round }) => round === last?.round);
  if (last === undefined || first === undefined) return { tZero: null, readiness: null };
  const { at: _, ...tZero } = last;
  const said = written.flatMap(({ kind, content, at }) =>
    kind === "readiness" && at >= first.at ? content.items : [],
  );
  const known = said.flatMap(({ item: named, state: word }) => {
    const item = readinessItems.find((one) => one === named);
    const state = itemStates.find((one) => one === word);
    return item === undefined || state === undefined ? [] : [{ item, state }];
  });
  return { tZero, readiness: sumReadiness(known) };
}

function stateOf(
  number: number,
  {
    peer,
    confirmed,
    refused,
  }: {
    readonly peer: PeerRow;
    readonly confirmed: ReadonlyMap<number, unknown>;
    readonly refused: ReadonlyMap<number, string>;
  },
): Pick<ForeignLetter, "state"> {
  if (refused.has(number)) return { state: "refused" };
  if (confirmed.has(number)) return { state: "confirmed" };
  return { state: number <= peer.acknowledged ? "delivered" : "waiting" };
}

function sayIncoming(
  said: Content | null,
  refused: string | null,
): Pick<ForeignLetter, "said" | "told" | "leaf" | "doneAt" | "answers"> {
  const answers = said?.kind === "answer" ? said.content.question : null;
  return { said: sayLetter(said), told: refused, leaf: null, doneAt: null, answers };
}

function byTime(a: ForeignLetter, b: ForeignLetter): number {
  if (a.at !== b.at) return a.at < b.at ? -1 : 1;
  return a.direction === b.direction ? a.number - b.number : a.direction === "in" ? -1 : 1;
}

function whyRefused(outcome: JsonObject | null): string {
  const said = outcome?.["said"];
  return typeof said === "string" ? said : "";
}

/** What a letter says; null where it says nothing that its kind allows. */
function readText(letter: string): Content | null {
  try {
    return readContent(readLetter(parseJson(letter), "letter"));
  } catch {
    return null;
  }
}

/** The words of a letter, for a list of them. */
export function sayLetter(said: Content | null): string {
  switch (said?.kind) {
    case "approach":
      return said.content.ask;
    case "answer":
    case "question":
      return said.content.text;
    case "position":
      return said.content.statement === ""
        ? said.content.position
        : `${said.content.position}: ${said.content.statement}`;
    case "confirmation":
    case "trouble":
      return said.content.said;
    case "readiness":
      return said.content.items.map(({ item, state }) => `${item} ${state}`).join(", ");
    case "done":
      return `${said.content.count ?? ""} ${said.content.kind}, ${said.content.announced ?? "no day known"}`.trim();
    case "acknowledgement":
      return said.content.release;
    case "share":
      return "member" in said.content ? `of ${said.content.member}` : "for this member";
    case "unsealing":
    case "notice":
      return said.content.document;
    case "receipt":
      return `${said.content.document}: ${said.content.stage}`;
    case "vocabulary":
      return said.content.members.join(", ");
    case "instant":
      return `${said.content.state}, ${said.content.dueAt}`;
    default:
      return "";
  }
}
