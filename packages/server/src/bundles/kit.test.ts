// A kit is made, answered as its page answers, and counts once its words were heard.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Encrypter } from "age-encryption";
import { readInstant } from "@entente/core/encoding";
import { checkKitPage, spellReply, writeLetters, writeReply } from "@entente/core/kits";
import type { OpenedKit, Saying } from "@entente/core/kits";
import type { Letter } from "@entente/core/letters";
import { nodePrimitives as primitives } from "@entente/verifier";
import { openSeatView, readSeat } from "../access/index.ts";
import { answerQuestion, listPositions, listQuestions } from "../approaches/index.ts";
import { receiveBundle } from "../peers/index.ts";
import { bringCase, NOW, openLeadNode, openTestNode, pairBoth, SLUG } from "../peers/peers.fixture.ts";
import type { TestNode } from "../peers/peers.fixture.ts";
import type { ReleaseDesk } from "../releases/releases.fixture.ts";
import { importBundle, makeKit } from "./index.ts";

let lead: TestNode & { readonly desk: ReleaseDesk };

beforeAll(async () => {
  lead = await openLeadNode();
  await bringCase(lead, ["EST", "DEU"]);
}, 120_000);
afterAll(() => lead.close());

async function codeOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
    return "done";
  } catch (error) {
    return (error as { code?: string }).code ?? String(error);
  }
}

const make = (member: string, renewed = false) =>
  makeKit(lead.services, { member, caseName: SLUG, renewed, by: "node", at: NOW });
const NOTHING: Saying = { position: null, questions: [], pledge: null, opened: [] };

interface Reply {
  readonly sealed: Uint8Array;
  readonly words: string;
  readonly letters: readonly Letter[];
}

async function answer(
  opened: OpenedKit,
  saying: Partial<Saying>,
  before: readonly Letter[] = [],
): Promise<Reply> {
  const at = readInstant("2018-03-07T10:00:00Z");
  const letters = writeLetters(opened, { before, saying: { ...NOTHING, ...saying }, at }, primitives);
  const reply = writeReply(opened, letters, primitives);
  const age = new Encrypter();
  age.addRecipient(opened.lead.card.recipient);
  return { letters, words: spellReply(reply, primitives), sealed: await age.encrypt(reply) };
}

const take = ({ sealed }: Reply, heard: string | null) =>
  importBundle(lead.services, sealed, { heard, by: "node", at: NOW });
const positions = (member: string) =>
  lead.desk.database.read((reader) =>
    listPositions(reader, openSeatView(readSeat(`${member}/desk`), lead.desk.row)),
  );
const questions = () =>
  lead.desk.database.read((reader) =>
    listQuestions(reader, openSeatView(readSeat("GBR/desk"), lead.desk.row)),
  );

describe("a kit", () => {
  it("is refused where there is nothing to bring, or another way", async () => {
    expect(await codeOf(make("LVA"))).toBe("NOT_FOUND");
    const missing = { member: "EST", caseName: "no-such-case", renewed: false, by: "node", at: NOW };
    expect(await codeOf(makeKit(lead.services, missing))).toBe("NOT_FOUND");
  });

  it("is whole to its last byte", async () => {
    const { html } = await make("EST");
    const opened = checkKitPage(html, primitives);
    expect(opened).toMatchObject({ approach: { ask: "Act with us." }, written: { number: 0, digest: null } });
    expect(opened.cuts).toHaveLength(1);
    const other = checkKitPage((await make("DEU")).html, primitives);
    expect(other.own.party.node).not.toBe(opened.own.party.node);
    // What is shown, what is carried, the script and the signatures.
    for (const [from, to] of [
      ["Act with us.</q>", "Do nothing.</q>"],
      ['\\"member\\":\\"EST\\"', '\\"member\\":\\"LVA\\"'],
      ["</body>", "<p>And more.</p></body>"],
    ] as const) {
      expect(html).toContain(from);
      expect(() => checkKitPage(html.replace(from, to), primitives)).toThrow();
    }
    const swapped = html.slice(0, html.lastIndexOf("<!--")) + (await make("DEU")).html.slice(-(4600 - 60));
    expect(() => checkKitPage(swapped, primitives)).toThrow();
    expect(() => checkKitPage("", primitives)).toThrow(expect.objectContaining({ code: "KIT_INVALID" }));
  });

  it("counts nothing before its words were heard, whichever way a reply comes", async () => {
    const opened = checkKitPage((await make("EST")).html, primitives);
    const reply = await answer(opened, {
      opened: ["assessment"],
      questions: ["Who warned?"],
      position: { position: "supportive", statement: "We are with you." },
      pledge: { text: "1 expulsion if at least 2 others act", authority: "minister" },
    });
    expect(await codeOf(take(reply, null))).toBe("KIT_UNHEARD");
    const from = opened.own.party.node;
    expect(await codeOf(receiveBundle(lead.services, reply.sealed, { from, at: NOW }))).toBe("KIT_UNHEARD");
    const other = await answer(opened, { position: { position: "declined", statement: "" } });
    expect(await codeOf(take(reply, other.words))).toBe("KIT_WORDS_WRONG");
    expect(await codeOf(take(reply, ""))).toBe("KIT_WORDS_WRONG");
    expect(await positions("EST")).toEqual([]);
    expect(await take(reply, ` ${reply.words.toUpperCase()} `)).toMatchObject({ member: "EST", fresh: 5 });
    expect(await positions("EST")).toMatchObject([{ position: "supportive", by: "EST/desk/kit" }]);
    expect((await questions()).map(({ text }) => text)).toEqual(["Who warned?"]);
    // Again, and nothing is double; another of the same kit that says otherwise is not taken.
    expect(await take(reply, null)).toMatchObject({ fresh: 0, known: 5 });
    expect(await codeOf(take(other, other.words))).toBe("LETTER_FORKED");
    expect(await positions("EST")).toHaveLength(1);
  });

  it("goes on in the next one, with what was answered meanwhile", async () => {
    const [question] = await questions();
    await lead.desk.database.transact((tx) =>
      answerQuestion(tx, lead.desk.actOf("GBR/desk"), {
        ...{
          member: "EST",
          questionId: question?.id ?? null,
          answer: { outcome: "answered", text: "A caller." },
        },
      }),
    );
    const { html, taken } = await make("EST");
    expect(taken).toBe(5);
    expect(html).toContain("A caller.");
    const opened = checkKitPage(html, primitives);
    expect(opened.written.number).toBe(5);
    const first = await answer(opened, { questions: ["And when?"] });
    const second = await answer(
      opened,
      { position: { position: "committed", statement: "" } },
      first.letters,
    );
    // The later file holds all, so the earlier one may come after it or never.
    expect(await take(second, second.words)).toMatchObject({ fresh: 2 });
    expect(await take(first, first.words)).toMatchObject({ fresh: 0, known: 1 });
    expect((await positions("EST")).map(({ position }) => position).sort()).toEqual([
      "committed",
      "supportive",
    ]);
  });

  it("ends when another is begun, and when its member has a node", async () => {
    const old = checkKitPage((await make("EST")).html, primitives);
    const next = checkKitPage((await make("EST", true)).html, primitives);
    expect(next.own.party.node).not.toBe(old.own.party.node);
    const late = await answer(old, { questions: ["Too late?"] });
    expect(await codeOf(take(late, late.words))).toBe("PEER_UNPAIRED");
    const node = await openTestNode("EST");
    try {
      await pairBoth(lead, node);
      const reply = await answer(next, { questions: ["Still?"] });
      expect(await codeOf(take(reply, reply.words))).toBe("PEER_UNPAIRED");
      expect(await codeOf(make("EST"))).toBe("TRANSITION_REFUSED");
    } finally {
      await node.close();
    }
  });

  it("speaks in its own case, and as no other member", async () => {
    const opened = checkKitPage((await make("DEU")).html, primitives);
    const foreign = await answer(
      { ...opened, kit: { ...opened.kit, case: "another-case" } },
      { questions: ["?"] },
    );
    expect(await codeOf(take(foreign, foreign.words))).toBe("FORBIDDEN");
    expect(() =>
      writeLetters(
        opened,
        {
          before: [],
          saying: { ...NOTHING, pledge: { text: "3 expulsions unless FRA acts", authority: "desk" } },
          at: NOW,
        },
        primitives,
      ),
    ).toThrow(
      expect.objectContaining({
        code: "PLEDGE_NOT_MONOTONE",
        position: expect.objectContaining({ line: 1 }) as unknown,
      }),
    );
  });
});
