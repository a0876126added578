import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { compileCommunity } from "@entente/core/markings";
import type { Community } from "@entente/core/markings";
import { verifyCut } from "@entente/core/releases";
import { nodePrimitives } from "@entente/verifier";
import { sql } from "kysely";
import { readUnder } from "../access/index.ts";
import { readRows } from "../storage/index.ts";
import type { Transactor } from "../storage/index.ts";
import { openReleaseDesk, TEXT } from "./releases.fixture.ts";
import type { ReleaseDesk } from "./releases.fixture.ts";
import { issueApproved, listProposals, planDocument, readCutFiles } from "./index.ts";
import { writeProposal } from "./rules.ts";
import { approved, approveAs, findRelease, issuedOf, nextName, planned, TO } from "./trials.fixture.ts";

let desk: ReleaseDesk;
beforeAll(async () => {
  desk = await openReleaseDesk();
});
afterAll(() => desk.close());

/** How many rows there are of everything a release may leave behind. */
async function countRows(): Promise<Record<string, number>> {
  return desk.database.read(async (reader) => {
    await readUnder(reader, desk.lead);
    const counts: Record<string, number> = {};
    for (const table of [
      ...["release", "release_preparation", "release_approval", "release_issue", "cut", "released_class"],
      ...["custody", "journal", "ledger_leaf", "commitment", "ledger_checkpoint"],
    ]) {
      const [row] = await readRows(reader, sql<{ n: number }>`SELECT count(*) AS n FROM ${sql.table(table)}`);
      counts[table] = row?.n ?? -1;
    }
    return counts;
  });
}

describe("a release", () => {
  test("is planned, approved by a second person and issued; each act has its journal row, what commits its leaf", async () => {
    await desk.draft("whole", TEXT);
    const before = await countRows();
    const planDigest = await desk.plan("whole", TO);
    const plan = await countRows();
    expect(difference(before, plan)).toEqual({ release: 1, release_preparation: 1, journal: 1 });
    await desk.approve("whole", planDigest);
    const approval = await countRows();
    const leaf = { ledger_leaf: 1, commitment: 1, ledger_checkpoint: 1 };
    expect(difference(plan, approval)).toEqual({ release_approval: 1, journal: 1, ...leaf });
    const name = await desk.issue("whole", planDigest);
    const issue = await countRows();
    expect(difference(approval, issue)).toEqual({
      ...{ release_issue: 1, released_class: 4, cut: 4, custody: 1, journal: 1 },
      ...{ ledger_leaf: 5, commitment: 5, ledger_checkpoint: 1 },
    });
    const files = await desk.database.read((reader) => readCutFiles(reader, desk.viewOf("EST/desk")));
    const [cut] = files.filter(({ document }) => document === "whole");
    const { document } = verifyCut({
      ...{ text: cut?.file ?? "", trust: { kind: "carried" }, primitives: nodePrimitives },
    });
    expect(document).toMatchObject({ recipient: "EST", header: { release: name } });
    expect(cut?.file).not.toContain("tunnel");
  });

  test("is planned with what the approver needs to see", async () => {
    await desk.draft("seen", TEXT);
    const { proposal } = await desk.database.transact((tx) =>
      planDocument(tx, desk.actOf("GBR/drafter"), {
        ...{
          document: "seen",
          recipients: TO,
          publicText: "Two officers of the harbour service were seen there.",
        },
        rules: { countsFor: ["DEU"], withholdGradingsFrom: [], hidePlaces: [] },
        ...{ renderings: ["json", "txt", "html"], ...desk.context },
      }),
    );
    expect(proposal.plan.classes.map(({ recipients }) => recipients)).toContainEqual(["DEU"]);
    expect(proposal.plan.classes.find(({ recipients }) => recipients.includes("DEU"))?.counts).toBe(true);
    expect(proposal.plan.sufficiency).toContainEqual(expect.objectContaining({ verdict: "withheld" }));
    expect(proposal.plan.classes.flatMap(({ withheld }) => withheld)).toContainEqual(
      expect.objectContaining({ place: "p3", reason: expect.stringContaining("WALL") as string }),
    );
    expect(proposal.publicFindings).toContainEqual(
      expect.objectContaining({ place: "p2", from: ["PUBLIC"] }),
    );
    expect(proposal.scan).toEqual({ renderings: ["json", "txt", "html"], findings: [] });
    expect(proposal.presentations).toHaveLength(TO.length);
  });

  test("may be planned and issued again of the same version, as superseding it needs", async () => {
    const first = await approved(desk);
    const one = await desk.issue(first.document, first.planDigest);
    const again = await desk.plan(first.document, ["EST"]);
    await desk.approve(first.document, again);
    expect(await desk.issue(first.document, again)).not.toBe(one);
  });

  test("is not issued twice, nor approved twice, nor without an approval", async () => {
    const of = await planned(desk);
    await expect(desk.issue(of.document, of.planDigest)).rejects.toMatchObject({
      code: "TRANSITION_REFUSED",
    });
    await desk.approve(of.document, of.planDigest);
    await expect(desk.approve(of.document, of.planDigest)).rejects.toMatchObject({
      code: "TRANSITION_REFUSED",
    });
    await desk.issue(of.document, of.planDigest);
    await expect(desk.issue(of.document, of.planDigest)).rejects.toMatchObject({
      code: "TRANSITION_REFUSED",
    });
  });

  test("that leaks is approved by whoever looked at each finding, and not otherwise", async () => {
    const of = await planned(desk);
    const { id } = await findRelease(desk, of.document);
    const leak = { class: "c1", rendering: "txt", place: "p3", encoding: "words", where: "at 1" };
    const { plan } = await desk.database.read(async (reader) => {
      const [row] = await listProposals(reader, desk.lead, of.document);
      return { plan: JSON.parse(row?.plan ?? "{}") as object };
    });
    const { text, digest } = writeProposal(
      { ...plan, scan: { renderings: ["txt"], findings: [leak] } } as never,
      nodePrimitives,
    );
    await desk.tamper("release", "UPDATE release SET plan = $1, plan_digest = $2 WHERE id = $3", [
      ...[text, digest, id],
    ]);
    const authority = desk.actOf("GBR/release-authority");
    for (const seen of [0, 2, Number.NaN])
      await expect(
        approveAs(desk, authority, { document: of.document, planDigest: digest }, seen),
      ).rejects.toMatchObject({ code: "RELEASE_LEAKS" });
    await approveAs(desk, authority, { document: of.document, planDigest: digest }, 1);
  });

  test("is not approved with findings looked at that its plan has not", async () => {
    const of = await planned(desk);
    for (const seen of [1, -1, Number.NaN])
      await expect(approveAs(desk, desk.actOf("GBR/release-authority"), of, seen)).rejects.toMatchObject({
        code: "RELEASE_LEAKS",
      });
  });
});

describe("any single change between plan and issue drops the approval", () => {
  const refused = { code: "RELEASE_CHANGED_SINCE_APPROVAL" };

  test("of one character of the text", async () => {
    const of = await approved(desk);
    const places = [...TEXT.matchAll(/[a-z]/g)]
      .map(({ index }) => index)
      .filter((at) => at > TEXT.indexOf("1. ("));
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...places), fc.constantFrom("é", "x", " "), async (at, character) => {
        const changed = `${TEXT.slice(0, at)}${character}${TEXT.slice(at + 1)}`;
        fc.pre(changed !== TEXT && at > TEXT.indexOf("4. ("));
        const name = nextName();
        await desk.draft(name, TEXT);
        const planDigest = await desk.plan(name, TO);
        await desk.approve(name, planDigest);
        await desk.draft(name, changed);
        await expect(desk.issue(name, planDigest)).rejects.toMatchObject(refused);
        expect(await issuedOf(desk, name)).toBe(false);
      }),
      { numRuns: 8 },
    );
    await desk.issue(of.document, of.planDigest);
  });

  test.each([
    ["a mark", TEXT.replace("2. (S - REL TO DEU, EST, FRA)", "2. (S - REL TO DEU, EST, FRA, ITA)")],
    ["the mark of a span", TEXT.replace("{(S - REL TO EST)", "{(S - REL TO EST, LVA)")],
    ["what a judgement rests on", TEXT.replace("supports: 1, 2", "supports: 2")],
    ["how sure it is", TEXT.replace("confidence: high", "confidence: moderate")],
  ])("of %s", async (_what, changed) => {
    const of = await approved(desk);
    await desk.draft(of.document, changed);
    await expect(desk.issue(of.document, of.planDigest)).rejects.toMatchObject({
      ...refused,
      message: expect.stringContaining("the text (planned version 1, now version 2)") as string,
    });
  });

  test.each([
    ["a clearance", (of: Community) => withMember(of, "FRA", "uk", "OFFICIAL")],
    ["a clearance of one who gets nothing of it", (of: Community) => withMember(of, "LVA", "uk", "OFFICIAL")],
    [
      "a group",
      (of: Community): Community => ({
        ...of,
        groups: of.groups.map((group) => ({ ...group, members: group.members.slice(1) })),
      }),
    ],
    [
      "a group of one who joins",
      (of: Community): Community => ({
        ...of,
        groups: of.groups.map((group) =>
          group.id === "FVEY" ? { ...group, members: [...group.members, "FRA"].sort() } : group,
        ),
      }),
    ],
  ])("of %s", async (_what, change) => {
    const of = await approved(desk);
    const community = compileCommunity(change(desk.context.community.community));
    await expect(
      desk.database.transact((tx) =>
        issueApproved(tx, desk.actOf("GBR/release-authority"), { ...of, ...desk.context, community }),
      ),
    ).rejects.toMatchObject({
      ...refused,
      message: expect.stringMatching(/clearances|who would see|members/) as string,
    });
    expect(await issuedOf(desk, of.document)).toBe(false);
  });

  test.each([
    [
      "a recipient more",
      "release",
      "UPDATE release SET recipients = recipients || '[\"ITA\"]' WHERE id = $1",
    ],
    ["a recipient less", "release", "UPDATE release SET recipients = '[\"EST\"]' WHERE id = $1"],
    [
      "a rule",
      "release",
      `UPDATE release SET rules = '{"countsFor": ["EST"], "hidePlaces": [], "withholdGradingsFrom": []}' WHERE id = $1`,
    ],
    ["the public text", "release", "UPDATE release SET public_text = 'another' WHERE id = $1"],
    ["the plan's text", "release", "UPDATE release SET plan = replace(plan, 'DEU', 'LVA') WHERE id = $1"],
    [
      "the time it was planned at",
      "release",
      "UPDATE release SET proposed_at = proposed_at - interval '1 day' WHERE id = $1",
    ],
    [
      "what is prepared",
      "release_preparation",
      `UPDATE release_preparation SET prepared = replace(prepared, '"aside":[]', '"aside":["p1"]') WHERE release_id = $1`,
    ],
    [
      "the randomness it was prepared with",
      "release_preparation",
      `UPDATE release_preparation SET prepared = regexp_replace(prepared, '"drawn":\\["..', '"drawn":["zz') WHERE release_id = $1`,
    ],
    [
      "the text of the version in place",
      "document_version",
      "UPDATE document_version SET source = replace(source, 'noon', 'dusk') WHERE id = (SELECT version_id FROM release WHERE id = $1)",
    ],
    [
      "the approved digest",
      "release_approval",
      "UPDATE release_approval SET plan_digest = 'other' WHERE release_id = $1",
    ],
    ["who proposed it", "release", "UPDATE release SET proposed_by = 'GBR/desk' WHERE id = $1"],
    [
      "who approved it",
      "release_approval",
      "UPDATE release_approval SET approved_by = 'GBR/desk' WHERE release_id = $1",
    ],
    [
      "the signed statement",
      "release_approval",
      "UPDATE release_approval SET statement = overlay(statement placing 'AA' from length(statement) - 20) WHERE release_id = $1",
    ],
  ])("of %s, even by the owner of the database", async (_what, table, statement) => {
    const of = await approved(desk);
    const { id } = await findRelease(desk, of.document);
    await desk.tamper(table, statement, [id]);
    const before = await countRows();
    await expect(desk.issue(of.document, of.planDigest)).rejects.toThrow(
      expect.objectContaining({
        code: expect.stringMatching(
          /^(RELEASE_CHANGED_SINCE_APPROVAL|TRANSITION_REFUSED|SIGNATURE_INVALID|BASE64_INVALID|42501)$/,
        ) as string,
      }),
    );
    expect(await countRows()).toEqual(before);
  });
});

describe("an issue that is cut off", () => {
  test("at any statement leaves nothing half, and can be done again", async () => {
    const of = await approved(desk);
    const before = await countRows();
    let fuse = 1;
    for (; ; fuse += 1) {
      const cut = await desk.database
        .transact((tx) =>
          issueApproved(burnDown(tx, fuse), desk.actOf("GBR/release-authority"), { ...of, ...desk.context }),
        )
        .then(
          () => false,
          (error: unknown) => {
            if (error instanceof Error && error.message === "cut off") return true;
            throw error;
          },
        );
      if (!cut) break;
      expect(await countRows()).toEqual(before);
    }
    expect(fuse).toBeGreaterThan(15);
    expect(await issuedOf(desk, of.document)).toBe(true);
  });
});

/** The transaction, of which the statement of that number is never sent. */
function burnDown(tx: Transactor, fuse: number): Transactor {
  let sent = 0;
  return tx.withPlugin({
    transformQuery: ({ node }) => {
      sent += 1;
      if (sent === fuse) throw new Error("cut off");
      return node;
    },
    transformResult: ({ result }) => Promise.resolve(result),
  });
}

function withMember(of: Community, member: string, policy: string, upTo: string): Community {
  return {
    ...of,
    members: of.members.map((one) =>
      one.id === member
        ? { ...one, clearances: { ...one.clearances, [policy]: { upTo, caveats: [] } } }
        : one,
    ),
  };
}

function difference(before: Record<string, number>, after: Record<string, number>): Record<string, number> {
  return Object.fromEntries(
    Object.entries(after)
      .map(([table, rows]) => [table, rows - (before[table] ?? 0)] as const)
      .filter(([, rows]) => rows !== 0),
  );
}
