// `entente tzero …` as typed, on the eve of T-0: each test goes on from the one before it, as people do.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openServingNode } from "../node.ts";
import type { Node } from "../node.ts";
import { addExerciseCommands } from "./exercise.ts";
import { addTZeroCommands } from "./tzero.ts";
import { sayLeft } from "./tzero-text.ts";
import { openTyping } from "./typed.fixture.ts";
import type { Said } from "./typed.fixture.ts";

const folder = mkdtempSync(join(tmpdir(), "entente-test-"));
const data = join(folder, "lead");

const type = openTyping(addTZeroCommands, addExerciseCommands);
const run = (...words: string[]): Promise<Said> => type(...words, "--data", data);

const tzero = (seat: string, ...words: string[]): Promise<Said> =>
  run("tzero", ...words, "--case", "salisbury-2018", "--seat", seat);
const LEAD = "GBR/release-authority";

/** Commands work beside it: none of them waits for a database to start. */
let node: Node;

beforeAll(async () => {
  const until = ["--until", "2018-03-26T11:59:00Z", "--out", join(folder, "out"), "--json"];
  const played = await run("exercise", "run", "scenarios/salisbury-2018", ...until);
  expect(played).toMatchObject({ exit: 0, json: { until: "2018-03-26T11:59:00.000Z" } });
  node = await openServingNode({ dataFolder: data, databaseUrl: null, tell: () => undefined });
}, 120_000);
afterAll(async () => {
  await node.close();
  rmSync(folder, { recursive: true, force: true });
});

test("ready and show: a member says it of itself, the lead sees how ready all are and no text", async () => {
  const text = join(folder, "france.txt");
  writeFileSync(text, "Invented for training. Enzianblau.\n");
  const said = await tzero(
    "FRA/desk",
    "ready",
    "--text",
    text,
    "--done",
    "text-cleared",
    "--not-needed",
    "legal-step",
  );
  expect(said).toMatchObject({
    exit: 0,
    lines: [
      "FRA: text-cleared done, translated open, note-verbale open, spokesperson open, legal-step not-needed; text in place.",
    ],
  });
  expect(await tzero("FRA/desk", "ready", "--done", "lunch")).toMatchObject({
    exit: 2,
    code: "REQUEST_INVALID",
  });
  expect(await tzero("ITA/desk", "ready", "--done", "translated")).toMatchObject({ code: "NOT_FOUND" });
  const lead = await tzero(LEAD, "show", "--json");
  expect(JSON.stringify(lead.json)).not.toContain("Enzianblau");
  expect(lead.json).toMatchObject({ state: "set", packages: [] });
  expect(await tzero("ITA/desk", "show")).toMatchObject({ code: "NOT_FOUND" });
});

test("arm asks for the number of open items; then nothing changes any more", async () => {
  const unseen = await tzero(LEAD, "arm");
  expect(unseen).toMatchObject({ exit: 1, code: "TRANSITION_REFUSED" });
  expect(await tzero(LEAD, "arm", "--open", "141", "--json")).toMatchObject({
    exit: 0,
    json: { packages: 30 },
  });
  expect(await tzero("FRA/desk", "ready", "--done", "translated")).toMatchObject({
    code: "TRANSITION_REFUSED",
  });
});

test("rehearse says what it is; countdown counts in UTC; hold, resume and open follow the rule", async () => {
  const rehearsed = await tzero(LEAD, "rehearse");
  expect(rehearsed.lines[0]).toBe("REHEARSAL. Nothing was opened.");
  expect((await tzero("FRA/desk", "countdown")).lines).toEqual([
    "T-0 is armed, due at 2018-03-26 13:00 UTC (Monday 2018-03-26 15:00 in Europe/Paris).",
    "01:30:00 until then.",
  ]);
  const why = ["--reason", "a test"];
  expect(await tzero("SVK/desk", "hold", ...why)).toMatchObject({ exit: 2, code: "NOT_FOUND" });
  expect(await tzero("FRA/desk", "lift", ...why)).toMatchObject({ exit: 1, code: "T_ZERO_RULE_REFUSED" });
  // Whoever plays an ally has the time the exercise has.
  expect(await tzero("FRA/desk", "hold", ...why, "--at", "2018-03-26T12:50:00Z")).toMatchObject({
    code: "REQUEST_INVALID",
  });
  expect((await tzero("GBR/desk", "hold", ...why, "--at", "2018-03-26T12:50:00Z")).lines).toEqual([
    "T-0 is due at 2018-03-26 13:50 UTC.",
  ]);
  expect(await tzero(LEAD, "open", "--at", "2018-03-26T13:00:00Z")).toMatchObject({
    code: "TRANSITION_REFUSED",
  });
  expect(await tzero(LEAD, "width")).toMatchObject({ code: "NOT_FOUND" });
  expect((await tzero("GBR/desk", "resume", ...why, "--at", "2018-03-26T12:55:00Z")).lines).toEqual([
    "T-0 is due at 2018-03-26 13:00 UTC.",
  ]);
  expect(await tzero(LEAD, "countdown", "--at", "2018-03-26T12:00:00Z")).toMatchObject({
    code: "REQUEST_INVALID",
  });
  const opened = await tzero(LEAD, "open", "--at", "2018-03-26T13:00:00.250Z", "--json");
  expect(opened.json).toMatchObject({ outcome: "opened", packages: 30, lateMs: 250 });
  expect((await tzero("EST/desk", "show")).lines.join("\n")).toContain("Enzianblau");
});

test("width and done: what came of it, with the rule", async () => {
  expect((await tzero("GBR/desk", "width", "--json")).json).toMatchObject({
    ...{ packages: 30, lateMs: 250, openedWidthMs: 0, done: null, leftOut: [] },
  });
  const done = await tzero("GBR/desk", "done", "--as-of", "2018-03-28");
  expect(done.lines).toContain("To be reminded:");
  expect(done.lines.at(-1)).toMatch(/^As of 2018-03-28\. Counted: /);
});

test("set and stand-down by whom it takes, and --until only with a node to go on with", async () => {
  expect(await tzero("GBR/desk", "set", "--instant", "2018-03-27T13:00:00Z")).toMatchObject({
    code: "NOT_FOUND",
  });
  expect(await tzero(LEAD, "set", "--instant", "tomorrow")).toMatchObject({ code: "INSTANT_INVALID" });
  expect(await tzero(LEAD, "stand-down", "--reason", "late")).toMatchObject({ code: "TRANSITION_REFUSED" });
});

test("a countdown is said in days and hours, and what is past as past", () => {
  expect([sayLeft(90_061), sayLeft(59), sayLeft(-3600)]).toEqual([
    "1 day 01:01:01 until then.",
    "00:00:59 until then.",
    "It was due 01:00:00 ago.",
  ]);
});
