// `entente document inspect`, `format` and `diff`, through the commands as typed.
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
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
    // Names of files of the folder stand for the files; the first is one whether it is there or not.
    const [command = "", file = "", ...rest] = words;
    const others = rest.map((word) => (existsSync(join(folder, word)) ? join(folder, word) : word));
    program.parse(["document", command, join(folder, file), ...others], { from: "user" });
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
        {
          ...{ id: "title", number: null, marking: "UK OFFICIAL", text: "A title", withheldAtSource: 0 },
          ...{ kind: "title", depth: 0, parent: null, grading: null, page: null, origin: null },
        },
        {
          id: "p1",
          number: "1",
          marking: "UK OFFICIAL",
          text: "Mild *** text.[^1] strict *** end.",
          withheldAtSource: 2,
          ...{ kind: "paragraph", depth: 0, parent: null, grading: null, page: null, origin: null },
        },
      ],
      footnotes: [
        {
          ...{
            id: "n1",
            number: "1",
            marking: "UK OFFICIAL-SENSITIVE",
            text: "A note.",
            withheldAtSource: 0,
          },
          ...{ kind: "footnote", depth: 0, parent: null, grading: null, page: null, origin: null },
        },
      ],
      banner: "UK SECRET - REL TO FVEY",
      problems: [],
      page: null,
      ...{ tables: [], figures: [], sources: [], judgements: [] },
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

const RICH = `---
title: (O) A title
originator: GBR
policy: uk
---

{judgement: likely, confidence: high, supports: Table 1}
1. (O) It was so.[@S1]

{table: 1}
(O) Ships
| Name | Flag |
|---|---|
| Anna | (S) DNK |

{figure: 1}
(O) The pier
![From above](pier.png)

[@S1]: (S) {grading: B2} A watchman.
`;

describe("document inspect of every construct", () => {
  it("lists tables, figures, sources and judgements", () => {
    writeFileSync(join(folder, "rich.md"), RICH);
    const { exit, json } = run("inspect", "rich.md", "--json");
    expect(exit).toBe(0);
    expect(json).toMatchObject({
      tables: [
        {
          id: "t1",
          number: "1",
          rows: [
            { id: "t1r1", heading: true, cells: ["Name", "Flag"] },
            { id: "t1r2", heading: false, cells: ["Anna", "DNK"] },
          ],
        },
      ],
      figures: [{ id: "f1", number: "1", renditions: [{ id: "f1a", file: { name: "pier.png" } }] }],
      sources: [{ id: "sS1", label: "S1", grading: "B2" }],
      judgements: [
        { id: "j1", scale: "phia", term: "likely", percent: { low: 55, high: 75 }, supports: ["t1"] },
      ],
    });
  });

  it("reads marks by the schemes of a community or a policy file", () => {
    writeFileSync(
      join(folder, "own.md"),
      "---\ntitle: (G) A title\noriginator: AAA\npolicy: own\n---\n\n1. (R) Text.\n",
    );
    const level = (name: string, short: string): unknown => ({ name, short, unlisted: null });
    const policy = {
      ...{ format: "entente-policy/1", id: "own", name: "Our own", prefix: "OWN ", releasePhrase: "REL TO" },
      levels: [level("GREEN", "G"), level("RED", "R")],
    };
    writeFileSync(join(folder, "own.json"), JSON.stringify(policy));
    expect(run("inspect", "own.md").exit).toBe(1);
    const { exit, lines } = run("inspect", "own.md", "--policy", "own.json");
    expect([exit, lines[0]]).toEqual([0, "OWN RED"]);
    writeFileSync(
      join(folder, "community.json"),
      JSON.stringify({
        ...{ format: "entente-community/1", name: "C", exercise: true, asOf: "2031-01-01" },
        ...{ policies: [policy], members: [], groups: [] },
      }),
    );
    expect(run("inspect", "own.md", "--community", "community.json").lines[0]).toBe("OWN RED");
    expect(run("inspect", "own.md", "--policy", "missing.json")).toMatchObject({
      exit: 2,
      code: "FILE_UNREADABLE",
    });
  });
});

describe("document format", () => {
  const WRAPPED = RICH.replace("1. (O) It was so.", "1. (O) It\nwas so.").replace(
    "|---|---|",
    "|:----|---:|",
  );

  it("prints the canonical spelling, checks it, and writes it", () => {
    writeFileSync(join(folder, "rich.md"), RICH);
    writeFileSync(join(folder, "wrapped.md"), WRAPPED);
    expect(run("format", "rich.md")).toMatchObject({ exit: 0, lines: [RICH] });
    expect(run("format", "wrapped.md")).toMatchObject({ exit: 0, lines: [RICH] });
    expect(run("format", "rich.md", "--check").exit).toBe(0);
    const check = run("format", "wrapped.md", "--check");
    expect(check.exit).toBe(1);
    expect(check.lines.join()).toContain("wrapped.md:8 is spelled otherwise");
    expect(run("format", "wrapped.md", "--check", "--write", "--json").json).toMatchObject({
      canonical: false,
      differsAt: 8,
      written: false,
    });
    expect(readFileSync(join(folder, "wrapped.md"), "utf8")).toBe(WRAPPED);
    expect(run("format", "wrapped.md", "--write", "--json").json).toMatchObject({
      written: true,
      text: RICH,
    });
    expect(readFileSync(join(folder, "wrapped.md"), "utf8")).toBe(RICH);
    expect(run("format", "wrapped.md", "--write").lines.join()).toContain("as it should be");
    expect(readdirSync(folder).filter((name) => name.endsWith(".new"))).toEqual([]);
  });

  it("refuses where something was not understood, and says what", () => {
    const broken = RICH.replace("| Anna | (S) DNK |", "| Anna |(S) DNK |");
    writeFileSync(join(folder, "broken.md"), broken);
    expect(run("format", "broken.md", "--write")).toMatchObject({ exit: 2, code: "DOCUMENT_INVALID" });
    expect(readFileSync(join(folder, "broken.md"), "utf8")).toBe(broken);
    // A portion without a mark is as unmarked afterwards, so nothing is lost.
    writeFileSync(join(folder, "unmarked.md"), RICH.replace("1. (O)", "1."));
    expect(run("format", "unmarked.md").exit).toBe(0);
  });

  it("keeps the ids of an earlier version", () => {
    writeFileSync(join(folder, "old.md"), RICH);
    writeFileSync(
      join(folder, "new.md"),
      RICH.replace(
        "{judgement",
        "(O) New.\n\n{judgement: likely, confidence: low}\n(O) And that too.\n\n{judgement",
      ),
    );
    const { lines } = run("format", "new.md", "--previous", "old.md");
    expect(lines.join()).toContain("{id: j2}\n{judgement: likely, confidence: low}");
    expect(lines.join()).toContain("{id: j1}\n{judgement: likely, confidence: high, supports: Table 1}");
  });

  it("gives no id of any version named to something new", () => {
    const head = RICH.slice(0, RICH.indexOf("\n\n"));
    const write = (name: string, ...texts: readonly string[]): void => {
      writeFileSync(join(folder, name), [head, ...texts].map((text) => `${text}\n`).join("\n"));
    };
    write("v1.md", "(O) Alpha alone.", "(O) Beta alone.");
    write("v2.md", "(O) Alpha alone.");
    write("v3.md", "(O) Alpha alone.", "(O) Gamma at last.");
    expect(run("format", "v3.md", "--previous", "v2.md").lines.join()).not.toContain("{id");
    const { lines } = run("format", "v3.md", "--previous", "v2.md", "--earlier", "v1.md");
    expect(lines.join()).toContain("{id: p3}\n(O) Gamma at last.");
  });
});

describe("document diff", () => {
  it("shows what changed, portion by portion", () => {
    writeFileSync(join(folder, "old.md"), RICH);
    writeFileSync(
      join(folder, "new.md"),
      RICH.replace("policy: uk", "policy: uk\nexercise: true")
        .replace("It was so", "It {(S): surely} was so")
        .replace("(O) Ships", "(OS) Ships")
        .replace("{figure", "(O) More.\n\n{figure")
        .replace("{grading: B2}", "{grading: C3}"),
    );
    expect(run("diff", "old.md", "old.md")).toMatchObject({
      exit: 0,
      lines: ["0 portions added, 0 removed, 0 changed"],
    });
    const { exit, lines } = run("diff", "old.md", "new.md");
    expect(exit).toBe(1);
    expect(lines).toEqual([
      "exercise: false → true",
      "",
      "j1  judgement 1  changed: text",
      "    It {+{(S): surely} +}was so.[@S1]",
      "",
      "t1  table 1  changed: marking",
      "  marking: UK OFFICIAL → UK OFFICIAL-SENSITIVE (stricter)",
      "",
      "t1r1  row  changed: marking",
      "  marking: UK OFFICIAL → UK OFFICIAL-SENSITIVE (stricter)",
      "",
      "t1r2  row  changed: marking",
      "  marking: UK OFFICIAL → UK OFFICIAL-SENSITIVE (stricter)",
      "",
      "p1  paragraph  added",
      "  + UK OFFICIAL: More.",
      "",
      "sS1  source S1  changed: grading",
      "  grading: B2 → C3",
      "",
      "1 portion added, 0 removed, 5 changed",
    ]);
    expect(run("diff", "new.md", "old.md", "--json").json).toMatchObject({
      removed: 1,
      portions: [
        { id: "j1", words: [{ change: "same" }, { change: "removed" }, { change: "same" }] },
        {},
        {},
        {},
        {},
        {},
      ],
    });
    expect(run("diff", "old.md", "missing.md")).toMatchObject({ exit: 2, code: "FILE_UNREADABLE" });
  });
});
