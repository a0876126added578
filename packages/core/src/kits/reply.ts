// A reply: what a person says in a kit, as letters of the kit's stream, in a bundle under the kit's key. Saying more makes a
// longer reply with the same beginning, so that any of them may be lost, and the last one has all.
import { parsePledge, writeLevels } from "../pledges/index.ts";
import type { Authority } from "../arrangements/index.ts";
import type { Instant, JsonObject } from "../encoding/index.ts";
import type { Primitives } from "../keys/index.ts";
import { digestLetter, readContent, writeBundle } from "../letters/index.ts";
import type { Letter, LetterKind } from "../letters/index.ts";
import type { OpenedKit } from "./kit-file.ts";

/** What is said at once. Null and empty: nothing of that kind. */
export interface Saying {
  readonly position: { readonly position: string; readonly statement: string } | null;
  readonly questions: readonly string[];
  /** In plain language. */
  readonly pledge: { readonly text: string; readonly authority: Authority } | null;
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
    const { text, authority } = saying.pledge;
    const levels = writeLevels(parsePledge(text, kit.vocabulary));
    add("pledge", { levels: [...levels], authority, validUntil: null });
  }
  return letters;
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
