import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Storage } from "../../packages/server/src/storage/index.ts";
import { compare, proof, storeCommunities, withStorage } from "./row-security.proof.ts";
import type { StoredCommunity } from "./row-security.proof.ts";

test(`${proof.claim} (${proof.smallCases} communities)`, { timeout: 120_000 }, async () => {
  const seed = Date.now() % 2 ** 31;
  const result = await proof.run({ cases: proof.smallCases, seed, report: () => undefined });
  process.stdout.write(
    `row-security: ${result.cases} communities, ${result.failures} failures, seed ${seed}\n`,
  );
  expect(result.counterExample, `seed ${seed}`).toBeNull();
  expect(result).toMatchObject({ cases: proof.smallCases, failures: 0 });
});

// A proof that cannot fail proves nothing: each condition of the database's decision is spoilt in turn, and the same
// communities have to show it.
describe("a fault planted in the database's decision is found:", () => {
  let storage: Storage;
  let communities: readonly StoredCommunity[] = [];
  let finish: () => void = () => undefined;
  let finished: Promise<void> = Promise.resolve();

  beforeAll(async () => {
    await new Promise<void>((ready, failed) => {
      finished = withStorage(async (opened) => {
        storage = opened;
        communities = await storeCommunities(storage.database, { seed: 7, from: 0, to: 25 });
        const over = new Promise<void>((end) => (finish = end));
        ready();
        await over;
      });
      finished.catch(failed);
    });
  });
  afterAll(async () => {
    finish();
    await finished;
  });

  /** How many disagreements there are while the owner's statements hold; `undo` takes them back. */
  async function countUnder(statements: string, undo: string): Promise<number> {
    const owner = await storage.connectOwner();
    try {
      await owner.query(statements);
      const { disagreements } = await compare(storage.database, communities);
      await owner.query(undo);
      return disagreements.length;
    } finally {
      await owner.end();
    }
  }

  async function readDefinition(name: string): Promise<string> {
    const owner = await storage.connectOwner();
    try {
      const { rows } = await owner.query<{ text: string }>(
        "SELECT pg_get_functiondef(oid) AS text FROM pg_proc WHERE proname = $1 AND pronamespace = 'entente'::regnamespace",
        [name],
      );
      return rows[0]?.text ?? "";
    } finally {
      await owner.end();
    }
  }

  test("none is there before", async () => {
    expect((await compare(storage.database, communities)).disagreements).toEqual([]);
  });

  test.each([
    ["any level is high enough", "c.rank >= a.rank", "true"],
    ["a level must be exceeded", "c.rank >= a.rank", "c.rank > a.rank"],
    ["a clearance counts for every policy", "WHERE c.policy = a.policy AND c.rank", "WHERE c.rank"],
    ["equivalence without the level that must be held", "AND h.rank >= needs.rank", ""],
    ["no equivalence", "JOIN held h ON h.policy = e.held_policy", "JOIN held h ON false"],
    ["equivalence from any policy", "h.policy = e.held_policy AND h.rank", "h.rank"],
    ["an implied list is forgotten", "OR l.unlisted IS NULL", "OR true"],
    ["a restrictive caveat may be missing", "h.kind = 'restrictive'", "true OR h.kind = 'restrictive'"],
    ["caveats of the wrong kind count", "AND h.kind = 'restrictive'", ""],
    [
      "a caveat of another policy counts",
      "WHERE h.policy = a.policy AND h.caveat = u.caveat",
      "WHERE h.caveat = u.caveat",
    ],
    ["one of the restrictive caveats is enough", "unnest(a.caveats)", "unnest(a.caveats[1:1])"],
    [
      "permissive lists are forgotten",
      "FROM jsonb_array_elements(a.one_of)",
      "FROM jsonb_array_elements('[]')",
    ],
    ["an unknown permissive caveat is passed over", "k.caveat = u.caveat AND k.kind = 'permissive'", "true"],
    [
      "one permissive list is enough",
      "jsonb_array_elements(a.one_of)",
      "jsonb_array_elements(jsonb_path_query_array(a.one_of, '$[0]'))",
    ],
    [
      "releasable-to lists are forgotten",
      "FROM jsonb_array_elements(a.lists)",
      "FROM jsonb_array_elements('[]')",
    ],
    [
      "one releasable-to list is enough",
      "jsonb_array_elements(a.lists)",
      "jsonb_array_elements(jsonb_path_query_array(a.lists, '$[0]'))",
    ],
    ["an unknown code is passed over", "WHERE k.code = u.code", "WHERE true"],
    ["groups do not hold their members", "g.member = r.member", "false"],
    ["a group holds everyone", "AND g.member = r.member", ""],
    [
      "members do not stand for themselves",
      "SELECT r.member AS code FROM reader r",
      "SELECT r.member AS code FROM reader r WHERE false",
    ],
    ["one term is enough", "bool_and(j.satisfied)", "bool_or(j.satisfied)"],
    ["a missing term is passed over", "count(*) = m.terms AND", ""],
    ["another case's community decides", "l.case_id = m.case_id AND l.policy", "l.policy"],
  ])("%s", async (_fault, from, to) => {
    const text = await readDefinition("readable_markings");
    expect(text).toContain(from);
    expect(await countUnder(text.replace(from, to), text)).toBeGreaterThan(0);
  });

  test("any member asks as the lead", async () => {
    const text = await readDefinition("lead_case");
    const spoilt = text.replace("c.lead = entente.asking_member()", "true");
    expect(spoilt).not.toBe(text);
    expect(await countUnder(spoilt, text)).toBeGreaterThan(0);
  });

  const given = "(version_id, place) IN (SELECT r.version_id, r.place FROM entente.released_places() r)";
  const readable =
    "marking_id IN (SELECT entente.readable_markings((SELECT entente.own_case()), (SELECT entente.asking_member())))";
  const restore = `ALTER POLICY own_portions ON entente.portion USING (case_id = (SELECT entente.own_case()) AND ${readable} AND ${given})`;

  test.each([
    ["what is readable is shown before it is released", readable],
    ["what is released is shown whatever its marking", given],
  ])("%s", async (_fault, condition) => {
    const spoilt = `ALTER POLICY own_portions ON entente.portion USING (case_id = (SELECT entente.own_case()) AND ${condition})`;
    expect(await countUnder(spoilt, restore)).toBeGreaterThan(0);
  });
});
