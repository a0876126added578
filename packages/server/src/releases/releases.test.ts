import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { compileCommunity } from "@entente/core/markings";
import type { Community } from "@entente/core/markings";
import { verifyCut } from "@entente/core/releases";
import { nodePrimitives } from "@entente/verifier";
import { sql } from "kysely";
import { holdSeat, readSeat, readUnder } from "../access/index.ts";
import type { Act, Seat } from "../access/index.ts";
import { draftDocument } from "../documents/index.ts";
import { readRows } from "../storage/index.ts";
import type { Transactor } from "../storage/index.ts";
import { AT, openReleaseDesk, TEXT } from "./releases.fixture.ts";
import type { ReleaseDesk } from "./releases.fixture.ts";
import { approveRelease, issueApproved, listProposals, planDocument, readCutFiles } from "./index.ts";
import { writeProposal } from "./rules.ts";
import { insertApproval, insertCuts, insertIssue } from "./store.ts";

let desk: ReleaseDesk;
beforeAll(async () => {
  desk = await openReleaseDesk();
});
afterAll(() => desk.close());

const TO = ["DEU", "EST", "FRA", "PUBLIC"];
let count = 0;

/** A document of its own for each case, planned. */
async function planned(text = TEXT): Promise<{ readonly document: string; readonly planDigest: string }> {
  const document = `document-${(count += 1)}`;
  await desk.draft(document, text);
  return { document, planDigest: await desk.plan(document, TO) };
}

async function approved(): Promise<{ readonly document: string; readonly planDigest: string }> {
  const of = await planned();
  await desk.approve(of.document, of.planDigest);
  return of;
}

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

async function findRelease(document: string): Promise<{ readonly id: string; readonly planDigest: string }> {
  const [row] = await desk.database.read((reader) => listProposals(reader, desk.lead, document));
  if (row === undefined) throw new Error("nothing was planned");
  return row;
}

const approveAs = (act: Act, of: { document: string; planDigest: string }, findingsSeen = 0): Promise<void> =>
  desk.database.transact((tx) => approveRelease(tx, act, { ...of, findingsSeen, ...desk.context }));

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
    const first = await approved();
    const one = await desk.issue(first.document, first.planDigest);
    const again = await desk.plan(first.document, ["EST"]);
    await desk.approve(first.document, again);
    expect(await desk.issue(first.document, again)).not.toBe(one);
  });

  test("is not issued twice, nor approved twice, nor without an approval", async () => {
    const of = await planned();
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
    const of = await planned();
    const { id } = await findRelease(of.document);
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
        approveAs(authority, { document: of.document, planDigest: digest }, seen),
      ).rejects.toMatchObject({ code: "RELEASE_LEAKS" });
    await approveAs(authority, { document: of.document, planDigest: digest }, 1);
  });

  test("is not approved with findings looked at that its plan has not", async () => {
    const of = await planned();
    for (const seen of [1, -1, Number.NaN])
      await expect(approveAs(desk.actOf("GBR/release-authority"), of, seen)).rejects.toMatchObject({
        code: "RELEASE_LEAKS",
      });
  });
});

describe("nobody approves their own", () => {
  const seat = (id: string, role: Seat["role"]): Act => ({
    ...desk.actOf("GBR/drafter"),
    seat: { id, member: "GBR", role },
  });

  test.each(["GBR/drafter", "GBR/desk", "GBR/publisher", "EST/release-authority", "EST/drafter"])(
    "%s has not the role",
    async (id) => {
      await expect(approveAs(desk.actOf(id), await planned())).rejects.toMatchObject({ code: "FORBIDDEN" });
    },
  );

  test("there is no seat of an administrator, and none that could be made up", async () => {
    for (const id of ["GBR/administrator", "GBR/admin", "GBR/root", "GBR/drafter/release-authority"])
      expect(() => readSeat(id)).toThrow(expect.objectContaining({ code: "REQUEST_INVALID" }));
    await expect(
      approveAs(seat("GBR/administrator", "release-authority"), await planned()),
    ).rejects.toMatchObject({
      code: "42501",
    });
  });

  test("a drafter who is also the authority", async () => {
    await expect(approveAs(seat("GBR/drafter", "release-authority"), await planned())).rejects.toMatchObject({
      code: "RELEASE_SAME_PERSON",
    });
  });

  test("an authority who wrote the text that another proposed", async () => {
    const name = `document-${(count += 1)}`;
    const draft = { name, source: TEXT, original: null, attachments: [], community: desk.context.community };
    await desk.database.transact((tx) => draftDocument(tx, seat("GBR/release-authority", "drafter"), draft));
    const planDigest = await desk.plan(name, TO);
    await expect(desk.approve(name, planDigest)).rejects.toMatchObject({ code: "RELEASE_SAME_PERSON" });
    const { id } = await findRelease(name);
    await expect(storeApproval({ id, planDigest })).rejects.toMatchObject({ code: "42501" });
  });

  test("two seats of one person, also when they become one's after the approval", async () => {
    const other = await openReleaseDesk();
    try {
      await other.draft("before", TEXT);
      const before = await other.plan("before", TO);
      await other.approve("before", before);
      await other.draft("after", TEXT);
      const after = await other.plan("after", TO);
      for (const id of ["GBR/drafter", "GBR/release-authority"])
        await other.database.transact((tx) =>
          holdSeat(tx, other.actOf("GBR/drafter"), { seat: id, person: "flavia" }),
        );
      await expect(other.approve("after", after)).rejects.toMatchObject({
        code: "RELEASE_SAME_PERSON",
        message: expect.stringContaining("one person") as string,
      });
      await expect(other.issue("before", before)).rejects.toMatchObject({ code: "RELEASE_SAME_PERSON" });
      const [row] = await other.database.read((reader) => listProposals(reader, other.lead, "after"));
      await expect(
        other.database.transact(async (tx) => {
          const leafIndex = await newestLeaf(tx);
          await insertApproval(tx, other.lead, {
            ...{ releaseId: row?.id ?? "", planDigest: after, by: "GBR/release-authority", at: AT },
            ...{ statement: "signed", leafIndex },
          });
        }),
      ).rejects.toMatchObject({ code: "42501" });
      await expect(
        other.database.transact((tx) =>
          holdSeat(tx, other.actOf("GBR/drafter"), { seat: "GBR/drafter", person: "michael" }),
        ),
      ).rejects.toMatchObject({ code: "TRANSITION_REFUSED" });
    } finally {
      await other.close();
    }
  });

  const storeApproval = (
    row: { readonly id: string; readonly planDigest: string },
    changed: Partial<{ by: string; planDigest: string; statement: string }> = {},
    seatOfView = "GBR/desk",
  ): Promise<void> =>
    desk.database.transact(async (tx) => {
      const leafIndex = await newestLeaf(tx);
      await insertApproval(tx, desk.viewOf(seatOfView), {
        ...{ releaseId: row.id, planDigest: row.planDigest, by: "GBR/release-authority", at: AT },
        ...{ statement: "signed", leafIndex, ...changed },
      });
    });

  test.each([
    ["as the one who proposed", { by: "GBR/drafter" }, "GBR/desk"],
    ["as another seat of the lead", { by: "GBR/desk" }, "GBR/desk"],
    ["as an administrator", { by: "GBR/administrator" }, "GBR/desk"],
    ["as an ally's authority", { by: "EST/release-authority" }, "GBR/desk"],
    ["as nobody", { by: "" }, "GBR/desk"],
    ["of another plan", { planDigest: "other" }, "GBR/desk"],
    ["without a statement", { statement: "" }, "GBR/desk"],
    ["under an ally's view", {}, "EST/desk"],
  ])(
    "a row stored directly by the application is refused by the database: %s",
    async (_how, changed, view) => {
      const of = await planned();
      const row = await findRelease(of.document);
      await expect(storeApproval(row, changed, view)).rejects.toMatchObject({ code: "42501" });
      await expect(desk.issue(of.document, of.planDigest)).rejects.toMatchObject({
        code: "TRANSITION_REFUSED",
      });
    },
  );

  test("a row stored directly with a statement nobody signed is not issued", async () => {
    const of = await planned();
    await storeApproval(await findRelease(of.document));
    await expect(desk.issue(of.document, of.planDigest)).rejects.toThrow();
    expect(await issuedOf(of.document)).toBe(false);
  });

  test("an issue stored directly without an approval, and cuts outside an issue, are refused", async () => {
    const open = await planned();
    const row = await findRelease(open.document);
    await expect(
      desk.database.transact(async (tx) =>
        insertIssue(tx, desk.lead, {
          ...{ releaseId: row.id, name: "name", issued: "{}", by: "GBR/release-authority", at: AT },
          leafIndex: await newestLeaf(tx),
        }),
      ),
    ).rejects.toMatchObject({ code: "42501" });
    const done = await approved();
    await desk.issue(done.document, done.planDigest);
    const [release] = await desk.database.read((reader) => listProposals(reader, desk.lead, done.document));
    if (release === undefined) throw new Error("nothing was planned");
    await expect(
      desk.database.transact(async (tx) =>
        insertCuts(tx, desk.lead, {
          ...{ releaseId: release.id, classes: [] },
          cuts: [
            {
              ...{ id: randomUUID(), documentId: release.documentId, versionId: release.versionId },
              ...{ releaseId: release.id, recipient: "ITA", class: "c1", title: null, banner: "" },
              ...{ released: 1, file: "", sha256: "", leafIndex: await newestLeaf(tx) },
            },
          ],
        }),
      ),
    ).rejects.toMatchObject({ code: expect.stringMatching(/^(42501|23505)$/) as string });
    await expect(
      desk.database.transact((tx) =>
        insertCuts(tx, desk.lead, {
          ...{ releaseId: release.id, cuts: [] },
          classes: [{ id: "c9", released: ["p3"] }],
        }),
      ),
    ).rejects.toMatchObject({ code: "42501" });
  });
});

describe("any single change between plan and issue drops the approval", () => {
  const refused = { code: "RELEASE_CHANGED_SINCE_APPROVAL" };

  test("of one character of the text", async () => {
    const of = await approved();
    const places = [...TEXT.matchAll(/[a-z]/g)]
      .map(({ index }) => index)
      .filter((at) => at > TEXT.indexOf("1. ("));
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...places), fc.constantFrom("é", "x", " "), async (at, character) => {
        const changed = `${TEXT.slice(0, at)}${character}${TEXT.slice(at + 1)}`;
        fc.pre(changed !== TEXT && at > TEXT.indexOf("4. ("));
        const name = `document-${(count += 1)}`;
        await desk.draft(name, TEXT);
        const planDigest = await desk.plan(name, TO);
        await desk.approve(name, planDigest);
        await desk.draft(name, changed);
        await expect(desk.issue(name, planDigest)).rejects.toMatchObject(refused);
        expect(await issuedOf(name)).toBe(false);
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
    const of = await approved();
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
    const of = await approved();
    const community = compileCommunity(change(desk.context.community.community));
    await expect(
      desk.database.transact((tx) =>
        issueApproved(tx, desk.actOf("GBR/release-authority"), { ...of, ...desk.context, community }),
      ),
    ).rejects.toMatchObject({
      ...refused,
      message: expect.stringMatching(/clearances|who would see|members/) as string,
    });
    expect(await issuedOf(of.document)).toBe(false);
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
    const of = await approved();
    const { id } = await findRelease(of.document);
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
    const of = await approved();
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
    expect(await issuedOf(of.document)).toBe(true);
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

async function issuedOf(document: string): Promise<boolean> {
  const rows = await desk.database.read((reader) => listProposals(reader, desk.lead, document));
  return rows.some(({ issued }) => issued !== null);
}

async function newestLeaf(tx: Transactor): Promise<number> {
  const [row] = await readRows(tx, sql<{ n: number }>`SELECT coalesce(max(index), 0) AS n FROM ledger_leaf`);
  return row?.n ?? 0;
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
