import { readFile } from "node:fs/promises";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parseJson, readAnyObject, readInstant } from "@entente/core/encoding";
import { openSeatView, readSeat } from "../access/index.ts";
import type { Act } from "../access/index.ts";
import { communityOf, openCase } from "../cases/index.ts";
import type { CaseRow } from "../cases/index.ts";
import { openExerciseNode } from "../node.ts";
import type { Node } from "../node.ts";
import { draftDocument, findDocument } from "./index.ts";

let folder = "";
let node: Node;
let row: CaseRow;
let act: Act;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "entente-test-"));
  node = await openExerciseNode({ dataFolder: folder, databaseUrl: null, tell: () => undefined });
  const read = async (name: string) =>
    readAnyObject(parseJson(await readFile(join("scenarios/salisbury-2018", name), "utf8")), name);
  const [factsJson, community] = [await read("case.json"), await read("community.json")];
  const [seat, at] = [readSeat("GBR/drafter"), readInstant("2018-03-05T09:00:00Z")];
  row = await node.database.transact((tx) => openCase(tx, { seat, at, factsJson, community }));
  act = { of: row, seat, at };
});

afterAll(async () => {
  await node.close();
  await rm(folder, { recursive: true, force: true });
});

function draft(name: string, body: string) {
  const source = `---\ntitle: (O) A title\noriginator: GBR\npolicy: uk\nexercise: true\n---\n\n${body}\n`;
  return node.database.transact((tx) =>
    draftDocument(tx, act, {
      ...{ name, source, original: null, attachments: [] },
      community: communityOf(row),
    }),
  );
}

describe("a draft", () => {
  test("bears the banner of everything in it, stricter spans and footnotes included", async () => {
    const { banner } = await draft(
      "spans",
      "1. (O) Open, {(S - REL TO FVEY): closed} and noted.[^1]\n\n[^1]: (TS - UK EYES ONLY) A note.",
    );
    expect(banner).toBe("UK TOP SECRET - UK EYES ONLY");
    expect((await draft("span", "1. (O) Open and {(S - WALL): closed}.")).banner).toBe("UK SECRET - WALL");
  });

  test("that is not marked throughout is not stored, and the place is named", async () => {
    await expect(draft("unmarked", "1. No mark here.")).rejects.toMatchObject({
      code: "DOCUMENT_INVALID",
      position: { line: 8 },
    });
    const stored = await node.database.read((reader) =>
      findDocument(reader, openSeatView(act.seat, row), "unmarked"),
    );
    expect(stored).toBeNull();
  });

  test("is the lead's drafter's to make", async () => {
    const other = { ...act, seat: readSeat("EST/drafter") };
    const made = node.database.transact((tx) =>
      draftDocument(tx, other, {
        ...{ name: "x", source: "", original: null, attachments: [] },
        community: communityOf(row),
      }),
    );
    await expect(made).rejects.toMatchObject({ code: "FORBIDDEN" });
  });
});
