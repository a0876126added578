import { afterAll, beforeAll, expect, test } from "vitest";
import { verifyCut } from "@entente/core/releases";
import { nodePrimitives } from "@entente/verifier";
import { writeUnder } from "../access/index.ts";
import { readCutFiles } from "../releases/index.ts";
import { openReleaseDesk } from "../releases/releases.fixture.ts";
import type { ReleaseDesk } from "../releases/releases.fixture.ts";
import { approveUnsealing, issueUnsealing, planUnsealing } from "../unsealings/index.ts";
import { answerConsent, listConsents } from "./index.ts";
import { insertConsent } from "./store.ts";

const QUOTED = { release: "AAAAAAAAAAAAAAAAAAAAAA", portion: "kJGSk5SVlpeYmZqbnJ2enw" };
const TEXT = `---
title: (OPR) What was quoted
originator: GBR
policy: uk
exercise: true
---

1. (OPR) Our own words.

{origin: DEU, release: ${QUOTED.release}, portion: ${QUOTED.portion}}
> (O) The partner's words on the harbour.
`;

let desk: ReleaseDesk;
beforeAll(async () => {
  desk = await openReleaseDesk();
});
afterAll(() => desk.close());

const answer = (seat: string, word: "granted" | "refused", recipient = "EST"): Promise<void> =>
  desk.database.transact((tx) =>
    answerConsent(tx, desk.actOf(seat), {
      ...{ ...QUOTED, recipient, answer: word, community: desk.context.community },
    }),
  );

/** Whether the newest cut of a recipient shows our own words, and the quoted ones. */
async function readOf(recipient: string): Promise<readonly boolean[]> {
  const files = await desk.database.read((reader) => readCutFiles(reader, desk.viewOf(`${recipient}/desk`)));
  const { document } = verifyCut({
    ...{ text: files.at(-1)?.file ?? "", trust: { kind: "carried" }, primitives: nodePrimitives },
  });
  const shown = JSON.stringify(document.portions);
  return [shown.includes("Our own words"), shown.includes("harbour")];
}

test("silence and refusal withhold the quoted portion alone, a grant releases it, and a change drops the approval", async () => {
  await desk.draft("quoted", TEXT);
  const silent = await desk.plan("quoted", ["EST", "FRA"]);
  await desk.approve("quoted", silent);
  await answer("DEU/desk", "granted");
  await expect(desk.issue("quoted", silent)).rejects.toMatchObject({
    code: "RELEASE_CHANGED_SINCE_APPROVAL",
    message: expect.stringContaining("what originators consent to") as string,
  });
  const granted = await desk.plan("quoted", ["EST", "FRA"]);
  await desk.approve("quoted", granted);
  await answer("DEU/desk", "refused");
  await expect(desk.issue("quoted", granted)).rejects.toMatchObject({
    code: "RELEASE_CHANGED_SINCE_APPROVAL",
  });
  expect(await desk.database.read((reader) => listConsents(reader, desk.lead))).toEqual([
    { origin: "DEU", ...QUOTED, recipient: "EST", answer: "refused" },
  ]);
  const refused = await desk.plan("quoted", ["EST", "FRA"]);
  await desk.approve("quoted", refused);
  await desk.issue("quoted", refused);
  expect(await readOf("EST")).toEqual([true, false]);
  await answer("DEU/desk", "granted");
  await desk.release("quoted", ["EST", "FRA"]);
  expect(await readOf("EST")).toEqual([true, true]);
  expect(await readOf("FRA")).toEqual([true, false]);
});

test("what was quoted is not unsealed without the origin's say, which is asked again until it is issued", async () => {
  await desk.draft("sealed", TEXT);
  const release = await desk.release("sealed", ["LVA"]);
  const plan = (): Promise<{ readonly digest: string }> =>
    desk.database.transact((tx) =>
      planUnsealing(tx, desk.actOf("GBR/drafter"), {
        ...{ release, recipient: "LVA", places: ["q1"], reason: "They asked for it.", ...desk.context },
      }),
    );
  await expect(plan()).rejects.toMatchObject({
    code: "TRANSITION_REFUSED",
    message: expect.stringContaining("DEU, which has not granted it to LVA") as string,
  });
  await answer("DEU/desk", "granted", "LVA");
  const { digest: planDigest } = await plan();
  const act = desk.actOf("GBR/release-authority");
  const issue = (): Promise<string> =>
    desk.database.transact((tx) => issueUnsealing(tx, act, { planDigest, ...desk.context }));
  await desk.database.transact((tx) => approveUnsealing(tx, act, { planDigest, ...desk.context }));
  await answer("DEU/desk", "refused", "LVA");
  await expect(issue()).rejects.toMatchObject({ code: "TRANSITION_REFUSED" });
  await answer("DEU/desk", "granted", "LVA");
  expect(JSON.parse(await issue())).toMatchObject({ format: "entente-unsealing/1" });
});

test("only the origin answers, and each member sees its own answers", async () => {
  for (const seat of ["DEU/drafter", "DEU/publisher"])
    await expect(answer(seat, "granted")).rejects.toMatchObject({ code: "FORBIDDEN" });
  await expect(answer("DEU/desk", "granted", "ZZZ")).rejects.toMatchObject({ code: "MEMBER_UNKNOWN" });
  expect(await desk.database.read((reader) => listConsents(reader, desk.viewOf("EST/desk")))).toEqual([]);
  for (const seat of ["EST/desk", "GBR/desk"])
    await expect(
      desk.database.transact(async (tx) => {
        await writeUnder(tx, desk.viewOf(seat));
        await insertConsent(tx, desk.viewOf(seat), {
          ...{ origin: "DEU", ...QUOTED, recipient: "EST", answer: "granted" as const },
          ...{ seat: "DEU/desk", at: desk.row.clock },
        });
      }),
    ).rejects.toMatchObject({ code: "42501" });
});
