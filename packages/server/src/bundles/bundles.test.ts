// Two nodes that know each other by files alone: bundles in any order, some lost and some given twice.
import { mkdtemp, rm, symlink, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openSeatView, readSeat } from "../access/index.ts";
import { answerQuestion, listPositions, listQuestions } from "../approaches/index.ts";
import { sayToLead, showForeignCase } from "../peers/foreign.ts";
import { bringCase, NOW, openLeadNode, openTestNode, pairBoth, SLUG } from "../peers/peers.fixture.ts";
import type { TestNode } from "../peers/peers.fixture.ts";
import type { ReleaseDesk } from "../releases/releases.fixture.ts";
import { exportBundle, importBundle, listBundleFiles, readBundleFile, writeBundleFile } from "./index.ts";

let lead: TestNode & { readonly desk: ReleaseDesk };
let ally: TestNode;
let stick: string;

beforeAll(async () => {
  [lead, ally] = await Promise.all([openLeadNode(), openTestNode("EST")]);
  stick = await mkdtemp(join(tmpdir(), "entente-stick-"));
  await bringCase(lead, ["EST", "DEU"]);
  await pairBoth(lead, ally);
}, 120_000);
afterAll(async () => {
  await lead.close();
  await ally.close();
  await rm(stick, { recursive: true, force: true });
});

async function codeOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
    return "done";
  } catch (error) {
    return (error as { code?: string }).code ?? String(error);
  }
}

const take = (node: TestNode, bytes: Uint8Array, heard: string | null = null) =>
  importBundle(node.services, bytes, { heard, by: "node", at: NOW });
const ask = (text: string): Promise<number> =>
  ally.services.database.transact((tx) =>
    sayToLead(
      tx,
      { own: ally.own, at: NOW, member: "GBR", name: SLUG },
      { kind: "question", content: { text, place: null } },
    ),
  );
const viewOfLead = () => openSeatView(readSeat("GBR/desk"), lead.desk.row);
const questions = () => lead.desk.database.read((reader) => listQuestions(reader, viewOfLead()));

/** Numbers that are the same every time: which file is lost, given twice, or given later. */
function drawFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

describe("two nodes and a stick", () => {
  it("bring a case there and say that it was delivered", async () => {
    // The ally writes first: that shows the lead that a person there has confirmed it.
    await take(lead, (await exportBundle(ally.services, "GBR")).bytes);
    const brought = await exportBundle(lead.services, "EST");
    expect(brought).toMatchObject({ member: "EST", waiting: 0 });
    expect(brought.letters).toBeGreaterThan(0);
    await take(ally, brought.bytes);
    const shown = await ally.services.database.read((reader) =>
      showForeignCase(reader, { member: "GBR", name: SLUG }),
    );
    expect(shown).toMatchObject({ ask: "Act with us." });
    expect(await take(lead, (await exportBundle(ally.services, "GBR")).bytes)).toMatchObject({
      member: "EST",
    });
  });

  it.each([1])(
    "converge after ten days of lost and doubled files, nothing double: schedule %i",
    async (seed) => {
      const draw = drawFrom(seed);
      const before = (await questions()).length;
      const underway: { readonly to: TestNode; readonly bytes: Uint8Array }[] = [];
      const asked: string[] = [];
      for (let day = 1; day <= 10; day += 1) {
        asked.push(`Schedule ${seed}, day ${day}?`);
        await ask(asked.at(-1) ?? "");
        const open = (await questions()).filter(({ answer }) => answer === null);
        const [first] = open;
        if (first !== undefined && draw(2) === 0)
          await lead.desk.database.transact((tx) =>
            answerQuestion(tx, lead.desk.actOf("GBR/desk"), {
              ...{
                member: "EST",
                questionId: first.id,
                answer: { outcome: "answered", text: `Of ${first.text}` },
              },
            }),
          );
        underway.push(
          { to: lead, bytes: (await exportBundle(ally.services, "GBR")).bytes },
          { to: ally, bytes: (await exportBundle(lead.services, "EST")).bytes },
        );
        // A third of the files is lost for good; of the rest any may come now, and again later.
        if (draw(3) === 0) underway.splice(draw(underway.length), 1);
        const any = underway[draw(underway.length)];
        if (any !== undefined && draw(2) === 0) await take(any.to, any.bytes);
      }
      for (const late of [...underway].reverse()) await take(late.to, late.bytes);
      for (let trip = 0; trip < 3; trip += 1) {
        await take(lead, (await exportBundle(ally.services, "GBR")).bytes);
        await take(ally, (await exportBundle(lead.services, "EST")).bytes);
      }
      const all = await questions();
      expect(all).toHaveLength(before + 10);
      const mine = all.map(({ text }) => text).filter((text) => text.startsWith(`Schedule ${seed},`));
      expect(mine.sort()).toEqual([...asked].sort());
      const { letters } = await ally.services.database.read((reader) =>
        showForeignCase(reader, { member: "GBR", name: SLUG }),
      );
      for (const { text, answer } of all)
        if (answer !== null)
          expect(letters.filter(({ kind, said }) => kind === "answer" && said === `Of ${text}`)).toHaveLength(
            1,
          );
      // What is over is not sent again.
      expect(await exportBundle(lead.services, "EST")).toMatchObject({ letters: 0, waiting: 0 });
      expect(await exportBundle(ally.services, "GBR")).toMatchObject({ letters: 0, waiting: 0 });
    },
    60_000,
  );

  it("changes no position by a file that is given again after a later one", async () => {
    const say = (position: string) =>
      ally.services.database.transact((tx) =>
        sayToLead(
          tx,
          { own: ally.own, at: NOW, member: "GBR", name: SLUG },
          { kind: "position", content: { position, statement: "" } },
        ),
      );
    await say("considering");
    const early = (await exportBundle(ally.services, "GBR")).bytes;
    await say("supportive");
    const late = (await exportBundle(ally.services, "GBR")).bytes;
    for (const bytes of [late, early, late]) await take(lead, bytes);
    const view = openSeatView(readSeat("EST/desk"), lead.desk.row);
    const positions = await lead.desk.database.read((reader) => listPositions(reader, view));
    expect(positions.map(({ position }) => position)).toEqual(["considering", "supportive"]);
  });
});

describe("what is no bundle for this node", () => {
  it("is refused with a code, and changes nothing", async () => {
    const bytes = (await exportBundle(ally.services, "GBR")).bytes;
    expect(await codeOf(take(ally, bytes))).toBe("BUNDLE_SEALED_OTHERWISE");
    for (const at of [0, 30, 700, Math.floor(bytes.length / 2), bytes.length - 1]) {
      const changed = Uint8Array.from(bytes);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(await codeOf(take(lead, changed))).toBe("BUNDLE_SEALED_OTHERWISE");
    }
    for (const cut of [0, 1, 200, bytes.length - 1])
      expect(await codeOf(take(lead, bytes.subarray(0, cut)))).toBe("BUNDLE_SEALED_OTHERWISE");
    expect(await codeOf(take(lead, bytes, "one two three four five six"))).toBe("REQUEST_INVALID");
    expect(await codeOf(exportBundle(lead.services, "DEU"))).toBe("NOT_FOUND");
  });
});

describe("files of a stick", () => {
  it("are written once, and read where they are files", async () => {
    const path = join(stick, "one.bundle");
    await writeBundleFile(path, Uint8Array.of(1, 2, 3));
    expect(await codeOf(writeBundleFile(path, Uint8Array.of(4)))).toBe("FILE_UNREADABLE");
    expect(await readBundleFile(path)).toEqual(Uint8Array.of(1, 2, 3));
    await writeFile(join(stick, "note.txt"), "no bundle");
    await symlink("/etc/passwd", join(stick, "link.bundle"));
    expect(await listBundleFiles(stick)).toEqual([path]);
    expect(await listBundleFiles(path)).toEqual([path]);
    expect(await codeOf(readBundleFile(join(stick, "link.bundle")))).toBe("FILE_UNREADABLE");
    expect(await codeOf(readBundleFile(stick))).toBe("FILE_UNREADABLE");
    expect(await codeOf(listBundleFiles(join(stick, "missing")))).toBe("FILE_UNREADABLE");
  });

  it("longer than any bundle are not read at all", async () => {
    const path = join(stick, "bomb.bundle");
    await writeFile(path, "");
    // A hole in the file: it takes no room here, and would take all memory there.
    await truncate(path, 2 ** 40);
    expect(await codeOf(readBundleFile(path))).toBe("REQUEST_TOO_LARGE");
  });
});
