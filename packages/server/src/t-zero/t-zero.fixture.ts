// A case with three members that pledged, for tests of T-0: Germany acts by itself, Estonia and France only with others.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseJson, readAnyObject, readInstant } from "@entente/core/encoding";
import type { Instant, JsonObject } from "@entente/core/encoding";
import { readSeat } from "../access/index.ts";
import type { Act } from "../access/index.ts";
import { arrangementsOf, communityOf, findCase, openCase } from "../cases/index.ts";
import type { CaseRow } from "../cases/index.ts";
import type { Node } from "../node.ts";
import { lockPledges, placePledge } from "../pledges/index.ts";
import type { Transactor } from "../storage/index.ts";
import { armTZero, countUnready, setTZero, stateReadiness } from "./index.ts";

export const PLEDGES = {
  DEU: "3 expulsions always",
  EST: "1 expulsion if at least 2 members act",
  FRA: "4 expulsions if DEU acts",
} as const;
export const TEXTS = {
  DEU: "Berlin weist drei Personen aus: Zobelpfeffer.",
  EST: "Tallinn saadab ühe inimese koju: Hallrüpe.",
  FRA: "Paris renvoie quatre personnes : Gentiane.",
} as const;
export const LEAD = "GBR/release-authority";

export function now(): Instant {
  return readInstant(new Date().toISOString());
}

/** Opens a case of its own: of an exercise, or a real one whose time is the machine's. */
export async function openTestCase(
  node: Node,
  {
    slug,
    exercise,
    tZero,
    at,
  }: {
    readonly slug: string;
    readonly exercise: boolean;
    readonly tZero: JsonObject | null;
    readonly at: Instant;
  },
): Promise<CaseRow> {
  const read = (name: string): JsonObject =>
    readAnyObject(parseJson(readFileSync(join("scenarios/salisbury-2018", name), "utf8")), name);
  const community = { ...read("community.json"), exercise };
  return node.database.transact((tx) =>
    openCase(tx, {
      keystore: node.keystore,
      ...{ seat: readSeat("GBR/drafter"), at, community, factsJson: { ...read("case.json"), id: slug } },
      coalition: tZero === null ? null : { format: "entente-coalition/1", tZero },
    }),
  );
}

/** Does something in the case, from a seat, at an instant. */
export async function actAs<T>(
  node: Node,
  { slug, seat, at }: { readonly slug: string; readonly seat: string; readonly at: Instant },
  work: (tx: Transactor, act: Act, row: CaseRow) => Promise<T>,
): Promise<T> {
  return node.database.transact(async (tx) => {
    const row = await findCase(tx, slug);
    if (row === null) throw new Error(`no case ${slug}`);
    return work(tx, { of: row, seat: readSeat(seat), at }, row);
  });
}

/** Pledges, locks them, sets T-0, puts the texts in place and arms. */
export async function armTestCase(
  node: Node,
  {
    slug,
    at,
    instant,
    pledges = PLEDGES,
    validUntil = {},
  }: {
    readonly slug: string;
    readonly at: () => Instant;
    /** Asked when T-0 is set. */
    readonly instant: () => Instant;
    readonly pledges?: Readonly<Record<string, string>>;
    readonly validUntil?: Readonly<Record<string, Instant>>;
  },
): Promise<Instant> {
  for (const [member, text] of Object.entries(pledges))
    await actAs(node, { slug, seat: `${member}/desk`, at: at() }, (tx, act, row) =>
      placePledge(tx, act, {
        ...{ source: { text }, authority: "minister", validUntil: validUntil[member] ?? null, sealed: null },
        ...{ community: communityOf(row), kinds: arrangementsOf(row).kinds, keystore: node.keystore },
      }),
    );
  const chosen = await actAs(node, { slug, seat: LEAD, at: at() }, async (tx, act, row) => {
    const { kinds } = arrangementsOf(row);
    await lockPledges(tx, act, { community: communityOf(row), kinds, keystore: node.keystore });
    const set = instant();
    await setTZero(tx, act, { instant: set, members: [], community: communityOf(row) });
    return set;
  });
  for (const [member, text] of Object.entries(TEXTS))
    if (member in pledges)
      await actAs(node, { slug, seat: `${member}/desk`, at: at() }, (tx, act) =>
        stateReadiness(tx, act, { items: [{ item: "text-cleared", state: "done" }], text }),
      );
  await actAs(node, { slug, seat: LEAD, at: at() }, async (tx, act) =>
    armTZero(tx, act, { unreadySeen: await countUnready(tx, act.of), jobs: node.jobs }),
  );
  return chosen;
}
