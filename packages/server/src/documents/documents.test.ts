import { hash } from "node:crypto";
import { statSync } from "node:fs";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parseMarkedText } from "@entente/core/documents";
import { decodeUtf8, parseJson, readAnyObject, readInstant, utf8 } from "@entente/core/encoding";
import { openSeatView, readSeat } from "../access/index.ts";
import type { Act } from "../access/index.ts";
import { communityOf, openCase } from "../cases/index.ts";
import type { CaseRow } from "../cases/index.ts";
import { openExerciseNode } from "../node.ts";
import type { Node } from "../node.ts";
import { listCustody, listOriginals, readOriginal } from "../custody/index.ts";
import { noRules } from "@entente/core/planning";
import { approveRelease, issueApproved, listCuts, planDocument } from "../releases/index.ts";
import type { Reader } from "../storage/index.ts";
import { exportOriginal } from "./documents.ts";
import { draftDocument, findDocument } from "./index.ts";
import { listPortions, listVersions } from "./store.ts";
import { compareVersions } from "./versions.ts";

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
  row = await node.database.transact((tx) =>
    openCase(tx, { seat, keystore: node.keystore, at, factsJson, community, coalition: null }),
  );
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
      files: node.files,
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
        files: node.files,
      }),
    );
    await expect(made).rejects.toMatchObject({ code: "FORBIDDEN" });
  });
});

describe("a new version", () => {
  const view = () => openSeatView(act.seat, row);
  const read = <T>(work: (reader: Reader) => Promise<T>): Promise<T> => node.database.read(work);

  test("leaves the earlier one as it was, and keeps both originals and the trail of both", async () => {
    const first = await draft("revised", "1. (O) As it was.");
    const second = await draft("revised", "1. (O) As it is now.");
    expect([first.version, second.version, second.id]).toEqual([1, 2, first.id]);
    const versions = await read((reader) => listVersions(reader, view(), "revised"));
    expect(versions.map(({ version, sourceDigest }) => [version, sourceDigest])).toEqual([
      [2, second.sourceDigest],
      [1, first.sourceDigest],
    ]);
    for (const version of versions) {
      const original = await read((reader) =>
        readOriginal(reader, view(), { id: version.originalId, files: node.files }),
      );
      expect(decodeUtf8(original?.bytes ?? new Uint8Array())).toBe(version.source);
    }
    const custody = await read((reader) => listCustody(reader, view(), first.id));
    expect(custody.map(({ act: done, version }) => [done, version])).toEqual([
      ["received", null],
      ["versioned", 1],
      ["received", null],
      ["versioned", 2],
    ]);
  });

  test("keeps the ids of what it keeps, in rows and in text, and names what changed", async () => {
    await draft("carried", "1. (O) First.\n\n2. (O) Second.\n\n3. (O) Third.");
    const next = await draft("carried", "1. (O) New here.\n\n2. (O) Second.\n\n3. (S) Third.");
    const { policies } = communityOf(row).community;
    const places = await read((reader) => listPortions(reader, view(), next.versionId));
    const again = parseMarkedText(next.source, policies).document;
    expect(places.map(({ place }) => place)).toEqual(again.portions.map(({ id }) => id));
    expect(places.find(({ content }) => JSON.stringify(content).includes("Third"))).toMatchObject({
      place: "p3",
      marking: "UK SECRET",
    });
    const diff = await read((reader) =>
      compareVersions(reader, view(), { name: "carried", from: 1, to: 2, policies }),
    );
    expect(diff?.portions).toContainEqual(
      expect.objectContaining({ id: "p3", change: "changed", aspects: ["marking"], marking: "stricter" }),
    );
    expect(diff?.portions.map(({ id }) => id)).not.toContain("p2");
    const other = openSeatView(readSeat("EST/desk"), row);
    expect(
      await read((reader) => compareVersions(reader, other, { name: "carried", from: 1, to: 2, policies })),
    ).toBeNull();
  });

  test("never gets an id back that an earlier version lost", async () => {
    await draft("three", "(O) Alpha alone.\n\n(O) Beta alone.");
    await draft("three", "(O) Alpha alone.");
    const third = await draft("three", "(O) Alpha alone.\n\n(O) Gamma at last.");
    expect(third.source).toContain("{id: p3}\n(O) Gamma at last.");
  });

  test("that says the same is refused", async () => {
    await draft("same", "1. (O) The same.");
    await expect(draft("same", "1. (O) The same.")).rejects.toMatchObject({ code: "TRANSITION_REFUSED" });
  });

  test("drops what was proposed of the one before: approval is asked for again", async () => {
    const keystore = node.keystore;
    const community = communityOf(row);
    const authority = { ...act, seat: readSeat("GBR/release-authority") };
    const context = { community, keystore, ledger: node.ledger, document: "dropped" };
    const plan = async () => {
      const { digest } = await node.database.transact((tx) =>
        planDocument(tx, act, {
          ...{ ...context, recipients: "everyone" as const, rules: noRules },
          ...{ publicText: null, renderings: ["json"] },
        }),
      );
      return digest;
    };
    const approve = (planDigest: string) =>
      node.database.transact((tx) =>
        approveRelease(tx, authority, { ...context, planDigest, findingsSeen: 0 }),
      );
    await draft("dropped", "1. (O) Proposed.");
    const first = await plan();
    await draft("dropped", "1. (O) Proposed, and changed.");
    await expect(approve(first)).rejects.toMatchObject({ code: "RELEASE_CHANGED_SINCE_APPROVAL" });
    const second = await plan();
    await approve(second);
    const issued = await node.database.transact((tx) =>
      issueApproved(tx, authority, { ...context, planDigest: second }),
    );
    expect(issued.cuts).toBeGreaterThan(0);
    const cuts = await read((reader) => listCuts(reader, view()));
    expect(cuts.length).toBeGreaterThan(0);
  });
});

describe("what a draft was made from", () => {
  test("is kept byte for byte with its digest, and the trail says that it was imported", async () => {
    const bytes = new Uint8Array([0, 255, 10, 13, 0]);
    const original = { name: "report.docx", mediaType: "application/octet-stream", bytes };
    const source = "---\ntitle: (O) A title\noriginator: GBR\npolicy: uk\n---\n\n1. (O) Read from a file.\n";
    const drafted = await node.database.transact((tx) =>
      draftDocument(tx, act, {
        ...{ name: "imported", source, original, attachments: [] },
        community: communityOf(row),
        files: node.files,
      }),
    );
    await node.database.read(async (reader) => {
      const view = openSeatView(act.seat, row);
      expect(await readOriginal(reader, view, { id: drafted.originalId, files: node.files })).toMatchObject({
        ...{ name: "report.docx", bytes, receivedBy: "GBR/drafter" },
        sha256: hash("sha256", bytes, "hex"),
      });
      expect((await listCustody(reader, view, drafted.id)).map(({ act: done }) => done)).toEqual([
        "received",
        "imported",
        "versioned",
      ]);
      const other = openSeatView(readSeat("EST/desk"), row);
      expect(await readOriginal(reader, other, { id: drafted.originalId, files: node.files })).toBeNull();
      expect(await listCustody(reader, other, drafted.id)).toEqual([]);
      expect(await findDocument(reader, other, "imported")).toBeNull();
    });
  });
});

describe("the file a version was made from", () => {
  const name = "changed-on-disk";
  const hand = (by: string) =>
    node.database.transact((tx) =>
      exportOriginal(tx, openSeatView(act.seat, row), {
        name,
        version: 1,
        by,
        at: act.at,
        files: node.files,
      }),
    );
  const handed = async (documentId: string) =>
    (
      await node.database.read((reader) => listCustody(reader, openSeatView(act.seat, row), documentId))
    ).filter(({ act: done }) => done === "exported").length;

  test("is not handed out when a bit of it was changed where it is kept, and the trail does not say that it was", async () => {
    const { id } = await draft(name, "1. (O) A word that nobody else says.");
    expect((await hand("GBR/desk"))?.name).toBe(`${name}.md`);
    expect(await handed(id)).toBe(1);
    const home = join(folder, "files", row.id);
    const newest = (await readdir(home))
      .map((file) => join(home, file))
      .sort((one, other) => statSync(other).mtimeMs - statSync(one).mtimeMs)[0];
    const sealed = await readFile(newest ?? "");
    expect(sealed.includes("A word that nobody else says")).toBe(false);
    for (const at of [0, sealed.length >> 1, sealed.length - 1]) {
      const changed = Buffer.from(sealed);
      changed[at] = (changed[at] ?? 0) ^ 1;
      await writeFile(newest ?? "", changed);
      await expect(hand("GBR/desk")).rejects.toMatchObject({
        code: "FILE_TAMPERED",
        message: expect.stringContaining(`${row.id}/${basename(newest ?? "")}`) as string,
      });
    }
    expect(await handed(id)).toBe(1);
    await writeFile(newest ?? "", sealed);
    expect((await hand("GBR/desk"))?.name).toBe(`${name}.md`);
  });
});

describe("pictures", () => {
  const body = "{figure: 1}\n(O) The caption.\n![(O) A map](map.png)\n![(S) A better map](map-full.png)";
  const picture = (name: string) => ({ name, mediaType: "image/png", bytes: utf8(`bytes of ${name}`) });
  const draftWith = (name: string, text: string, files: readonly string[]) =>
    node.database.transact((tx) =>
      draftDocument(tx, act, {
        ...{ name, source: `---\ntitle: (O) A title\noriginator: GBR\npolicy: uk\n---\n\n${text}\n` },
        ...{
          original: null,
          attachments: files.map(picture),
          community: communityOf(row),
          files: node.files,
        },
      }),
    );

  test("come with the text that names them, are kept once, and others are left alone", async () => {
    const files = ["map.png", "map-full.png", "other.png"];
    const first = await draftWith("figure", body, files);
    await draftWith("figure", `${body}\n\n1. (O) And a word.`, files);
    const originals = await node.database.read((reader) =>
      listOriginals(reader, openSeatView(act.seat, row), first.id),
    );
    expect(originals.map(({ name }) => name).sort()).toEqual([
      ...["figure.md", "figure.md", "map-full.png", "map.png"],
    ]);
    expect(originals.find(({ name }) => name === "map.png")?.sha256).toBe(
      hash("sha256", "bytes of map.png", "hex"),
    );
  });

  test("that are missing stop the draft", async () => {
    await expect(draftWith("incomplete", body, ["map.png"])).rejects.toMatchObject({
      code: "DOCUMENT_INVALID",
      message: expect.stringContaining("map-full.png") as string,
    });
  });
});
