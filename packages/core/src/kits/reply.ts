// A reply: what a person says in a kit, as letters of the kit's stream, in a bundle under the kit's key. Saying more makes a
// longer reply with the same beginning, so that any of them may be lost, and the last one has all.
import { parsePledge, writeLevels } from "../pledges/index.ts";
import type { Authority } from "../arrangements/index.ts";
import type { Instant, JsonObject } from "../encoding/index.ts";
import type { Primitives } from "../keys/index.ts";
import { digestLetter, readContent, writeBundle, writeSealing } from "../letters/index.ts";
import type { Letter, LetterKind } from "../letters/index.ts";
import type { OpenedKit } from "./kit-file.ts";

/** A pledge as a person says it. */
export interface SaidPledge {
  readonly text: string;
  readonly authority: Authority;
}

/** What is said at once. Null and empty: nothing of that kind. */
export interface Saying {
  readonly position: { readonly position: string; readonly statement: string } | null;
  readonly questions: readonly string[];
  /** In plain language; or what `writeSealing` gave, encrypted to the resolver: base64url of an age file. */
  readonly pledge: SaidPledge | { readonly sealed: string } | null;
  /** Documents that were verified and opened here. */
  readonly opened: readonly string[];
}

/**
 * Letters that say so, after those that were written before.
 * @throws InputError PLEDGE_INVALID, PLEDGE_NOT_MONOTONE with line and column; SHAPE_INVALID for what no letter may say.
 */
export function writeLetters(
  opened: OpenedKit,
  {
    before,
    saying,
    at,
  }: { readonly before: readonly Letter[]; readonly saying: Saying; readonly at: Instant },
  primitives: Primitives,
): readonly Letter[] {
  const { kit, own, lead, written } = opened;
  const letters = [...before];
  const add = (kind: LetterKind, content: JsonObject): void => {
    const last = letters.at(-1);
    const letter: Letter = {
      ...{ from: own.party, to: lead.party, at, case: kit.case, kind, content, files: [] },
      number: (last?.number ?? written.number) + 1,
      before: last === undefined ? written.digest : digestLetter(last, primitives),
    };
    readContent(letter);
    letters.push(letter);
  };
  for (const document of saying.opened)
    for (const stage of ["verified", "opened"]) add("receipt", { stage, document });
  for (const text of saying.questions) add("question", { text, place: null });
  if (saying.position !== null) add("position", { ...saying.position });
  if (saying.pledge !== null) {
    const { pledge } = saying;
    add("pledge", "sealed" in pledge ? { sealed: pledge.sealed } : { ...readPledge(opened, pledge) });
  }
  return letters;
}

/**
 * What a sealed pledge is before it is encrypted to the resolver that the approach names.
 * @param salt 32 bytes that nobody can guess: with it the member can show later what it sealed.
 * @throws InputError PLEDGE_INVALID, PLEDGE_NOT_MONOTONE with line and column.
 */
export function sealPledge(opened: OpenedKit, pledge: SaidPledge, salt: Uint8Array): Uint8Array {
  return writeSealing({ ...readPledge(opened, pledge), salt });
}

function readPledge({ kit }: OpenedKit, { text, authority }: SaidPledge) {
  const levels = writeLevels(parsePledge(text, kit.vocabulary));
  return { levels: [...levels], authority, validUntil: null };
}

/** The reply with these letters, as it is signed: to be encrypted to the lead's card. */
export function writeReply(
  opened: OpenedKit,
  letters: readonly Letter[],
  primitives: Primitives,
): Uint8Array {
  const { own, lead, received } = opened;
  const bundle = { from: own.party, to: lead.party, letters, acknowledged: received, files: new Map() };
  return writeBundle(bundle, own.signer, primitives);
}
