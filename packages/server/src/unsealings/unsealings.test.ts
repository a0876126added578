import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { encodeBase64url } from "@entente/core/encoding";
import { signApproval, verifyUnsealing } from "@entente/core/releases";
import { nodePrimitives } from "@entente/verifier";
import { sql } from "kysely";
import { holdSeat, readUnder } from "../access/index.ts";
import type { Act } from "../access/index.ts";
import { readCutFiles } from "../releases/index.ts";
import { AT, openReleaseDesk, TEXT } from "../releases/releases.fixture.ts";
import type { ReleaseDesk } from "../releases/releases.fixture.ts";
import { readRows } from "../storage/index.ts";
import { approveUnsealing, issueUnsealing, listUnsealings, planUnsealing } from "./index.ts";
import { findHeldCut, insertApproval, insertIssue } from "./store.ts";

let desk: ReleaseDesk;
let release = "";
beforeAll(async () => {
  desk = await openReleaseDesk();
  await desk.draft("assessment", TEXT);
  release = await desk.release("assessment", ["DEU", "EST", "FRA", "PUBLIC"]);
});
afterAll(() => desk.close());

const plan = async (recipient: string, places: readonly string[], seat = "GBR/drafter"): Promise<string> => {
  const { digest } = await desk.database.transact((tx) =>
    planUnsealing(tx, desk.actOf(seat), {
      ...{ release, recipient, places, reason: "The caller may be named now.", ...desk.context },
    }),
  );
  return digest;
};
const approveAs = (act: Act, planDigest: string): Promise<void> =>
  desk.database.transact((tx) => approveUnsealing(tx, act, { planDigest, ...desk.context }));
const approve = (planDigest: string, seat = "GBR/release-authority"): Promise<void> =>
  approveAs(desk.actOf(seat), planDigest);
const issue = (planDigest: string): Promise<string> =>
  desk.database.transact((tx) =>
    issueUnsealing(tx, desk.actOf("GBR/release-authority"), { planDigest, ...desk.context }),
  );
const cutOf = async (recipient: string): Promise<string> => {
  const files = await desk.database.read((reader) => readCutFiles(reader, desk.lead));
  return files.find((one) => one.recipient === recipient)?.file ?? "";
};
const check = (cut: string, unsealing: string) =>
  verifyUnsealing({ cut, unsealing, trust: { kind: "carried" }, primitives: nodePrimitives });

describe("an unsealing", () => {
  test("opens to one recipient what was withheld then, of the same signature, in three acts", async () => {
    const digest = await plan("DEU", ["p1/1"]);
    const [row] = await desk.database.read((reader) => listUnsealings(reader, desk.lead));
    expect(JSON.parse(row?.plan ?? "{}")).toMatchObject({
      places: [{ place: "p1/1", marking: "UK SECRET - REL TO EST", cleared: false }],
    });
    await approve(digest);
    const file = await issue(digest);
    const cut = await cutOf("DEU");
    expect(cut).not.toBe("");
    const { before, after } = check(cut, file);
    expect(JSON.stringify(before.document)).not.toContain("A caller had warned");
    expect(JSON.stringify(after.document)).toContain("A caller had warned");
    expect(after.document.header.release).toBe(release);
    const [journal, leaves] = await desk.database.read(async (reader) => {
      await readUnder(reader, desk.lead);
      return [
        await readRows(reader, sql`SELECT action FROM journal WHERE action LIKE 'unsealing.%' ORDER BY id`),
        await readRows(reader, sql`SELECT 1 FROM commitment WHERE kind = 'unsealing'`),
      ];
    });
    expect(journal.map((one) => (one as { action: string }).action)).toEqual([
      ...["unsealing.plan", "unsealing.approve", "unsealing.issue"],
    ]);
    expect(leaves).toHaveLength(1);
  });

  test("adds to the one before", async () => {
    const digest = await plan("DEU", ["p3"]);
    const [row] = await desk.database.read((reader) => listUnsealings(reader, desk.lead));
    const held = await desk.database.read((reader) =>
      findHeldCut(reader, desk.lead, { releaseId: row?.releaseId ?? "", recipient: "DEU" }),
    );
    await approve(digest);
    const { after } = check(held?.file ?? "", await issue(digest));
    for (const words of ["A caller had warned", "the tunnel"])
      expect(JSON.stringify(after.document)).toContain(words);
  });

  test("opens to the public as well", async () => {
    const digest = await plan("PUBLIC", ["p2"]);
    await approve(digest);
    const { after } = check(await cutOf("PUBLIC"), await issue(digest));
    expect(JSON.stringify(after.document)).toContain("Two officers");
  });

  test("is not made of places there are not, for readers without a cut, or without a reason", async () => {
    await expect(plan("EST", ["p99"])).rejects.toMatchObject({ code: "TRANSITION_REFUSED" });
    await expect(plan("FRA", ["p3"])).rejects.toMatchObject({
      code: "TRANSITION_REFUSED",
      message: expect.stringContaining("shown to FRA already") as string,
    });
    await expect(plan("EST", [])).rejects.toMatchObject({ code: "REQUEST_INVALID" });
    await expect(plan("ITA", ["p3"])).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(plan("EST", ["p3"], "GBR/desk")).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(plan("EST", ["p3"], "EST/drafter")).rejects.toMatchObject({ code: "FORBIDDEN" });
  });

  test("falls when the cut it adds to changed, and is not issued twice or unapproved", async () => {
    const [first, second] = [await plan("PUBLIC", ["p1/1"]), await plan("PUBLIC", ["p3"])];
    await expect(issue(first)).rejects.toMatchObject({ code: "TRANSITION_REFUSED" });
    await approve(first);
    await approve(second);
    await issue(first);
    await expect(issue(first)).rejects.toMatchObject({ code: "TRANSITION_REFUSED" });
    await expect(issue(second)).rejects.toMatchObject({ code: "RELEASE_CHANGED_SINCE_APPROVAL" });
  });
});

describe("nobody approves their own unsealing", () => {
  test.each(["GBR/drafter", "GBR/desk", "GBR/publisher", "EST/release-authority"])("%s", async (seat) => {
    await expect(approve(await plan("EST", ["p3"]), seat)).rejects.toMatchObject({ code: "FORBIDDEN" });
  });

  test("a drafter in the authority's role, and a row stored directly", async () => {
    const digest = await plan("EST", ["p3"]);
    const forged: Act = {
      ...desk.actOf("GBR/drafter"),
      seat: { id: "GBR/drafter", member: "GBR", role: "release-authority", name: null },
    };
    await expect(approveAs(forged, digest)).rejects.toMatchObject({ code: "RELEASE_SAME_PERSON" });
    const [row] = await desk.database.read((reader) => listUnsealings(reader, desk.lead));
    if (row === undefined) throw new Error("nothing was planned");
    for (const [by, planDigest, statement, view] of [
      ["GBR/drafter", digest, "signed", "GBR/desk"],
      ["GBR/administrator", digest, "signed", "GBR/desk"],
      ["EST/release-authority", digest, "signed", "GBR/desk"],
      ["GBR/release-authority", "other", "signed", "GBR/desk"],
      ["GBR/release-authority", digest, "", "GBR/desk"],
      ["GBR/release-authority", digest, "signed", "EST/desk"],
    ] as const)
      await expect(
        desk.database.transact((tx) =>
          insertApproval(tx, desk.viewOf(view), {
            ...{ unsealingId: row.id, planDigest, by, at: AT, statement, leafIndex: 0 },
          }),
        ),
      ).rejects.toMatchObject({ code: "42501" });
    await expect(
      desk.database.transact((tx) =>
        insertIssue(tx, desk.lead, {
          ...{ unsealingId: row.id, cutId: row.cutId, file: "", cutAfter: "", sha256: "" },
          ...{ by: "GBR/release-authority", at: AT, leafIndex: 0 },
        }),
      ),
    ).rejects.toMatchObject({ code: "42501" });
  });

  test.each([
    ["another plan", { planDigest: encodeBase64url(new Uint8Array(32)) }],
    ["another release", { release: encodeBase64url(new Uint8Array(16)) }],
    ["another cut", { presentations: [{ recipient: "EST", digest: encodeBase64url(new Uint8Array(32)) }] }],
    ["another proposer", { proposedBy: "GBR/desk" }],
    ["another approver", { approvedBy: "GBR/desk" }],
  ])("a statement of %s, though the authority's key signed it, issues nothing", async (_what, change) => {
    const digest = await plan("EST", ["p3"]);
    const [row] = await desk.database.read((reader) => listUnsealings(reader, desk.lead));
    if (row === undefined) throw new Error("nothing was planned");
    const { cut } = JSON.parse(row.plan) as { cut: string };
    const statement = signApproval({
      approval: {
        ...{ release, planDigest: digest, presentations: [{ recipient: "EST", digest: cut }], at: AT },
        ...{ proposedBy: "GBR/drafter", approvedBy: "GBR/release-authority", ...change },
      },
      authority: await desk.context.keystore.openSigner("authority", "GBR"),
    });
    await desk.database.transact((tx) =>
      insertApproval(tx, desk.lead, {
        ...{ unsealingId: row.id, planDigest: digest, by: "GBR/release-authority", at: AT, statement },
        leafIndex: 0,
      }),
    );
    await expect(issue(digest)).rejects.toMatchObject({ code: "RELEASE_CHANGED_SINCE_APPROVAL" });
  });

  test("two seats of one person", async () => {
    const digest = await plan("EST", ["p3"]);
    for (const seat of ["GBR/drafter", "GBR/release-authority"])
      await desk.database.transact((tx) =>
        holdSeat(tx, desk.actOf("GBR/drafter"), { seat, person: "flavia" }),
      );
    await expect(approve(digest)).rejects.toMatchObject({ code: "RELEASE_SAME_PERSON" });
  });
});
