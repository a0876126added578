import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { holdSeat, readSeat } from "../access/index.ts";
import type { Act, Seat } from "../access/index.ts";
import { draftDocument } from "../documents/index.ts";
import { AT, openReleaseDesk, TEXT } from "./releases.fixture.ts";
import type { ReleaseDesk } from "./releases.fixture.ts";
import { listProposals } from "./index.ts";
import { insertApproval, insertCuts, insertIssue } from "./store.ts";
import {
  approved,
  approveAs,
  findRelease,
  issuedOf,
  newestLeaf,
  nextName,
  planned,
  TO,
} from "./trials.fixture.ts";

let desk: ReleaseDesk;
beforeAll(async () => {
  desk = await openReleaseDesk();
  // Rows that are stored directly name a leaf of the ledger, which has one from here on.
  await approved(desk);
});
afterAll(() => desk.close());

describe("nobody approves their own", () => {
  const seat = (id: string, role: Seat["role"]): Act => ({
    ...desk.actOf("GBR/drafter"),
    seat: { id, member: "GBR", role, name: null },
  });

  test.each(["GBR/drafter", "GBR/desk", "GBR/publisher", "EST/release-authority", "EST/drafter"])(
    "%s has not the role",
    async (id) => {
      await expect(approveAs(desk, desk.actOf(id), await planned(desk))).rejects.toMatchObject({
        code: "FORBIDDEN",
      });
    },
  );

  test("an administrator's seat is not one that approves, and none can be made up", async () => {
    for (const id of ["GBR/admin", "GBR/root", "GBR/drafter/release-authority/x", "GBR/drafter/"])
      expect(() => readSeat(id)).toThrow(expect.objectContaining({ code: "REQUEST_INVALID" }));
    await expect(
      approveAs(desk, seat("GBR/administrator", "release-authority"), await planned(desk)),
    ).rejects.toMatchObject({
      code: "42501",
    });
  });

  test("a drafter who is also the authority", async () => {
    await expect(
      approveAs(desk, seat("GBR/drafter", "release-authority"), await planned(desk)),
    ).rejects.toMatchObject({
      code: "RELEASE_SAME_PERSON",
    });
  });

  test("an authority who wrote the text that another proposed", async () => {
    const name = nextName();
    const draft = {
      name,
      source: TEXT,
      original: null,
      attachments: [],
      community: desk.context.community,
      files: desk.files,
    };
    await desk.database.transact((tx) => draftDocument(tx, seat("GBR/release-authority", "drafter"), draft));
    const planDigest = await desk.plan(name, TO);
    await expect(desk.approve(name, planDigest)).rejects.toMatchObject({ code: "RELEASE_SAME_PERSON" });
    const { id } = await findRelease(desk, name);
    await expect(storeApproval({ id, planDigest })).rejects.toMatchObject({ code: "42501" });
  });

  test("a person on a seat of each role, whatever was said of offices; and another person can", async () => {
    const name = nextName();
    const draft = {
      name,
      source: TEXT,
      original: null,
      attachments: [],
      community: desk.context.community,
      files: desk.files,
    };
    await desk.database.transact((tx) => draftDocument(tx, desk.actOf("GBR/drafter/anna.k"), draft));
    const planDigest = await desk.plan(name, TO);
    const of = { document: name, planDigest };
    const both = desk.actOf("GBR/release-authority/anna.k");
    await expect(approveAs(desk, both, of)).rejects.toMatchObject({ code: "RELEASE_SAME_PERSON" });
    const { id } = await findRelease(desk, name);
    await expect(storeApproval({ id, planDigest }, { by: both.seat.id })).rejects.toMatchObject({
      code: "42501",
    });
    // Nobody says that a seat with a name is somebody else's.
    await expect(
      desk.database.transact((tx) =>
        holdSeat(tx, desk.actOf("GBR/drafter"), { seat: both.seat.id, person: "another" }),
      ),
    ).rejects.toMatchObject({ code: "REQUEST_INVALID" });
    await approveAs(desk, desk.actOf("GBR/release-authority/ben.l"), of);
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
      const of = await planned(desk);
      const row = await findRelease(desk, of.document);
      await expect(storeApproval(row, changed, view)).rejects.toMatchObject({ code: "42501" });
      await expect(desk.issue(of.document, of.planDigest)).rejects.toMatchObject({
        code: "TRANSITION_REFUSED",
      });
    },
  );

  test("a row stored directly with a statement nobody signed is not issued", async () => {
    const of = await planned(desk);
    await storeApproval(await findRelease(desk, of.document));
    await expect(desk.issue(of.document, of.planDigest)).rejects.toThrow();
    expect(await issuedOf(desk, of.document)).toBe(false);
  });

  test("an issue stored directly without an approval, and cuts outside an issue, are refused", async () => {
    const open = await planned(desk);
    const row = await findRelease(desk, open.document);
    await expect(
      desk.database.transact(async (tx) =>
        insertIssue(tx, desk.lead, {
          ...{ releaseId: row.id, name: "name", issued: "{}", by: "GBR/release-authority", at: AT },
          leafIndex: await newestLeaf(tx),
        }),
      ),
    ).rejects.toMatchObject({ code: "42501" });
    const done = await approved(desk);
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

  // The last one: from here on proposer and authority are one person.
  test("two seats of one person, also when they become one's after the approval", async () => {
    await desk.draft("before", TEXT);
    const before = await desk.plan("before", TO);
    await desk.approve("before", before);
    await desk.draft("after", TEXT);
    const after = await desk.plan("after", TO);
    for (const id of ["GBR/drafter", "GBR/release-authority"])
      await desk.database.transact((tx) =>
        holdSeat(tx, desk.actOf("GBR/drafter"), { seat: id, person: "flavia" }),
      );
    await expect(desk.approve("after", after)).rejects.toMatchObject({
      code: "RELEASE_SAME_PERSON",
      message: expect.stringContaining("one person") as string,
    });
    await expect(desk.issue("before", before)).rejects.toMatchObject({ code: "RELEASE_SAME_PERSON" });
    const [row] = await desk.database.read((reader) => listProposals(reader, desk.lead, "after"));
    await expect(
      desk.database.transact(async (tx) => {
        const leafIndex = await newestLeaf(tx);
        await insertApproval(tx, desk.lead, {
          ...{ releaseId: row?.id ?? "", planDigest: after, by: "GBR/release-authority", at: AT },
          ...{ statement: "signed", leafIndex },
        });
      }),
    ).rejects.toMatchObject({ code: "42501" });
    await expect(
      desk.database.transact((tx) =>
        holdSeat(tx, desk.actOf("GBR/drafter"), { seat: "GBR/drafter", person: "michael" }),
      ),
    ).rejects.toMatchObject({ code: "TRANSITION_REFUSED" });
  });
});
