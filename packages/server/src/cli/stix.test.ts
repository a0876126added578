// `entente stix import` as typed; `export` is tried where cuts are issued (release-steps.test.ts).
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addStixCommands } from "./stix.ts";
import { openTyping } from "./typed.fixture.ts";

const type = openTyping(addStixCommands);
const NOTE = {
  ...{ type: "note", spec_version: "2.1", id: "note--00000000-0000-4000-8000-000000000001" },
  ...{ created: "2031-03-04T00:00:00.000Z", modified: "2031-03-04T00:00:00.000Z" },
  ...{ content: "1. Words of the harbour.", object_refs: ["note--00000000-0000-4000-8000-000000000001"] },
};

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "entente-stix-"));
  writeFileSync(join(folder, "note.json"), JSON.stringify({ objects: [NOTE] }));
  writeFileSync(join(folder, "twice.json"), '{"type":"bundle","objects":[],"objects":[]}');
});
afterAll(() => rmSync(folder, { recursive: true }));

describe("entente stix import", () => {
  it("makes a document to mark, with the file byte for byte beside it", async () => {
    const out = join(folder, "drafts");
    const said = await type("stix", "import", join(folder, "note.json"), "--out", out, "--json");
    expect(said).toMatchObject({
      exit: 0,
      code: null,
      json: { form: "stix", document: { file: "note.md" } },
    });
    expect(readFileSync(join(out, "note.md"), "utf8")).toContain("Words of the harbour.");
    const [original = ""] = readdirSync(join(out, "originals"));
    expect(readFileSync(join(out, "originals", original))).toEqual(readFileSync(join(folder, "note.json")));
  }, 60_000);

  it("refuses what two programs would read in two ways, and writes nothing", async () => {
    const out = join(folder, "nothing");
    const said = await type("stix", "import", join(folder, "twice.json"), "--out", out);
    expect(said).toMatchObject({ exit: 2, code: "IMPORT_DAMAGED" });
    expect(said.message).toContain('The member "objects" stands here a second time');
    expect(() => readdirSync(out)).toThrow("ENOENT");
  }, 60_000);
});
