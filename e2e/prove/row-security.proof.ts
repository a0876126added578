// Row security of the database against the core, on the real database: random communities, markings and releases are
// stored as the node stores them, and for every member the rows it is shown are compared with what the core says it may
// see and what was released to it. One case is one community; each gives some seventy decisions.
import { hash, randomUUID } from "node:crypto";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readInstant } from "../../packages/core/src/encoding/index.ts";
import { compileCommunity } from "../../packages/core/src/markings/index.ts";
import type { Marking } from "../../packages/core/src/markings/index.ts";
import { noRules } from "../../packages/core/src/planning/index.ts";
import { openSeatView, readUnder, writeUnder } from "../../packages/server/src/access/index.ts";
import type { CaseIdentity, View } from "../../packages/server/src/access/index.ts";
import { insertCase, insertCommunity } from "../../packages/server/src/cases/store.ts";
import { describeMarking } from "../../packages/server/src/documents/portions.ts";
import {
  insertPortions,
  insertVersion,
  internMarkings,
  openDocument,
} from "../../packages/server/src/documents/store.ts";
import {
  insertApproval,
  insertCuts,
  insertIssue,
  insertProposal,
} from "../../packages/server/src/releases/store.ts";
import { migrationsFolder, openStorage } from "../../packages/server/src/storage/index.ts";
import type { Database, Reader, Storage, Transactor } from "../../packages/server/src/storage/index.ts";
import type { Proof } from "./contract.ts";
import { makeRandomCommunity } from "./random-communities.ts";
import type { RandomCommunity } from "./random-communities.ts";
import { createRandom } from "./random.ts";

/** Not a member of any community here, so that every member's own decision is asked for. */
const LEAD = "LEAD";
const PROPOSER = `${LEAD}/drafter`;
const AT = readInstant("2018-03-26T13:00:00.000Z");
const COMMUNITIES_AT_ONCE = 20;
/** Portions whose marking lost a term on the way: nobody's, whatever the rest of it says. */
const TORN = "torn";

/** A community as it is stored, and what each of its members must be shown. */
export interface StoredCommunity {
  readonly number: number;
  readonly of: CaseIdentity;
  readonly made: RandomCommunity;
  readonly versionId: string;
  readonly expected: ReadonlyMap<string, readonly string[]>;
  readonly places: readonly string[];
}

export interface Comparison {
  /** Pairs of a place and whoever asked for it. */
  readonly decisions: number;
  /** How many of them were a yes to a member. */
  readonly shown: number;
  readonly disagreements: readonly object[];
}

/** A database of its own for a run. */
export async function withStorage<Result>(run: (storage: Storage) => Promise<Result>): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), "entente-rows-"));
  chmodSync(folder, 0o711);
  try {
    const storage = await openStorage({
      dataFolder: folder,
      databaseUrl: null,
      migrations: migrationsFolder,
      note: () => undefined,
    });
    try {
      return await run(storage);
    } finally {
      await storage.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Stores communities `from` to `to` of a seed. */
export async function storeCommunities(
  database: Database,
  { seed, from, to }: { readonly seed: number; readonly from: number; readonly to: number },
): Promise<readonly StoredCommunity[]> {
  return database.transact(async (tx) => {
    const stored: StoredCommunity[] = [];
    for (let number = from; number < to; number += 1) stored.push(await store(tx, number, seed));
    return stored;
  });
}

async function store(tx: Transactor, number: number, seed: number): Promise<StoredCommunity> {
  // A generator of its own for each, so that one number and the seed bring one community back.
  const random = createRandom(Math.imul(number + 1, 0x9e3779b1) ^ seed);
  const made = makeRandomCommunity(random);
  const of = { id: randomUUID(), lead: LEAD, exercise: true };
  await insertCase(tx, {
    ...of,
    slug: of.id,
    title: "",
    community: {},
    coalition: null,
    frame: {},
    openedAt: AT,
    clock: AT,
  });
  await insertCommunity(tx, of.id, made.community);
  const view = viewOf(LEAD, of);
  const ids = { documentId: randomUUID(), versionId: randomUUID(), releaseId: randomUUID() };
  const places = await storeDocument(tx, view, { ids, made, random });
  const { audienceOf } = compileCommunity(made.community);
  const classes = made.community.members.map(({ id }) => ({
    id,
    released: places.map(({ place }) => place).filter(() => random() < 0.9),
  }));
  await storeCuts(tx, view, { ids, classes });
  const expected = classes.map(({ id, released }) => {
    const given = new Set(released);
    const seen = places.filter(({ place, marking }) => given.has(place) && audienceOf(marking).has(id));
    return [id, seen.map(({ place }) => place)] as const;
  });
  return {
    ...{ number, of, made, versionId: ids.versionId },
    expected: new Map(expected),
    places: places.map(({ place }) => place),
  };
}

interface Ids {
  readonly documentId: string;
  readonly versionId: string;
  readonly releaseId: string;
}

async function storeDocument(
  tx: Transactor,
  view: View,
  { ids, made, random }: { readonly ids: Ids; readonly made: RandomCommunity; readonly random: () => number },
): Promise<readonly { place: string; marking: Marking | null }[]> {
  const { documentId, versionId } = ids;
  await openDocument(tx, view, { id: documentId, name: "document" });
  const [originalId, bytes] = [randomUUID(), new Uint8Array()];
  // As an older node kept it: in the row.
  const labelled = await writeUnder(tx, view);
  await labelled
    .insertInto("original")
    .values({
      ...{ id: originalId, case_id: view.caseId, document_id: documentId, name: "document.md" },
      ...{ media_type: "text/markdown", size: 0, sha256: hash("sha256", bytes, "hex"), bytes, file_id: null },
      ...{ received_at: AT, received_by: LEAD },
    })
    .execute();
  const of = { id: documentId, caseId: view.caseId, name: "document", versionId, version: 1 };
  await insertVersion(
    tx,
    view,
    {
      ...{ ...of, title: "", banner: "", source: "", sourceDigest: "" },
      ...{ originalId, draftedBy: LEAD, draftedAt: AT },
    },
    [],
  );
  const described = made.markings.map((marking) => ({ marking, row: describeMarking(marking) }));
  const known = await internMarkings(tx, view.caseId, [
    ...new Map(described.map(({ row }) => [row.digest, row])).values(),
  ]);
  const torn = described.find(() => random() < 0.05);
  const portions: { place: string; marking: Marking | null; markingId: number }[] = described.map(
    ({ marking, row }, ordinal) => ({
      place: `p${ordinal}`,
      marking,
      markingId: known.get(row.digest) ?? -1,
    }),
  );
  if (torn !== undefined)
    portions.push({
      place: TORN,
      marking: null,
      markingId: await storeTorn(tx, view.caseId, torn.row.terms),
    });
  await insertPortions(tx, view, {
    of,
    portions: portions.map(({ place, markingId }, ordinal) => ({
      ...{ place, ordinal, kind: "paragraph", marking: "", markingId, content: {} },
    })),
  });
  return portions;
}

async function storeTorn(
  tx: Transactor,
  caseId: string,
  terms: readonly ReturnType<typeof describeMarking>["terms"][number][],
): Promise<number> {
  const row = await tx
    .insertInto("marking")
    .values({ case_id: caseId, digest: TORN, terms: terms.length + 1 })
    .returning("id")
    .executeTakeFirstOrThrow();
  if (terms.length > 0)
    await tx
      .insertInto("marking_term")
      .values(
        terms.map((term, ordinal) => ({
          ...{ marking_id: row.id, ordinal, policy: term.policy, level: term.level },
          caveats: [...term.caveats],
          one_of: JSON.stringify(term.oneOf),
          releasable_to: JSON.stringify(term.releasableTo),
        })),
      )
      .execute();
  return row.id;
}

async function storeCuts(
  tx: Transactor,
  view: View,
  {
    ids,
    classes,
  }: { readonly ids: Ids; readonly classes: readonly { id: string; released: readonly string[] }[] },
): Promise<void> {
  const { documentId, versionId, releaseId } = ids;
  await insertProposal(tx, view, {
    ...{ id: releaseId, documentId, versionId, recipients: classes.map(({ id }) => id), sourceDigest: "" },
    ...{ rules: noRules, publicText: null, plan: "{}", planDigest: "", prepared: "{}" },
    ...{ proposedBy: PROPOSER, proposedAt: AT },
  });
  const last = await tx
    .selectFrom("ledger_leaf")
    .select("index")
    .orderBy("index", "desc")
    .limit(1)
    .executeTakeFirst();
  const first = (last?.index ?? -1) + 1;
  await tx
    .insertInto("ledger_leaf")
    .values(
      classes.map((_, at) => ({
        ...{ index: first + at, at: AT, entry: new Uint8Array() },
      })),
    )
    .execute();
  const by = `${LEAD}/release-authority`;
  const steps = { releaseId, by, at: AT, leafIndex: first };
  await insertApproval(tx, view, { ...steps, planDigest: "", statement: "signed" });
  await insertIssue(tx, view, { ...steps, name: releaseId, issued: "{}" });
  const cuts = classes.map(({ id }, at) => ({
    ...{ id: randomUUID(), documentId, versionId, releaseId, recipient: id, class: id },
    ...{ title: null, banner: "", released: 0, file: "", sha256: "", leafIndex: first + at },
  }));
  await insertCuts(tx, view, { releaseId, classes, cuts });
}

/** Asks the database as every member of every community, and as some who are none. */
export async function compare(
  database: Database,
  communities: readonly StoredCommunity[],
): Promise<Comparison> {
  return database.read(async (reader) => {
    let [decisions, shown] = [0, 0];
    const disagreements: object[] = [];
    for (const [index, stored] of communities.entries()) {
      const ask = async (who: string, of: CaseIdentity, wanted: readonly string[]): Promise<void> => {
        const got = await listShown(reader, viewOf(who, of), stored.versionId);
        decisions += stored.places.length;
        if (who !== LEAD) shown += got.length;
        if (JSON.stringify(got) === JSON.stringify(wanted)) return;
        const place = [...stored.places].find((any) => got.includes(any) !== wanted.includes(any)) ?? "";
        disagreements.push({
          ...{ community: stored.number, member: who, place, database: got.includes(place) },
          core: wanted.includes(place),
          marking: stored.made.markings[Number(place.slice(1))] ?? place,
          holds: stored.made.community.members.find(({ id }) => id === who)?.clearances ?? null,
        });
      };
      for (const [member, wanted] of stored.expected) await ask(member, stored.of, wanted);
      await ask(LEAD, stored.of, stored.places);
      await ask("NOBODY", stored.of, []);
      // A seat that claims to be the lead of a case that is another's, and a member of another case.
      await ask("M0", { ...stored.of, lead: "M0" }, []);
      const other = communities[index + 1]?.of;
      if (other !== undefined) await ask("M0", other, []);
    }
    return { decisions, shown, disagreements };
  });
}

function viewOf(member: string, of: CaseIdentity): View {
  return openSeatView({ id: `${member}/desk`, member, role: "desk", name: null }, of);
}

/** What the database shows, asked for without a condition on who may see. */
async function listShown(reader: Reader, view: View, versionId: string): Promise<readonly string[]> {
  const labelled = await readUnder(reader, view);
  const rows = await labelled
    .selectFrom("portion")
    .select("place")
    .where("version_id", "=", versionId)
    .orderBy("ordinal")
    .execute();
  return rows.map(({ place }) => place);
}

export const proof: Proof = {
  name: "row-security",
  claim: "The database shows every member exactly the rows the core says it may see and was given.",
  smallCases: 60,
  defaultCases: 10_000,
  run: async ({ cases, seed, report }) =>
    withStorage(async ({ database }) => {
      let [done, decisions, shown, failures] = [0, 0, 0, 0];
      let counterExample: unknown = null;
      while (done < cases) {
        const to = Math.min(done + COMMUNITIES_AT_ONCE, cases);
        const result = await compare(database, await storeCommunities(database, { seed, from: done, to }));
        decisions += result.decisions;
        shown += result.shown;
        failures += result.disagreements.length;
        counterExample ??= result.disagreements[0] ?? null;
        if (Math.floor(to / 500) > Math.floor(done / 500) || to === cases)
          report(
            `${to}/${cases} communities, ${decisions} decisions, ${shown} shown to members, ${failures} disagreements`,
          );
        done = to;
      }
      return { cases: done, failures, counterExample };
    }),
};
