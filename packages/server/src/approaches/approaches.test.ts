// Approaches through the door: what a member sees and asks, what the lead answers, what the database itself refuses, and that
// nothing of one member shows in any answer to another.
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { closedArrangements, unknownCapacity } from "@entente/core/arrangements";
import type { Arrangements } from "@entente/core/arrangements";
import { readInstant } from "@entente/core/encoding";
import { openSeatView, readUnder } from "../access/index.ts";
import type { Act } from "../access/index.ts";
import { openReleaseDesk, TEXT } from "../releases/releases.fixture.ts";
import type { ReleaseDesk } from "../releases/releases.fixture.ts";
import { readRows } from "../storage/index.ts";
import type { Transactor } from "../storage/index.ts";
import { approveUnsealing, issueUnsealing, planUnsealing } from "../unsealings/index.ts";
import {
  answerQuestion,
  askQuestion,
  deliverApproaches,
  describeStanding,
  lapseApproaches,
  listApproaches,
  listCompanyTold,
  listPositions,
  listQuestions,
  openApproaches,
  openOwnCut,
  readCopies,
  readPrecedents,
  readTrails,
  takePosition,
  tellCompany,
} from "./index.ts";

const arrangements: Arrangements = {
  ...closedArrangements,
  capacities: {
    EST: { ...unknownCapacity, reach: "hosted" },
    FRA: { ...unknownCapacity, reach: "print" },
  },
  company: { show: "range", width: 5, least: 3 },
};
const TABLES = ["approach", "approach_document", "question", "question_answer", "position", "company_told"];
const answerBy = readInstant("2018-03-23T17:00:00Z");
const own = { told: null, arrangements };

let desk: ReleaseDesk;
let release = "";
beforeAll(async () => {
  desk = await openReleaseDesk();
  await desk.draft("assessment", TEXT);
  await desk.draft("annex", TEXT.replace("What happened in Strelsau", "How it was found"));
  release = await desk.release("assessment", ["DEU", "EST", "FRA", "PUBLIC"]);
  await desk.release("annex", ["DEU", "EST", "FRA"]);
  await act("GBR/desk", (tx, by) =>
    openApproaches(tx, by, {
      ...{ members: ["DEU", "EST", "FRA"], documents: ["assessment", "annex"], ask: "Act with us." },
      ...{ answerBy, community: desk.context.community },
    }),
  );
});
afterAll(() => desk.close());

const at = (by: Act, instant: string): Act => ({ ...by, at: readInstant(instant) });
const act = <T>(seat: string, work: (tx: Transactor, by: Act) => Promise<T>): Promise<T> =>
  desk.database.transact((tx) => work(tx, desk.actOf(seat)));
const looking = (by: Act) => ({ view: openSeatView(by.seat, by.of), row: desk.row, at: by.at });
const questionsOf = (seat: string) =>
  desk.database.read((reader) => listQuestions(reader, desk.viewOf(seat)));
const unseal = async (recipient: string, places: readonly string[]): Promise<string> => {
  const { digest } = await act("GBR/drafter", (tx, by) =>
    planUnsealing(tx, by, { release, recipient, places, reason: "Asked for.", ...desk.context }),
  );
  const on = { planDigest: digest, ...desk.context };
  await act("GBR/release-authority", (tx, by) => approveUnsealing(tx, by, on));
  await act("GBR/release-authority", (tx, by) => issueUnsealing(tx, by, on));
  return digest;
};
const ask = (seat: string, place: string | null, text = "Our minister must know."): Promise<{ id: string }> =>
  act(seat, (tx, by) =>
    askQuestion(tx, by, {
      ...own,
      text,
      place: place === null ? null : { document: "assessment", name: place },
    }),
  );
const code = (name: string): Error => expect.objectContaining({ code: name }) as Error;

describe("an approach", () => {
  it("is nothing to the member before it is delivered", async () => {
    expect(await desk.database.read((reader) => listApproaches(reader, desk.viewOf("EST/desk")))).toEqual([]);
    await expect(ask("EST/desk", null)).rejects.toThrow(code("NOT_FOUND"));
    await expect(act("EST/desk", (tx, by) => openOwnCut(tx, by, "assessment"))).rejects.toThrow(
      code("NOT_FOUND"),
    );
    await act("GBR/desk", (tx, by) => deliverApproaches(tx, by, ["DEU", "EST"]));
    expect(
      await desk.database.read((reader) => listApproaches(reader, desk.viewOf("EST/desk"))),
    ).toMatchObject([{ member: "EST", ask: "Act with us." }]);
  });

  it("is opened once for a member, and never delivered twice", async () => {
    const again = { documents: [], ask: "Again.", answerBy, community: desk.context.community };
    await expect(
      act("GBR/desk", (tx, by) => openApproaches(tx, by, { members: ["EST"], ...again })),
    ).rejects.toThrow(code("REQUEST_INVALID"));
    await expect(act("GBR/desk", (tx, by) => deliverApproaches(tx, by, ["EST"]))).rejects.toThrow(
      code("NOT_FOUND"),
    );
    await expect(act("GBR/desk", (tx, by) => deliverApproaches(tx, by, []))).rejects.toThrow(
      code("REQUEST_INVALID"),
    );
  });

  it("has each document once", async () => {
    const opening = act("GBR/desk", (tx, by) =>
      openApproaches(tx, by, {
        ...{ members: ["CYP"], documents: ["assessment", "assessment"], ask: "Act with us.", answerBy },
        community: desk.context.community,
      }),
    );
    await expect(opening).rejects.toThrow(code("REQUEST_INVALID"));
  });

  it("stands where its rows say, each with when and by which seat", async () => {
    const standing = async (member: string) =>
      describeStanding(
        (await desk.database.read((reader) => readTrails(reader, desk.lead))).get(member) ?? [],
      );
    expect(await standing("FRA")).toEqual({ standing: "not delivered", evidence: null });
    expect(await standing("DEU")).toMatchObject({ standing: "delivered", evidence: { seat: "GBR/desk" } });
    await act("DEU/desk", (tx, by) => openOwnCut(tx, at(by, "2018-03-06T09:00:00Z"), "assessment"));
    expect(await standing("DEU")).toMatchObject({
      standing: "opened",
      evidence: { row: "cut_opening", at: "2018-03-06T09:00:00.000Z", seat: "DEU/desk", what: "assessment" },
    });
    await act("DEU/desk", (tx, by) => openOwnCut(tx, at(by, "2018-03-07T09:00:00Z"), "annex"));
    expect(await standing("DEU")).toMatchObject({
      standing: "opened the annex",
      evidence: { seat: "DEU/desk", what: "annex" },
    });
    await act("DEU/desk", (tx, by) =>
      takePosition(tx, at(by, "2018-03-08T09:00:00Z"), {
        ...own,
        position: "considering",
        statement: "Friday.",
      }),
    );
    expect(await standing("DEU")).toMatchObject({
      standing: "considering",
      evidence: { row: "position", seat: "DEU/desk", what: "Friday." },
    });
  });
});

describe("a question", () => {
  it("asks for a place by the name the member's own copy has for it, and for no other", async () => {
    const [copy] = await act("EST/desk", (tx, by) => readCopies(tx, looking(by), "EST"));
    expect(copy).toMatchObject({ document: "assessment", annex: false });
    expect(copy?.withheld).toEqual([{ name: "gap-1", where: "after judgement 3" }]);
    for (const name of ["gap-2", "stars-1", "p3", "p4", ""])
      await expect(ask("EST/desk", name)).rejects.toThrow(code("NOT_FOUND"));
    await ask("EST/desk", "gap-1");
    expect(await questionsOf("EST/desk")).toMatchObject([
      {
        place: { name: "gap-1", where: "after judgement 3", document: "assessment" },
        due: "2018-03-06T09:00:00.000Z",
        answer: null,
      },
    ]);
  });

  it("is answered by an unsealing only where more is shown at that place", async () => {
    // Germany's copy hides a span of paragraph 1 and the paragraph of the tunnel.
    await ask("DEU/desk", "gap-1");
    const answer = (planDigest: string) =>
      act("GBR/desk", (tx, by) =>
        answerQuestion(tx, by, {
          ...{ member: "DEU", questionId: null },
          answer: { outcome: "unsealed", text: "It is open to you now.", planDigest },
        }),
      );
    const elsewhere = await unseal("DEU", ["p1/1"]);
    await expect(answer(elsewhere)).rejects.toThrow(code("TRANSITION_REFUSED"));
    for (const little of ["", elsewhere.slice(0, 1), elsewhere.slice(0, 11)])
      await expect(answer(little)).rejects.toThrow(code("SHAPE_INVALID"));
    await expect(answer(await unseal("EST", ["p3"]))).rejects.toThrow(code("NOT_FOUND"));
    await answer(await unseal("DEU", ["p3"]));
    expect(await questionsOf("DEU/desk")).toMatchObject([
      { answer: { outcome: "unsealed", by: "GBR/desk", text: "It is open to you now." } },
    ]);
    const [copy] = await act("DEU/desk", (tx, by) => readCopies(tx, looking(by), "DEU"));
    expect(copy?.withheld).toEqual([]);
  });

  it("is refused with a reason, once, and only where it asked for a place", async () => {
    const refuse = (text: string) =>
      act("GBR/desk", (tx, by) =>
        answerQuestion(tx, by, { member: "EST", questionId: null, answer: { outcome: "refused", text } }),
      );
    await expect(refuse(" ")).rejects.toThrow(code("REQUEST_INVALID"));
    await refuse("It would name a helper.");
    expect(await questionsOf("EST/desk")).toMatchObject([
      { answer: { outcome: "refused", text: "It would name a helper." } },
    ]);
    await expect(refuse("Again.")).rejects.toThrow(code("TRANSITION_REFUSED"));
    await ask("EST/desk", null, "When?");
    await expect(refuse("No.")).rejects.toThrow(code("TRANSITION_REFUSED"));
  });

  it("keeps its approach from lapsing until it is answered", async () => {
    const late = "2018-03-24T09:00:00Z";
    const lapse = () => act("GBR/desk", (tx, by) => lapseApproaches(tx, at(by, late)));
    expect(await lapse()).toEqual([]);
    await act("GBR/desk", (tx, by) =>
      answerQuestion(tx, by, {
        ...{ member: "EST", questionId: null },
        answer: { outcome: "answered", text: "On Monday." },
      }),
    );
    expect(await lapse()).toEqual(["EST"]);
    expect(await lapse()).toEqual([]);
  });
});

describe("a member without seats", () => {
  const told = { member: "FRA", how: "note verbale 12/2018" };
  beforeAll(() => act("GBR/desk", (tx, by) => deliverApproaches(tx, by, ["FRA"])));

  it("is heard by the lead's desk, which says how it was told", async () => {
    await act("GBR/desk", (tx, by) =>
      takePosition(tx, by, { told, arrangements, position: "supportive", statement: "With you." }),
    );
    const rows = await desk.database.read((reader) => listPositions(reader, desk.viewOf("FRA/desk")));
    expect(rows).toMatchObject([{ member: "FRA", by: "GBR/desk", told: "note verbale 12/2018" }]);
  });

  it.each([
    ["a member with seats of its own", { ...told, member: "EST" }, "GBR/desk", "REQUEST_INVALID"],
    ["nobody knowing that it has none", { ...told, member: "DEU" }, "GBR/desk", "REQUEST_INVALID"],
    ["nobody saying how", { ...told, how: " " }, "GBR/desk", "REQUEST_INVALID"],
    ["another member's desk", told, "EST/desk", "FORBIDDEN"],
  ])("is not spoken for by %s", async (_, by, seat, failure) => {
    const taken = act(seat, (tx, from) =>
      takePosition(tx, from, { told: by, arrangements, position: "declined", statement: "" }),
    );
    await expect(taken).rejects.toThrow(code(failure));
  });
});

describe("precedents", () => {
  const measure = { kind: "expulsion", count: 3, announced: "2008-05-01", verified: true };
  const earlier = (id: string) => ({
    ...{ id, title: "Zenda, 2008", lead: "GBR", incident: { date: "2008-04-01" } },
    measures: [
      { ...measure, actor: "EST" },
      { ...measure, actor: "DEU" },
    ],
  });
  const tell = (seat: string, member: string, builtIn = [earlier("zenda-2008")]) =>
    act(seat, (tx, by) => readPrecedents(tx, looking(by), { member, builtIn }));

  it("tell a member what it did itself, and nobody what another did", async () => {
    expect(await tell("EST/desk", "EST")).toEqual([
      { case: "zenda-2008", year: "2008", text: "In 2008 you joined with 3 expulsions (Zenda, 2008)." },
    ]);
    expect(await tell("GBR/desk", "FRA")).toEqual([]);
    await expect(tell("EST/desk", "DEU")).rejects.toThrow(code("NOT_FOUND"));
  });

  it("take nothing from the case itself, nor from cases of the node whose record is not public", async () => {
    expect(await tell("EST/desk", "EST", [earlier(desk.row.slug)])).toEqual([]);
    expect(await tell("EST/desk", "EST", [])).toEqual([]);
  });
});

describe("company", () => {
  it("is told as a range by the lead alone, and not where the rule says nothing", async () => {
    const tell = (seat: string, rule = arrangements) =>
      act(seat, (tx, by) => tellCompany(tx, by, { member: "EST", others: 11, most: 48, arrangements: rule }));
    await expect(tell("EST/desk")).rejects.toThrow(code("FORBIDDEN"));
    await expect(tell("GBR/desk", closedArrangements)).rejects.toThrow(code("TRANSITION_REFUSED"));
    expect(await tell("GBR/desk")).toEqual({ from: 10, to: 14 });
    const seen = (seat: string) => desk.database.read((reader) => listCompanyTold(reader, desk.viewOf(seat)));
    expect(await seen("EST/desk")).toMatchObject([{ from: 10, to: 14, most: 48 }]);
    expect(await seen("DEU/desk")).toEqual([]);
  });
});

describe("the database itself", () => {
  /** A statement as the application's role, under a seat's settings. */
  const run = (seat: string, statement: string): Promise<readonly unknown[]> =>
    desk.database.transact(async (tx) => {
      await readUnder(tx, desk.viewOf(seat));
      return readRows(tx, sql.raw(statement));
    });
  const idOf = async (member: string): Promise<string> => {
    const rows = await desk.database.read((reader) => listApproaches(reader, desk.lead));
    return rows.find((row) => row.member === member)?.id ?? "";
  };

  it("shows a member the rows of its own approach, and none of another's", async () => {
    for (const table of TABLES) {
      const hanging = table === "approach" ? "id" : "approach_id";
      const condition =
        table === "question_answer"
          ? `question_id IN (SELECT id FROM entente.question)`
          : `${hanging} = '${await idOf("EST")}'`;
      const seen = await run("EST/desk", `SELECT 1 FROM entente.${table}`);
      const hers = await run("EST/desk", `SELECT 1 FROM entente.${table} WHERE ${condition}`);
      expect(seen.length, table).toBeGreaterThan(0);
      expect(hers.length, table).toBe(seen.length);
      expect((await run("GBR/desk", `SELECT 1 FROM entente.${table}`)).length, table).toBeGreaterThan(
        table === "company_told" ? 0 : seen.length,
      );
    }
  });

  it("shows nobody anything without a view", async () => {
    for (const table of TABLES) {
      const rows = await desk.database.read((reader) =>
        readRows(reader, sql.raw(`SELECT 1 FROM entente.${table}`)),
      );
      expect(rows, table).toEqual([]);
    }
  });

  it.each([
    ["a position for another", "EST/desk", "FRA", "'committed', '', 'FRA/desk', now(), NULL"],
    ["a position in another's name", "EST/desk", "EST", "'committed', '', 'DEU/desk', now(), NULL"],
    ["that it lapsed itself", "EST/desk", "EST", "'lapsed', '', 'EST/desk', now(), NULL"],
    ["that it was told by itself", "EST/desk", "EST", "'committed', '', 'EST/desk', now(), 'by hand'"],
    [
      "a position of a member that told nobody",
      "GBR/desk",
      "EST",
      "'committed', '', 'GBR/desk', now(), NULL",
    ],
    ["a position in the member's own name", "GBR/desk", "EST", "'committed', '', 'EST/desk', now(), 'x'"],
  ])("lets nobody write %s", async (_, seat, member, values) => {
    const columns = "approach_id, ordinal, position, statement, taken_by, taken_at, told";
    await expect(
      run(seat, `INSERT INTO entente.position (${columns}) VALUES ('${await idOf(member)}', 99, ${values})`),
    ).rejects.toMatchObject({ code: "42501" });
  });

  it.each([
    [
      "open an approach",
      "INSERT INTO entente.approach (id, case_id, member, ask, answer_by, opened_at) SELECT gen_random_uuid(), case_id, 'LVA', '', now(), now() FROM entente.approach LIMIT 1",
    ],
    [
      "answer its own question",
      "INSERT INTO entente.question_answer SELECT gen_random_uuid(), 'answered', 'Yes.', NULL, 'EST/desk', now()",
    ],
    [
      "tell itself of company",
      "INSERT INTO entente.company_told SELECT id, 9, 1, 3, 48, 'EST/desk', now() FROM entente.approach",
    ],
    ["change what was asked of it", "UPDATE entente.approach SET ask = 'Nothing.'"],
    ["take a question back", "DELETE FROM entente.question"],
  ])("lets no member %s", async (_, statement) => {
    await expect(run("EST/desk", statement)).rejects.toMatchObject({ code: "42501" });
  });

  it("takes no delivery from a member", async () => {
    await run("FRA/desk", "UPDATE entente.approach SET delivered_by = 'FRA/desk'");
    const [row] = await run("GBR/desk", "SELECT delivered_by FROM entente.approach WHERE member = 'FRA'");
    expect(row).toEqual({ delivered_by: "GBR/desk" });
  });

  it("takes no unsealing as an answer that is not of the cut asked about", async () => {
    const { id } = await ask("FRA/desk", "gap-1");
    const [unsealing] = await run("GBR/desk", "SELECT unsealing_id FROM entente.unsealing_issue LIMIT 1");
    const { unsealing_id: other } = unsealing as { unsealing_id: string };
    await expect(
      run(
        "GBR/desk",
        `INSERT INTO entente.question_answer VALUES ('${id}', 'unsealed', 'Open.', '${other}', 'GBR/desk', now())`,
      ),
    ).rejects.toMatchObject({ code: "42501" });
  });
});

describe("two worlds", () => {
  /** Every answer of this room to Estonia, and every row the database has for it. */
  const tellEstonia = async (): Promise<string> => {
    const view = desk.viewOf("EST/desk");
    const answers = await act("EST/desk", async (tx, by) => ({
      approaches: await listApproaches(tx, view),
      trails: [...(await readTrails(tx, view))],
      questions: await listQuestions(tx, view),
      positions: await listPositions(tx, view),
      company: await listCompanyTold(tx, view),
      copies: await readCopies(tx, looking(by), "EST"),
    }));
    const rows: Record<string, unknown> = {};
    for (const table of TABLES)
      rows[table] = await desk.database.read(async (reader) => {
        await readUnder(reader, view);
        return readRows(reader, sql.raw(`SELECT * FROM entente.${table} ORDER BY 1, 2`));
      });
    return JSON.stringify({ answers, rows });
  };
  const refusals = async (): Promise<readonly string[]> => {
    const said: string[] = [];
    for (const attempt of [
      () => act("EST/desk", (tx, by) => readCopies(tx, looking(by), "LVA")),
      () => act("EST/desk", (tx, by) => readCopies(tx, looking(by), "FIN")),
      () => act("EST/desk", (tx, by) => openOwnCut(tx, by, "elsewhere")),
    ])
      said.push(await attempt().then(String, (error: unknown) => String(error)));
    return said;
  };

  it("are one to a member, whatever another was asked, asks, says, is answered and is opened", async () => {
    const before = [await tellEstonia(), await refusals()];
    await desk.draft("elsewhere", TEXT.replace("Strelsau", "Zenda"));
    await desk.release("elsewhere", ["LVA"]);
    await act("GBR/desk", (tx, by) =>
      openApproaches(tx, by, {
        ...{ members: ["LVA"], documents: ["elsewhere"], ask: "Act with us.", answerBy },
        community: desk.context.community,
      }),
    );
    await act("GBR/desk", (tx, by) => deliverApproaches(tx, by, ["LVA"]));
    await act("LVA/desk", (tx, by) => openOwnCut(tx, by, "elsewhere"));
    await act("LVA/desk", (tx, by) => askQuestion(tx, by, { ...own, text: "Who else?", place: null }));
    for (const position of ["considering", "declined"] as const)
      await act("LVA/desk", (tx, by) => takePosition(tx, by, { ...own, position, statement: "So." }));
    await act("GBR/desk", (tx, by) =>
      answerQuestion(tx, by, {
        ...{ member: "LVA", questionId: null },
        answer: { outcome: "answered", text: "That is not said." },
      }),
    );
    await act("GBR/desk", (tx, by) =>
      tellCompany(tx, by, { member: "LVA", others: 3, most: 48, arrangements }),
    );
    await unseal("FRA", ["p1/1"]);
    expect(await tellEstonia()).toBe(before[0]);
    expect(await refusals()).toEqual(before[1]);
  });

  it("differ to the lead, so that the comparison could fail", async () => {
    const members = (await desk.database.read((reader) => listApproaches(reader, desk.lead))).map(
      ({ member }) => member,
    );
    expect(members).toEqual(["DEU", "EST", "FRA", "LVA"]);
  });
});
