// `entente document export`, through the command as typed.
import { createHash } from "node:crypto";
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Command, CommanderError } from "commander";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { makeChunk, makePng } from "../renderings/renderings.fixture.ts";
import { addDocumentCommands } from "./document.ts";
import { describeFailure } from "./failure.ts";

const MARKED = `---
title: (O) A title
originator: GBR
policy: uk
date: 2031-03-01
---

1. (O) Mild *** text.[^1] {(S - REL TO FVEY): strict ***} end.

[^1]: (OS) A note.
`;

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "entente-export-"));
  await mkdir(join(folder, "out"));
  await writeFile(join(folder, "note.md"), MARKED);
  await writeFile(join(folder, "unmarked.md"), MARKED.replace("1. (O)", "1."));
  await writeFile(join(folder, "wrong.md"), MARKED.replace("(S - REL", "(Q - REL"));
  await writeFile(join(folder, "chinese.md"), MARKED.replace("Mild", "\u5728"));
  await writeFile(join(folder, "font.ttf"), "no font");
  await symlink(join(folder, "note.md"), join(folder, "link.md"));
});
afterAll(async () => {
  await rm(folder, { recursive: true });
});
afterEach(() => {
  process.exitCode = undefined;
});

interface Ran {
  readonly code: string | null;
  readonly lines: readonly string[];
  readonly notes: readonly string[];
  readonly json: {
    readonly file: string;
    readonly sha256: string;
    readonly unmarked: number;
    readonly banner: string;
  } | null;
}

async function run(file: string, ...options: string[]): Promise<Ran> {
  const lines: string[] = [];
  const notes: string[] = [];
  let json: unknown = null;
  const program = new Command("entente")
    .exitOverride()
    .configureOutput({ writeErr: () => undefined, writeOut: () => undefined });
  addDocumentCommands(program, {
    print: (line) => void lines.push(line),
    printJson: (value) => (json = value),
    printFile: (text) => void lines.push(text),
    progress: () => undefined,
    note: (line) => void notes.push(line),
  });
  let code: string | null = null;
  try {
    await program.parseAsync(["document", "export", join(folder, file), ...options], { from: "user" });
  } catch (error) {
    code = error instanceof CommanderError ? "USAGE" : describeFailure(error).code;
  }
  return { code, lines, notes, json: json as Ran["json"] };
}

describe("document export", () => {
  it("writes each form under the document's name, with its digest", async () => {
    const starts = { marked: "---\n", html: "<!doctype html>", docx: "PK\x03\x04", pdf: "%PDF-1.7" };
    const endings = { marked: "md", html: "html", docx: "docx", pdf: "pdf" };
    for (const to of ["marked", "html", "docx", "pdf"] as const) {
      const { json } = await run("note.md", "--to", to, "--out", join(folder, "out"), "--json");
      const path = join(folder, "out", `note.${endings[to]}`);
      const bytes = await readFile(path);
      expect(json).toEqual({
        file: path,
        to,
        bytes: bytes.length,
        sha256: createHash("sha256").update(bytes).digest("hex"),
        banner: "UK SECRET - REL TO FVEY",
        unmarked: 0,
      });
      expect(bytes.toString("latin1").startsWith(starts[to])).toBe(true);
    }
    expect(await readFile(join(folder, "out", "note.md"), "utf8")).toBe(MARKED);
    expect(await readdir(join(folder, "out"))).toHaveLength(4);
  });

  it("takes the form from the file's ending, and says what it wrote", async () => {
    const path = join(folder, "other.HTML");
    const { lines } = await run("note.md", "--out", path, "--handling", "For the drafting team <only>.");
    expect(lines[0]).toBe("UK SECRET - REL TO FVEY");
    expect(lines[1]).toMatch(/other\.HTML {2}\d+ bytes {2}sha256 [0-9a-f]{64}$/);
    const page = await readFile(path, "utf8");
    expect(page).toContain("For the drafting team &lt;only&gt;.");
    await run("note.md", "--out", path);
    expect(await readFile(path, "utf8")).toContain("Whole document of GBR, for its own staff.");
  });

  it("exports what is not marked throughout with a banner that says so, and nothing with other errors", async () => {
    const out = join(folder, "unmarked.html");
    const { json } = await run("unmarked.md", "--out", out, "--json");
    expect(json).toMatchObject({
      unmarked: 1,
      banner: expect.stringContaining("NOT MARKED THROUGHOUT") as string,
    });
    expect((await run("unmarked.md", "--out", out)).notes[0]).toBe(
      "1 without a mark: this file is for its drafters only.",
    );
    expect(await readFile(out, "utf8")).toContain("NOT MARKED THROUGHOUT");
    expect(await run("wrong.md", "--to", "pdf", "--out", folder)).toMatchObject({ code: "DOCUMENT_INVALID" });
  });

  it("never writes over the document, and asks for what it cannot know", async () => {
    const folderOf = join(folder, "note.md");
    expect(await run("note.md", "--to", "marked", "--out", folderOf)).toMatchObject({
      code: "OUT_NOT_EMPTY",
    });
    expect(await run("note.md", "--to", "html", "--out", join(folder, "link.md"))).toMatchObject({
      code: "OUT_NOT_EMPTY",
    });
    expect(await run("note.md", "--to", "marked", "--out", folder)).toMatchObject({ code: "OUT_NOT_EMPTY" });
    expect(await run("note.md", "--to", "marked")).toMatchObject({ code: "USAGE" });
    expect(await run("note.md")).toMatchObject({ code: "USAGE" });
    expect(await run("note.md", "--to", "rtf")).toMatchObject({ code: "USAGE" });
    expect(await run("missing.md", "--to", "pdf")).toMatchObject({ code: "FILE_UNREADABLE" });
    expect(await readFile(folderOf, "utf8")).toBe(MARKED);
  });

  it("takes pictures that lie beside the document, cleaned, and nothing else for one", async () => {
    const png = makePng(8, 8, [makeChunk("tEXt", Buffer.from("CANARY"))]);
    await writeFile(join(folder, "pier.png"), png);
    await symlink(join(folder, "pier.png"), join(folder, "link.png"));
    await mkdir(join(folder, "folder.png"));
    await writeFile(join(folder, "large.png"), Buffer.alloc(20_000_001));
    const write = (name: string): Promise<void> =>
      writeFile(
        join(folder, "figure.md"),
        `${MARKED}\n{figure: 1}\n(O) The pier\n![(O) From afar](${name})\n`,
      );
    const out = join(folder, "figure.html");
    await write("pier.png");
    expect(await run("figure.md", "--out", out)).toMatchObject({ code: null });
    expect(await readFile(out, "utf8")).toContain(makePng(8, 8).toString("base64"));
    for (const [name, code] of [
      ["gone.png", "PICTURE_MISSING"],
      ["link.png", "PICTURE_INVALID"],
      ["folder.png", "PICTURE_INVALID"],
      ["large.png", "PICTURE_INVALID"],
      ["../pier.png", "DOCUMENT_INVALID"],
    ] as const) {
      await write(name);
      expect([name, (await run("figure.md", "--out", out)).code]).toEqual([name, code]);
    }
  });

  it("refuses a PDF that would lack a character, and fonts that are none; leaves no file behind", async () => {
    const out = join(folder, "chinese.pdf");
    expect(await run("chinese.md", "--out", out)).toMatchObject({ code: "RENDERING_GLYPH_MISSING" });
    expect(await run("chinese.md", "--out", out, "--font", join(folder, "font.ttf"))).toMatchObject({
      code: "FONT_INVALID",
    });
    expect((await readdir(folder)).filter((name) => name.startsWith("chinese"))).toEqual(["chinese.md"]);
    expect(await run("chinese.md", "--out", join(folder, "chinese.docx"))).toMatchObject({ code: null });
  });
});
