// `entente pledge …` and `entente resolve …` on a real node, command by command as typed: what each answers, how it ends, and
// what it refuses. Each test goes on from the one before it, as people do.
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parseJson, readAnyObject, readInstant } from "@entente/core/encoding";
import { readSeat } from "../access/index.ts";
import { deliverApproaches, openApproaches } from "../approaches/index.ts";
import { communityOf, findCase, openCase } from "../cases/index.ts";
import { openServingNode } from "../node.ts";
import type { Node } from "../node.ts";
import { addPledgeCommands } from "./pledge.ts";
import { addResolveCommand } from "./resolve.ts";
import { openTyping } from "./typed.fixture.ts";
import type { Said } from "./typed.fixture.ts";

const folder = mkdtempSync(join(tmpdir(), "entente-test-"));
const data = join(folder, "lead");
const receipt = join(folder, "receipt.json");
const community = "scenarios/salisbury-2018/community.json";

/** Commands work beside it: none of them waits for a database to start. */
let node: Node;

beforeAll(async () => {
  node = await openServingNode({ dataFolder: data, databaseUrl: null, tell: () => undefined });
  const read = (name: string) =>
    readAnyObject(parseJson(readFileSync(join("scenarios/salisbury-2018", name), "utf8")), name);
  const at = readInstant("2018-03-05T09:00:00Z");
  const [factsJson, of] = [read("case.json"), read("community.json")];
  await node.database.transact((tx) =>
    openCase(tx, {
      seat: readSeat("GBR/drafter"),
      keystore: node.keystore,
      at,
      factsJson,
      community: of,
      coalition: null,
    }),
  );
  // Who was not gone to is not in the case, and pledges nothing in it.
  await node.database.transact(async (tx) => {
    const row = await findCase(tx, "salisbury-2018");
    if (row === null) throw new Error("the case is not there");
    const act = { of: row, seat: readSeat("GBR/desk"), at };
    const members = ["DEU", "EST", "FRA", "ITA"];
    const asked = { members, documents: [], ask: "Act with us.", answerBy: at, community: communityOf(row) };
    await openApproaches(tx, act, asked);
    await deliverApproaches(tx, act, members);
  });
});
afterAll(async () => {
  await node.close();
  rmSync(folder, { recursive: true, force: true });
});

const run = openTyping(addPledgeCommands, addResolveCommand);

const as = (seat: string, ...words: string[]): Promise<Said> =>
  run(...words, "--case", "salisbury-2018", "--seat", seat, "--data", data);

describe("pledge parse", () => {
  const words = "3 expulsions if at least 10 members act, DEU among them; 4 if the total reaches 100";

  test("says a pledge in its one spelling, and its levels as JSON", async () => {
    const said = await run("pledge", "parse", words, "--member", "EST", "--community", community);
    expect(said.lines).toEqual([
      "3 expulsions if at least 10 others act and DEU acts; 4 expulsions if the total of expulsions reaches 100",
    ]);
    const { json } = await run(
      "pledge",
      "parse",
      words,
      "--member",
      "EST",
      "--community",
      community,
      "--json",
    );
    expect(json).toMatchObject({ member: "EST", pledge: said.lines[0], levels: [{}, {}] });
  });

  test("says where a pledge is wrong, and why some things cannot be pledged", async () => {
    const parse = (text: string) => run("pledge", "parse", text, "--member", "EST", "--community", community);
    expect(await parse("3 expulsions if XYZ acts")).toMatchObject({ code: "PLEDGE_INVALID", exit: 2 });
    expect(await parse("3 expulsions unless DEU acts")).toMatchObject({
      code: "PLEDGE_NOT_MONOTONE",
      exit: 2,
    });
  });
});

describe("a case", () => {
  test("takes open pledges, in words and as levels", async () => {
    const placed = await as("GBR/desk", "pledge", "place", "23 expulsions always", "--authority", "cabinet");
    expect([placed.exit, placed.lines[0]]).toEqual([0, "Placed: 23 expulsions always (cabinet)"]);
    const levels = join(folder, "levels.json");
    writeFileSync(
      levels,
      JSON.stringify([
        { measures: [{ kind: "expulsion", count: 4 }], condition: { members: { atLeast: 2 } } },
      ]),
    );
    const until = ["--valid-until", "2018-04-01T00:00:00Z"];
    const german = ["pledge", "place", "--levels", levels, "--authority", "minister", ...until, "--json"];
    expect((await as("DEU/desk", ...german)).json).toMatchObject({
      ...{
        pledge: "4 expulsions if at least 2 others act",
        authority: "minister",
        sealed: false,
        receipt: null,
      },
      validUntil: "2018-04-01T00:00:00.000Z",
    });
    const { json } = await as("GBR/desk", "resolve", "--json");
    expect(json).toMatchObject({ acting: ["GBR"], alone: ["GBR"] });
  });

  test("takes a sealed pledge and writes its receipt once, for its owner alone", async () => {
    const words = ["pledge", "place", "2 expulsions if DEU acts", "--authority", "cabinet", "--sealed"];
    expect(await as("ITA/desk", ...words)).toMatchObject({ code: "REQUEST_INVALID" });
    const sealed = await as("ITA/desk", ...words, "--receipt", receipt);
    expect(sealed.lines.slice(0, 1)).toEqual(["Sealed: 2 expulsions if DEU acts (cabinet)"]);
    expect(sealed.lines.at(-1)).toContain("could technically open it before");
    expect(statSync(receipt).mode & 0o777).toBe(0o600);
    expect(await as("ITA/desk", ...words, "--receipt", receipt)).toMatchObject({ code: "FILE_UNREADABLE" });
    const shown = await as("ITA/desk", "pledge", "show");
    expect(shown.lines[0]).toMatch(/^A sealed pledge, placed at /);
    expect(await as("FRA/desk", "pledge", "show")).toMatchObject({ lines: ["Your member has no pledge."] });
  });

  test("leaves no receipt of a pledge that was refused", async () => {
    const other = join(folder, "other.json");
    const words = ["pledge", "place", "2 expulsions if XYZ acts", "--authority", "desk", "--sealed"];
    expect(await as("FRA/desk", ...words, "--receipt", other)).toMatchObject({ code: "PLEDGE_INVALID" });
    expect(statSync(other, { throwIfNoEntry: false })).toBeUndefined();
  });

  test("shows the lead nothing of it", async () => {
    const list = await as("GBR/desk", "pledge", "list");
    expect(list.lines.map((line) => line.slice(0, 3))).toEqual(["DEU", "GBR"]);
    expect((await as("GBR/desk", "resolve")).lines.join("\n")).not.toContain("ITA");
  });

  test("says of a receipt what was sealed, and of a changed one that it is none", async () => {
    const said = await as("ITA/desk", "pledge", "receipt", receipt);
    expect([said.exit, said.lines[0]]).toEqual([0, "ITA sealed: 2 expulsions if DEU acts (cabinet)"]);
    const changed = join(folder, "changed.json");
    writeFileSync(changed, readFileSync(receipt, "utf8").replace('"count": 2', '"count": 3'));
    expect(await as("ITA/desk", "pledge", "receipt", changed)).toMatchObject({
      ...{ code: "LEDGER_COMMITMENT_MISMATCH", exit: 1 },
    });
    writeFileSync(changed, readFileSync(receipt, "utf8").replace("entente-receipt/1", "entente-receipt/2"));
    expect(await as("ITA/desk", "pledge", "receipt", changed)).toMatchObject({ code: "SHAPE_INVALID" });
  });

  test("makes a receipt again from what was kept before anything was sent", async () => {
    const { format, pledge, leaf, opening } = JSON.parse(readFileSync(receipt, "utf8")) as {
      format: string;
      pledge: object;
      leaf: number;
      opening: { salt: string };
    };
    expect([format, leaf >= 0]).toEqual(["entente-receipt/1", true]);
    const kept = join(folder, "kept.json");
    const draft = { format: "entente-receipt-draft/1", pledge, salt: opening.salt };
    writeFileSync(kept, JSON.stringify(draft));
    expect(await as("ITA/desk", "pledge", "receipt", kept)).toMatchObject({ exit: 0, json: {} });
    expect(JSON.parse(readFileSync(kept, "utf8"))).toEqual(JSON.parse(readFileSync(receipt, "utf8")));
    // Of another salt, and for a member that sealed nothing, nothing is made of it.
    writeFileSync(kept, JSON.stringify({ ...draft, salt: "A".repeat(43) }));
    for (const seat of ["ITA/desk", "FRA/desk"]) {
      expect(await as(seat, "pledge", "receipt", kept)).toMatchObject({
        ...{ code: "LEDGER_COMMITMENT_MISMATCH", exit: 1 },
      });
      expect(readFileSync(kept, "utf8")).toContain("entente-receipt-draft/1");
    }
  });

  test("is locked by the release authority alone, and then takes nothing more", async () => {
    expect(await as("GBR/desk", "resolve", "--lock")).toMatchObject({ code: "NOT_FOUND" });
    const locked = await as("GBR/release-authority", "resolve", "--lock");
    expect(locked.lines.slice(0, 4).map((line) => line.slice(0, 3))).toEqual(["mem", "DEU", "GBR", "ITA"]);
    expect(locked.lines.at(-1)).toContain("3 act together. Pledges are locked since");
    for (const refused of [
      await as("ITA/desk", "pledge", "withdraw"),
      await as("GBR/release-authority", "resolve", "--lock", "--json"),
      await as("EST/desk", "pledge", "place", "1 expulsion always", "--authority", "desk"),
    ])
      expect(refused).toMatchObject({ code: "TRANSITION_REFUSED", exit: 1 });
    const list = await as("GBR/desk", "pledge", "list", "--json");
    expect(list.json["pledges"]).toMatchObject([
      { member: "DEU", authority: "minister" },
      { member: "GBR", pledge: "23 expulsions always" },
      { member: "ITA", pledge: "2 expulsions if DEU acts", authority: "cabinet" },
    ]);
  });
});
