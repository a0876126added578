// `entente document inspect`, through the command as typed.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Command, CommanderError } from "commander";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { addDocumentCommands } from "./document.ts";
import { describeFailure } from "./failure.ts";

const MARKED = `---
title: (O) A title
originator: GBR
policy: uk
---

1. (O) Mild *** text.[^1] {(S - REL TO FVEY): strict ***} end.

[^1]: (OS) A note.
`;

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "entente-document-"));
  writeFileSync(join(folder, "good.md"), MARKED);
  writeFileSync(join(folder, "bad.md"), MARKED.replace("1. (O)", "1."));
  writeFileSync(
    join(folder, "page.wikitext"),
    '<noinclude><pagequality level="4" user="A" /></noinclude>7. Some *** text.',
  );
  writeFileSync(join(folder, "scan.ocr"), "7. Some *** text.\n\n\u001b[2J\n");
  writeFileSync(join(folder, "bytes.md"), Uint8Array.of(0xff, 0xfe, 0x00));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});
afterEach(() => {
  process.exitCode = undefined;
});

function run(...words: string[]): { exit: number; lines: string[]; json: unknown; code: string | null } {
  const lines: string[] = [];
  let json: unknown = null;
  const program = new Command("entente")
    .exitOverride()
    .configureOutput({ writeErr: () => undefined, writeOut: () => undefined });
  addDocumentCommands(program, {
    print: (line) => void lines.push(line),
    printJson: (value) => (json = value),
    printFile: (text) => void lines.push(text),
    progress: () => undefined,
    note: () => undefined,
  });
  try {
    const [command = "", file = "", ...rest] = words;
    program.parse(["document", command, join(folder, file), ...rest], { from: "user" });
    return { exit: Number(process.exitCode), lines, json, code: null };
  } catch (error) {
    if (error instanceof CommanderError) return { exit: 2, lines, json, code: error.code };
    const failure = describeFailure(error);
    return { exit: failure.exit, lines, json, code: failure.code };
  }
}

describe("document inspect", () => {
  it("prints the contract as JSON", () => {
    const { exit, json } = run("inspect", "good.md", "--json");
    expect(exit).toBe(0);
    expect(json).toEqual({
      title: "A title",
      portions: [
        { id: "title", number: null, marking: "UK OFFICIAL", text: "A title", withheldAtSource: 0 },
        {
          id: "p1",
          number: "1",
          marking: "UK OFFICIAL",
          text: "Mild *** text.[^1] strict *** end.",
          withheldAtSource: 2,
        },
      ],
      footnotes: [
        { id: "n1", number: "1", marking: "UK OFFICIAL-SENSITIVE", text: "A note.", withheldAtSource: 0 },
      ],
      banner: "UK SECRET - REL TO FVEY",
      problems: [],
      page: null,
    });
  });

  it("ends with 1 when the document has errors, and says where", () => {
    const { exit, json } = run("inspect", "bad.md", "--json");
    expect(exit).toBe(1);
    expect(json).toMatchObject({
      banner: null,
      problems: [{ line: 7, column: 4, severity: "error", code: "PORTION_UNMARKED" }],
    });
    expect(run("inspect", "bad.md").lines.join("\n")).toMatch(/7:4 {2}error {2}PORTION_UNMARKED/);
  });

  it("takes the form from the ending, and from --as", () => {
    expect(run("inspect", "page.wikitext", "--json").json).toMatchObject({
      title: null,
      portions: [{ id: "p1", number: "7", marking: null, text: "Some *** text.", withheldAtSource: 1 }],
      page: { level: 4, user: "A" },
    });
    expect(run("inspect", "scan.ocr", "--json").json).toMatchObject({
      portions: [{ number: "7" }, {}],
      page: null,
    });
    expect(run("inspect", "page.wikitext", "--as", "text", "--json").json).toMatchObject({
      portions: [{ number: null }],
    });
  });

  it("lists for people in aligned columns, and lets no document steer the terminal", () => {
    const { exit, lines } = run("inspect", "good.md");
    expect(exit).toBe(0);
    expect(lines[0]).toBe("UK SECRET - REL TO FVEY");
    expect(lines.at(-1)).toBe("2 portions, 1 footnote, 2 withheld at source, 0 errors, 0 warnings");
    expect(run("inspect", "scan.ocr").lines.join("\n")).not.toContain("\u001b");
  });

  it("ends with 2 when the file cannot be read or the usage is wrong", () => {
    expect(run("inspect", "missing.md")).toMatchObject({ exit: 2, code: "FILE_UNREADABLE" });
    expect(run("inspect", "")).toMatchObject({ exit: 2, code: "FILE_UNREADABLE" });
    expect(run("inspect", "bytes.md")).toMatchObject({ exit: 2, code: "SHAPE_INVALID" });
    expect(run("inspect", "good.md", "--as", "pdf")).toMatchObject({ exit: 2 });
  });
});
