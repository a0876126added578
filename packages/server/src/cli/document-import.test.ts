// `entente document import`, through the command as typed.
import { createHash } from "node:crypto";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Command } from "commander";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { parseMarkedText, plainText } from "@entente/core/documents";
import { builtInPolicies } from "@entente/core/markings";
import { buildDocx, p } from "../imports/fixtures/build-files.ts";
import { addDocumentCommands } from "./document.ts";
import { describeFailure } from "./failure.ts";

const PNG = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);
const FIGURE =
  '<w:p><w:r><w:drawing><wp:inline><wp:docPr id="1" name="x" descr="A ship"/><a:blip r:embed="i"/></wp:inline></w:drawing></w:r></w:p>';
const DOCX = buildDocx(p("Some *** text.") + FIGURE, {
  relations:
    '<Relationship Id="i" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" Target="media/a.png"/>',
  more: [{ name: "word/media/a.png", data: PNG }],
});
const sha256 = (bytes: Uint8Array | string): string => createHash("sha256").update(bytes).digest("hex");

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "entente-import-"));
  writeFileSync(join(folder, "Ein Bericht (2).docx"), DOCX);
  writeFileSync(join(folder, "note.txt"), "1. One.\n\n2. Two.\n");
  writeFileSync(join(folder, "bytes.txt"), Uint8Array.of(0, 1, 2));
});
afterAll(() => rmSync(folder, { recursive: true }));
afterEach(() => {
  process.exitCode = undefined;
});

async function run(
  ...words: string[]
): Promise<{ exit: number; lines: string[]; json: unknown; code: string | null }> {
  const lines: string[] = [];
  let json: unknown = null;
  const program = new Command("entente").exitOverride().configureOutput({ writeErr: () => undefined });
  addDocumentCommands(program, {
    print: (line) => void lines.push(line),
    printJson: (value) => (json = value),
    printFile: (text) => void lines.push(text),
    progress: () => undefined,
    note: () => undefined,
  });
  try {
    await program.parseAsync(["document", "import", ...words], { from: "user" });
    return { exit: Number(process.exitCode), lines, json, code: null };
  } catch (error) {
    const failure = describeFailure(error);
    return { exit: failure.exit, lines, json, code: failure.code };
  }
}

describe("document import", () => {
  it("writes the document, the original, the pictures and the trail", async () => {
    const out = join(folder, "drafts");
    const file = join(folder, "Ein Bericht (2).docx");
    const { exit, json } = await run(
      file,
      "--out",
      out,
      "--originator",
      "GBR",
      "--policy",
      "uk",
      "--received-from",
      "A courier",
      "--json",
    );
    expect(exit).toBe(0);
    const original = `originals/${sha256(DOCX)}.docx`;
    expect(readFileSync(join(out, original)).equals(DOCX)).toBe(true);
    expect(readdirSync(out).sort()).toEqual([
      "Ein-Bericht-2-picture-1.png",
      "Ein-Bericht-2.custody.json",
      "Ein-Bericht-2.md",
      "originals",
    ]);
    expect(readFileSync(join(out, "Ein-Bericht-2-picture-1.png")).equals(PNG)).toBe(true);
    const text = readFileSync(join(out, "Ein-Bericht-2.md"), "utf8");
    const { document } = parseMarkedText(text, builtInPolicies);
    expect([document.originator, document.policy]).toEqual(["GBR", "uk"]);
    expect(document.portions.map(({ spans }) => plainText(spans)).join("\n")).toContain("Some *** text.");
    expect(json).toMatchObject({
      form: "docx",
      document: { file: "Ein-Bericht-2.md", sha256: sha256(text), footnotes: 0 },
      original: { file: original, size: DOCX.length, sha256: sha256(DOCX) },
      attachments: [{ name: "Ein-Bericht-2-picture-1.png", size: PNG.length, sha256: sha256(PNG) }],
    });
    const trail: unknown = JSON.parse(readFileSync(join(out, "Ein-Bericht-2.custody.json"), "utf8"));
    expect(trail).toMatchObject({
      format: "entente-custody/1",
      original: { name: "Ein Bericht (2).docx", sha256: sha256(DOCX), size: DOCX.length },
      receivedFrom: "A courier",
      receivedAt: null,
      steps: [
        { step: "imported", form: "docx", document: { file: "Ein-Bericht-2.md", sha256: sha256(text) } },
      ],
    });
  });

  it("overwrites nothing: a second import into the same folder writes nothing at all", async () => {
    const out = join(folder, "twice");
    expect((await run(join(folder, "note.txt"), "--out", out)).exit).toBe(0);
    writeFileSync(join(out, "note.md"), "worked on since");
    const again = await run(join(folder, "note.txt"), "--out", out);
    expect([again.exit, again.code]).toEqual([2, "OUT_NOT_EMPTY"]);
    expect(readFileSync(join(out, "note.md"), "utf8")).toBe("worked on since");
  });

  it("refuses what it does not read, and leaves nothing behind", async () => {
    const out = join(folder, "refused");
    const { exit, code } = await run(join(folder, "bytes.txt"), "--out", out);
    expect([exit, code]).toEqual([2, "IMPORT_FORM_UNKNOWN"]);
    expect(existsSync(out)).toBe(false);
    expect((await run(join(folder, "nowhere.docx"))).code).toBe("FILE_UNREADABLE");
    expect((await run(join(folder, "note.txt"), "--as", "pdf", "--out", out)).code).toBe(
      "IMPORT_TYPE_MISMATCH",
    );
  });

  it("says to people what was written and what to do next", async () => {
    const { lines } = await run(join(folder, "note.txt"), "--out", join(folder, "people"));
    expect(lines.join("\n")).toMatch(/document +.*note\.md[^]*2 portions[^]*mark each portion/);
  });
});
