// Commands on a node somewhere else, as persons type them: a real node, asked over HTTP with the tokens of two seats.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readSeat } from "../access/index.ts";
import { createApp } from "../http/app.ts";
import { identifySeats } from "../http/identify-seats.ts";
import { openExerciseNode } from "../node.ts";
import type { Node } from "../node.ts";
import { digestSecret, findSession, makeSecret, openSession } from "../seats/index.ts";
import { addMachine } from "../seats/machines/machines.ts";
import { LIMITS } from "../seats/seats.fixture.ts";
import { placeSeat } from "../seats/seats.ts";
import { changeSeat } from "../seats/sessions/sessions.ts";
import { addCaseCommands } from "./case.ts";
import { addCommunityCommands } from "./community.ts";
import { addReleaseCommands } from "./release.ts";
import { openTyping } from "./typed.fixture.ts";
import type { Said } from "./typed.fixture.ts";

const TEXT = `---
title: (OPR) Strelsau
originator: GBR
policy: uk
---

1. (OPR) The bridge was closed at noon.
`;

const folder = mkdtempSync(join(tmpdir(), "entente-test-"));
const at = (name: string): string => join(folder, name);
let node: Node;
let app: FastifyInstance;
let address = "";

/** Puts a person on a seat, signs in, and lets a machine in on it: gives the file with its token. */
async function giveToken(seat: string): Promise<string> {
  const { database } = node;
  const placed = await database.transact((tx) =>
    placeSeat(tx, { seat: readSeat(seat), cases: "all", by: "node" }),
  );
  const { secret } = await database.transact((tx) =>
    openSession(tx, { person: placed.id, signedInWith: "passkey", limits: LIMITS }),
  );
  const found = await database.read((reader) => findSession(reader, digestSecret(secret)));
  if (found === null) throw new Error("the session does not stand");
  await database.transact((tx) => changeSeat(tx, found.caller, seat));
  const caller = (await database.read((reader) => findSession(reader, digestSecret(secret))))?.caller;
  if (caller === undefined) throw new Error("the session does not stand");
  const token = `entente_${makeSecret()}`;
  await database.transact((tx) =>
    addMachine(tx, caller, {
      ...{ kind: "token", digest: digestSecret(token), label: "laptop", scopes: "all", days: 1 },
    }),
  );
  const file = at(`${seat.replaceAll("/", "-")}.token`);
  writeFileSync(file, `${token}\n`, { mode: 0o600 });
  return file;
}

const tokens: Record<string, string> = {};
const type = openTyping(addCaseCommands, addCommunityCommands, addReleaseCommands);
const run = (seat: string, ...words: string[]): Promise<Said> =>
  type(...words, "--node", address, "--token-file", tokens[seat] ?? "");
const onCase = (seat: string, ...words: string[]): Promise<Said> =>
  run(seat, ...words, "--case", "salisbury-2018");

const [DRAFTER, AUTHORITY, ALLY] = [
  "GBR/drafter/anna.k",
  "GBR/release-authority/rupert.h",
  "EST/desk/mart.t",
];

beforeAll(async () => {
  const opened = await openExerciseNode({ dataFolder: at("data"), databaseUrl: null, tell: () => undefined });
  node = { ...opened, kind: "real", host: "GBR" };
  app = await createApp({ ...node, site: null, identify: identifySeats(node.database, null) });
  address = await app.listen({ host: "127.0.0.1", port: 0 });
  for (const seat of [DRAFTER, AUTHORITY, ALLY]) tokens[seat] = await giveToken(seat);
  const community = await readFile("scenarios/salisbury-2018/community.json", "utf8");
  writeFileSync(at("community.json"), community.replace('"exercise": true', '"exercise": false'));
  writeFileSync(at("bridge.md"), TEXT);
}, 120_000);
afterAll(async () => {
  await app.close();
  await node.close();
  rmSync(folder, { recursive: true, force: true });
});

describe("a node somewhere else", () => {
  test("gets a case, opened by a drafter of its host", async () => {
    const words = ["case", "open", "scenarios/salisbury-2018/case.json", "--community", at("community.json")];
    expect(await run(AUTHORITY, ...words)).toMatchObject({ exit: 2, code: "NOT_FOUND" });
    expect(await run(DRAFTER, ...words, "--json")).toMatchObject({
      ...{ exit: 0, json: { case: "salisbury-2018", exercise: false } },
    });
  });

  test("plans for the drafter, and shows the plan to whoever approves it", async () => {
    const planned = await onCase(DRAFTER, "release", "plan", at("bridge.md"), "--to", "EST");
    expect(planned).toMatchObject({ exit: 0, code: null });
    expect(planned.lines.at(-1)).toContain(`--node ${address} --token-file FILE`);
    const shown = await onCase(AUTHORITY, "release", "show", "bridge", "--json");
    expect(shown.json).toMatchObject({ plans: [{ proposedBy: DRAFTER, approvedBy: null }] });
  }, 60_000);

  test("does not let a machine approve", async () => {
    const { json } = await onCase(AUTHORITY, "release", "show", "bridge", "--json");
    const [{ digest } = { digest: "" }] = json["plans"] as { digest: string }[];
    expect(await onCase(AUTHORITY, "release", "approve", "bridge", "--plan", digest)).toMatchObject({
      ...{ exit: 2, code: "STEP_UP_NEEDED" },
    });
  });

  test("shows the community to the lead, and to a member it has not reached that nothing is there", async () => {
    expect(await onCase(DRAFTER, "community", "show")).toMatchObject({ exit: 0 });
    for (const words of [
      ["community", "show"],
      ["release", "cuts"],
      ["release", "show", "bridge"],
    ])
      expect(await onCase(ALLY, ...words)).toMatchObject({ exit: 2, code: "NOT_FOUND" });
  });

  test("is told in one way only, and needs a seat where there is none", async () => {
    expect(await onCase(DRAFTER, "release", "cuts", "--data", at("data"))).toMatchObject({
      ...{ exit: 2, code: "REQUEST_INVALID" },
    });
    expect(await type("release", "cuts", "--case", "salisbury-2018")).toMatchObject({
      exit: 2,
      code: "USAGE",
    });
    const nobody = ["release", "cuts", "--case", "salisbury-2018", "--node", address];
    expect(await type(...nobody)).toMatchObject({ exit: 2, code: "SIGN_IN_NEEDED" });
  });
});
