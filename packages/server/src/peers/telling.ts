// What a lead owes a member's node: everything a seat of that member would be shown here, as letters. It is read under the
// member's own view, so there is nothing else to be sent; and each thing is named, so that it is sent once, whatever was
// killed in between.
import { hash } from "node:crypto";
import { canonicalize } from "@entente/core/encoding";
import type { Instant } from "@entente/core/encoding";
import { builtInKinds } from "@entente/core/kinds";
import { openSeatView, readSeat } from "../access/index.ts";
import type { View } from "../access/index.ts";
import { listApproaches, listQuestions } from "../approaches/index.ts";
import { arrangementsOf, communityOf, findCase, listCaseIdentities } from "../cases/index.ts";
import type { CaseRow } from "../cases/index.ts";
import { readHandouts } from "../handouts/index.ts";
import { recipientOf } from "../keys/index.ts";
import { vocabularyOf } from "../pledges/index.ts";
import type { Reader, Transactor } from "../storage/index.ts";
import { findTZero } from "../t-zero/index.ts";
import type { LetterServices } from "./contract.ts";
import { listOwedShares } from "./embargo-letters.ts";
import { listOwedKeys } from "./key-letters.ts";
import type { OwnNode } from "./own-node.ts";
import { listInOfCase, listSaid } from "./store-letters.ts";
import type { PeerRow } from "./store.ts";
import { digestFile, writeTo } from "./writing.ts";
import { listOwedRequest } from "./witness-letters.ts";
import type { LetterWish } from "./writing.ts";

type Wish = Omit<LetterWish, "at" | "caseName">;

/** Writes what is not written yet to a node that is locked. Gives how many letters that were. */
export async function tellPeer(
  tx: Transactor,
  node: LetterServices,
  { own, peer }: { readonly own: OwnNode; readonly peer: PeerRow },
): Promise<number> {
  const now = node.now();
  // New keys go first: what follows may be encrypted or signed by them.
  let count = await writeNew(tx, { own, peer, now }, listOwedKeys(own, peer));
  for (const { slug, lead } of await listCaseIdentities(tx, null)) {
    if (lead !== own.party.member || (peer.kitCase !== null && peer.kitCase !== slug)) continue;
    const row = await findCase(tx, slug);
    if (row === null) continue;
    const owed = (await listOwed(tx, node, { row, peer })).map((wish) => ({ ...wish, caseName: slug }));
    count += await writeNew(tx, { own, peer, now }, owed);
  }
  // A kit reads, answers and pledges; the rest is between nodes.
  if (peer.kitCase !== null) return count;
  count += await writeNew(tx, { own, peer, now }, await listOwedShares(tx, { own, peer, now }));
  return count + (await writeNew(tx, { own, peer, now }, await listOwedRequest(tx, node, { peer, now })));
}

/** Writes what was not said yet. */
async function writeNew(
  tx: Transactor,
  { own, peer, now }: { readonly own: OwnNode; readonly peer: PeerRow; readonly now: Instant },
  wishes: readonly Omit<LetterWish, "at">[],
): Promise<number> {
  let count = 0;
  const subjects = wishes.map(({ subject }) => subject);
  const said = await listSaid(tx, peer.fingerprint, subjects);
  for (const wish of wishes) {
    if (said.has(wish.subject)) continue;
    if ((await writeTo(tx, { own, peer }, { ...wish, at: now })) !== null) count += 1;
  }
  return count;
}

/** All that the member was ever to be told of a case, in order. */
async function listOwed(
  reader: Reader,
  node: LetterServices,
  { row, peer }: { readonly row: CaseRow; readonly peer: PeerRow },
): Promise<readonly Wish[]> {
  const view = openSeatView(readSeat(`${peer.member}/desk/node`), row);
  const approach = (await listApproaches(reader, view)).find(({ member }) => member === peer.member);
  if (approach?.deliveredAt == null) return [];
  const { folder, keystore } = node;
  const handouts = (await readHandouts(reader, view, { folder, only: null })).filter(
    ({ recipient }) => recipient === peer.member,
  );
  const key = await keystore.openResolver(row.lead);
  const cuts = handouts.flatMap(({ document, documentTitle, files: [first] }) =>
    first === undefined ? [] : [{ document, title: documentTitle, bytes: Buffer.from(first.file) }],
  );
  const ids = handouts.map(({ id }) => id).sort();
  const owed: Wish[] = [
    {
      subject: `approach/${row.id}/${hash("sha256", ids.join(" "), "hex").slice(0, 16)}`,
      kind: "approach",
      content: {
        ...{
          title: row.title,
          exercise: row.exercise,
          id: row.id,
          ask: approach.ask,
          answerBy: approach.answerBy,
        },
        cuts: cuts.map(({ document, title, bytes }) => ({ document, title, file: digestFile(bytes) })),
        resolver: await recipientOf(key),
      },
      files: cuts.map(({ bytes }) => bytes),
    },
  ];
  // A kit has the names in it from the beginning.
  if (peer.kitCase === null) owed.push(tellVocabulary(row, peer.member));
  owed.push(...listLater(row, handouts));
  owed.push(...(await listAnswers(reader, view, { row, peer })));
  const tZero = await findTZero(reader, view);
  if (tZero !== null) {
    const { round, state, instant, dueAt } = tZero;
    owed.push({
      subject: `instant/${row.id}/${round}/${state}/${dueAt}`,
      ...{ kind: "instant", content: { round, state, instant, dueAt }, files: [] },
    });
  }
  return owed;
}

/** What pledges of the member may name here, as its seats are shown it; told anew where it changes. */
function tellVocabulary(row: CaseRow, member: string): Wish {
  const context = { community: communityOf(row), kinds: arrangementsOf(row).kinds };
  const { members, groups, weights, kinds } = vocabularyOf(member, context);
  const own = kinds.slice(builtInKinds.length).map((kind) => ({ ...kind }));
  const content = { members: [...members], groups: [...groups], weights: [...weights], kinds: own };
  const digest = hash("sha256", canonicalize(content), "hex").slice(0, 16);
  return { subject: `vocabulary/${row.id}/${digest}`, kind: "vocabulary", content, files: [] };
}

/** What came after a cut: what was unsealed of it, and what is said of it. */
function listLater(row: CaseRow, handouts: Awaited<ReturnType<typeof readHandouts>>): readonly Wish[] {
  return handouts.flatMap(({ id, document, files }) =>
    files.slice(1).map(({ path, file }, index) => {
      const bytes = Buffer.from(file);
      const kind = path.endsWith(".unsealing.json") ? ("unsealing" as const) : ("notice" as const);
      // Evidence of the ledger is renewed as witnesses cosign, and then the bytes are others: its place names it.
      return {
        subject: `${kind}/${row.id}/${id}/${countOfKind(files, kind, index + 1)}`,
        ...{ kind, content: { document, file: digestFile(bytes) }, files: [bytes] },
      };
    }),
  );
}

function countOfKind(files: readonly { readonly path: string }[], kind: string, upTo: number): number {
  return files.slice(1, upTo + 1).filter(({ path }) => path.endsWith(`.${kind}.json`)).length;
}

/** Answers to questions that came by letter. */
async function listAnswers(
  reader: Reader,
  view: View,
  { row, peer }: { readonly row: CaseRow; readonly peer: PeerRow },
): Promise<readonly Wish[]> {
  const answered = (await listQuestions(reader, view)).filter(({ answer }) => answer !== null);
  if (answered.length === 0) return [];
  const asked = await listInOfCase(reader, peer.fingerprint, row.slug);
  return answered.flatMap(({ id, answer }) => {
    const letter = asked.find(({ outcome }) => outcome?.["question"] === id);
    if (letter === undefined || answer === null) return [];
    const { outcome, text } = answer;
    const content = { question: letter.number, outcome, text };
    return [{ subject: `answer/${id}`, kind: "answer" as const, content, files: [] }];
  });
}
