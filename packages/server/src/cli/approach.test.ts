// `entente community | member | approach | position` on a real node, command by command as typed: what each answers, how it
// ends, and what it refuses. Each test goes on from the one before it, as people do.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Command } from "commander";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parseJson, readAnyObject, readInstant } from "@entente/core/encoding";
import { readSeat } from "../access/index.ts";
import { openCase } from "../cases/index.ts";
import { openServingNode } from "../node.ts";
import type { Node } from "../node.ts";
import { TEXT } from "../releases/releases.fixture.ts";
import { addApproachCommands } from "./approach.ts";
import { addCommunityCommands } from "./community.ts";
import { addPositionCommands } from "./position.ts";
import { addReleaseCommands } from "./release.ts";
import { openTyping } from "./typed.fixture.ts";
import type { Said } from "./typed.fixture.ts";

const folder = mkdtempSync(join(tmpdir(), "entente-test-"));
const data = join(folder, "lead");

/** Commands work beside it: none of them waits for a database to start. */
let node: Node;

beforeAll(async () => {
  node = await openServingNode({ dataFolder: data, databaseUrl: null, tell: () => undefined });
  const read = (name: string) =>
    readAnyObject(parseJson(readFileSync(join("scenarios/salisbury-2018", name), "utf8")), name);
  const [factsJson, community, coalition] = [
    ...[read("case.json"), read("community.json"), read("coalition.json")],
  ] as const;
  const at = readInstant("2018-03-05T09:00:00Z");
  await node.database.transact((tx) =>
    openCase(tx, {
      seat: readSeat("GBR/drafter"),
      keystore: node.keystore,
      at,
      factsJson,
      community,
      coalition,
    }),
  );
  for (const name of ["bridge", "annex"])
    writeFileSync(join(folder, `${name}.md`), TEXT.replace("Strelsau", name));
  for (const name of ["bridge", "annex"]) await release(name);
}, 180_000);
afterAll(async () => {
  await node.close();
  rmSync(folder, { recursive: true, force: true });
});

const type = openTyping(addReleaseCommands, addCommunityCommands, addApproachCommands, addPositionCommands);

/** From a seat; what is said, as one text. */
async function run(seat: string, ...words: string[]): Promise<Said & { readonly text: string }> {
  const said = await type(...words, "--case", "salisbury-2018", "--seat", seat, "--data", data);
  return { ...said, text: said.lines.join("\n") };
}

async function release(name: string): Promise<void> {
  const planned = await run(
    ...(["GBR/drafter", "release", "plan", join(folder, `${name}.md`)] as const),
    ...["--to", "EST,DEU,CYP,PUBLIC", "--json"],
  );
  const { digest } = planned.json as { digest: string };
  await run("GBR/release-authority", "release", "approve", name, "--plan", digest);
  const issued = await run("GBR/release-authority", "release", "issue", name, "--plan", digest);
  if (issued.exit !== 0) throw new Error(String(issued.code));
}

const has = (...texts: string[]): string =>
  expect.stringMatching(
    new RegExp(texts.map((text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("[\\s\\S]*")),
  ) as string;
const DONE = { exit: 0, code: null };
const LEAD = "GBR/desk";

describe("entente community and member", () => {
  it("shows groups as of a day", async () => {
    const shown = await run(LEAD, "community", "show", "--as-of", "2024-03-07");
    expect(shown).toMatchObject({ ...DONE, text: has("Groups on 2024-03-07", "NATO    32") });
    const { json } = await run(LEAD, "community", "show", "--json");
    expect(json).toMatchObject({ asOf: "2018-03-26" });
    expect(await run(LEAD, "community", "show", "--as-of", "2024-02-31")).toMatchObject({
      ...{ exit: 2, code: "INSTANT_INVALID" },
    });
  });

  it("says which legal steps can still be done, and ends with 1 when one cannot", async () => {
    const late = ["--answer", "2018-03-25T14:00:00Z", "--t-zero", "2018-03-26T13:00:00Z"];
    expect(await run(LEAD, "member", "show", "EST", ...late)).toMatchObject({
      ...{ exit: 1, code: null },
      text: has("at seats on another's node", "Europe/Tallinn", "too late", "decision of the government"),
    });
    const early = ["--answer", "2018-03-23T14:00:00Z", "--t-zero", "2018-03-26T13:00:00Z"];
    expect(await run("EST/desk", "member", "show", "EST", ...early)).toMatchObject({
      ...DONE,
      text: has("in time"),
    });
    expect(await run(LEAD, "member", "show", "XYZ")).toMatchObject({ exit: 2, code: "NOT_FOUND" });
  });

  it("tells a member nothing of what another can do", async () => {
    const { json } = await run("EST/desk", "member", "list", "--json");
    const members = json as unknown as { id: string; capacity: unknown; clearances: unknown }[];
    const told = members.filter(({ capacity, clearances }) => capacity !== null || clearances !== null);
    expect(told.map(({ id }) => id)).toEqual(["EST"]);
  });
});

describe("entente approach and position", () => {
  it("opens with the times in UTC and where the member is, and delivers", async () => {
    const ask = [
      "--documents",
      "bridge,annex",
      "--ask",
      "Act with us.",
      "--answer-by",
      "2018-03-23T17:00:00Z",
    ];
    expect(await run(LEAD, "approach", "open", "EST,CYP", ...ask)).toMatchObject({
      ...DONE,
      text: has(
        "EST, answer by 2018-03-23 17:00 UTC (Friday 2018-03-23 19:00 in Europe/Tallinn)",
        "closed then",
      ),
    });
    expect(await run("EST/desk", "approach", "show")).toMatchObject({ exit: 2, code: "NOT_FOUND" });
    expect(await run("EST/desk", "approach", "deliver", "EST")).toMatchObject({ exit: 2, code: "NOT_FOUND" });
    expect(await run(LEAD, "approach", "deliver", "EST,CYP")).toMatchObject(DONE);
  });

  it("tells silence apart, with the row, the time and the seat", async () => {
    const stands = async () => (await run(LEAD, "approach", "list")).text;
    expect(await stands()).toMatch(/EST {2}Estonia +delivered/);
    await run("EST/desk", "approach", "read", "bridge");
    expect(await stands()).toMatch(/EST {2}Estonia +opened +2018-03-05 09:00 UTC, EST\/desk/);
    await run("EST/desk", "approach", "read", "annex");
    expect(await stands()).toMatch(/EST {2}Estonia +opened the annex/);
    expect(await run("EST/desk", "approach", "list", "--json")).toMatchObject({
      json: [
        { member: "EST", standing: "opened the annex", evidence: { row: "cut_opening", seat: "EST/desk" } },
      ],
    });
  });

  it("asks for a place the copy shows as withheld, and is refused with a reason", async () => {
    expect(await run("EST/desk", "approach", "show")).toMatchObject({
      text: has("gap-1", "after judgement 3"),
    });
    const place = ["--document", "bridge", "--place"];
    expect(await run("EST/desk", "approach", "ask", "What is there?", ...place, "p3")).toMatchObject({
      ...{ exit: 2, code: "NOT_FOUND" },
    });
    expect(await run("EST/desk", "approach", "ask", "What is there?", "--place", "gap-1")).toMatchObject({
      ...{ exit: 2, code: "REQUEST_INVALID" },
    });
    expect(await run("EST/desk", "approach", "ask", "What is there?", ...place, "gap-1")).toMatchObject({
      ...DONE,
      text: has("after judgement 3", "due 2018-03-06 09:00 UTC"),
    });
    expect(await run(LEAD, "approach", "list")).toMatchObject({ text: has("asked", "1 to answer") });
    expect(await run(LEAD, "approach", "refuse", "EST", "It names a helper.")).toMatchObject(DONE);
    expect(await run(LEAD, "approach", "refuse", "EST", "Again.")).toMatchObject({
      ...{ exit: 1, code: "TRANSITION_REFUSED" },
    });
    expect(await run("EST/desk", "approach", "show", "--json")).toMatchObject({
      json: { questions: [{ state: "refused", asks: { place: "gap-1" }, answer: { by: "GBR/desk" } }] },
    });
  });

  it("answers in words", async () => {
    await run("EST/desk", "approach", "ask", "May we quote it?");
    expect(await run(LEAD, "approach", "answer", "EST", "Paragraph 1.", "--json")).toMatchObject({
      ...DONE,
      json: { member: "EST", outcome: "answered" },
    });
    expect(
      await run(LEAD, "approach", "answer", "EST", "Open.", "--unsealing", "AAAAAAAAAAAA"),
    ).toMatchObject({ exit: 1, code: "TRANSITION_REFUSED" });
  });

  it("prints points that quote the copy, and no word of what it withholds", async () => {
    const { text } = await run("EST/desk", "approach", "points");
    expect(text).toContain(
      "“The harbour service closed it.”: highly likely, which is 80 to 90 in 100 on the Probability Yardstick, held with high confidence.",
    );
    expect(text).toContain(
      "It rests on paragraph 1: “The bridge was closed at noon. A caller had warned of it.”",
    );
    expect(text).not.toContain("tunnel");
    expect((await run("EST/desk", "approach", "points", "CYP")).code).toBe("NOT_FOUND");
  });

  it("tells the company as a range, to the lead alone", async () => {
    expect(await run(LEAD, "approach", "company", "EST")).toMatchObject({
      ...DONE,
      text: "Told: EST would act with fewer than 5 others.",
    });
    expect(await run("EST/desk", "approach", "company", "EST")).toMatchObject({ exit: 2, code: "NOT_FOUND" });
    expect(await run("EST/desk", "approach", "show")).toMatchObject({ text: has("fewer than 5 others") });
  });

  it("takes positions from the member's desk, and from the lead's only what a member without seats told it", async () => {
    expect(await run("EST/desk", "position", "take", "considering", "On Friday.")).toMatchObject(DONE);
    expect(await run("EST/desk", "position", "take", "lapsed")).toMatchObject({
      exit: 2,
      code: "SHAPE_INVALID",
    });
    const told = ["--told", "note verbale 12/2018"];
    expect(await run(LEAD, "position", "take", "declined", "--for", "EST", ...told)).toMatchObject({
      ...{ exit: 2, code: "REQUEST_INVALID" },
    });
    expect(await run(LEAD, "position", "take", "declined", "--for", "CYP", ...told)).toMatchObject(DONE);
    expect(await run(LEAD, "position", "take", "declined", "--for", "CYP")).toMatchObject({ exit: 2 });
    expect(await run(LEAD, "position", "list")).toMatchObject({
      text: has("CYP  declined", "(told by note verbale 12/2018)", "EST  considering"),
    });
    expect(await run("EST/desk", "position", "list", "--json")).toMatchObject({ json: [{ member: "EST" }] });
    expect(await run("EST/desk", "position", "show", "CYP", "--json")).toMatchObject({ json: [] });
    expect(await run("EST/desk", "position", "show")).toMatchObject({ text: has("On Friday.") });
  });

  it("lapses nothing before its time", async () => {
    expect(await run(LEAD, "approach", "lapse", "--json")).toMatchObject({ ...DONE, json: { lapsed: [] } });
  });
});

describe("every command", () => {
  it("has examples in its help", () => {
    const program = new Command("entente");
    const terminal = { print: () => undefined, printJson: () => undefined, printFile: () => undefined };
    const silent = { ...terminal, progress: () => undefined, note: () => undefined };
    addCommunityCommands(program, silent);
    addApproachCommands(program, silent);
    addPositionCommands(program, silent);
    const commands = program.commands.flatMap((group) => [...group.commands]);
    expect(commands.length).toBe(17);
    for (const command of commands) {
      let help = "";
      command.configureOutput({ writeOut: (text) => void (help += text) });
      command.outputHelp();
      expect(help, command.name()).toMatch(/Examples?:\n {2}entente /);
      expect(help, command.name()).toContain("--json");
    }
  });
});
