// `entente marking …`, through the commands as typed.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Command, CommanderError } from "commander";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { describeFailure } from "./failure.ts";
import { addMarkingCommands } from "./marking.ts";

const inRepository = (path: string): string => fileURLToPath(new URL(`../../../../${path}`, import.meta.url));
const SALISBURY = inRepository("scenarios/salisbury-2018/community.json");
const RURITANIA = inRepository("vectors/labels/ruritania-policy.xml");

const LABEL = "urn:nato:stanag:4774:confidentialitymetadatalabel:1:0";
const label = (policy: string, classification: string, name = "originatorConfidentialityLabel"): string =>
  `<${name} xmlns="${LABEL}"><ConfidentialityInformation><PolicyIdentifier>${policy}</PolicyIdentifier><Classification>${classification}</Classification></ConfidentialityInformation></${name}>`;
const bind = (...labels: string[]): string =>
  `<BindingInformation xmlns="urn:nato:stanag:4778:bindinginformation:1:0"><MetadataBindingContainer><MetadataBinding><Metadata>${labels.join("")}</Metadata><DataReference URI="report.pdf"/></MetadataBinding></MetadataBindingContainer></BindingInformation>`;

const FILES: Readonly<Record<string, string | Uint8Array>> = {
  "banner.txt": "UK SECRET - REL TO DEU, FRA\n",
  "ruritanian.xml": label("RURITANIA", "CLOSED"),
  "same.xml": bind(label("NATO", "SECRET"), label("NATO", "SECRET", "alternativeConfidentialityLabel")),
  "wider.xml": bind(
    label("NATO", "SECRET"),
    label("NATO", "UNCLASSIFIED", "alternativeConfidentialityLabel"),
  ),
  "other.xml": bind(label("NATO", "SECRET"), label("RURITANIA", "CLOSED", "alternativeConfidentialityLabel")),
  "hostile.xml": `<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>`,
  "large.xml": new Uint8Array(3 << 20).fill(0x20),
  "amber.json": `[{"type":"marking-definition","spec_version":"2.1","id":"marking-definition--f88d31f6-486f-44da-b317-01333bde0b82","created":"2017-01-20T00:00:00.000Z","definition_type":"tlp","name":"TLP:AMBER","definition":{"tlp":"amber"}}]`,
};

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "entente-marking-"));
  for (const [name, content] of Object.entries(FILES)) writeFileSync(join(folder, name), content);
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});
afterEach(() => {
  process.exitCode = undefined;
});

interface Answer {
  readonly exit: number;
  readonly lines: readonly string[];
  readonly notes: readonly string[];
  readonly json: unknown;
  readonly code: string | null;
  readonly message: string;
}

function run(...words: string[]): Answer {
  const lines: string[] = [];
  const notes: string[] = [];
  let json: unknown = null;
  const program = new Command("entente").exitOverride().configureOutput({
    writeErr: () => undefined,
    writeOut: () => undefined,
  });
  addMarkingCommands(program, {
    print: (line) => void lines.push(line),
    printJson: (value) => (json = value),
    printFile: (text) => void lines.push(text),
    progress: () => undefined,
    note: (line) => void notes.push(line),
  });
  const placed = words.map((word) => (word in FILES ? join(folder, word) : word));
  try {
    program.parse(["marking", ...placed], { from: "user" });
    return { exit: Number(process.exitCode), lines, notes, json, code: null, message: "" };
  } catch (error) {
    const failure = describeFailure(error);
    const code = error instanceof CommanderError ? error.code : failure.code;
    return { exit: failure.exit, lines, notes, json, code, message: failure.message };
  }
}

describe("marking parse", () => {
  it("shows what a mark says, in words", () => {
    const { exit, lines } = run("parse", "S - WALL - REL TO DEU, FRA", "--of", "uk");
    expect(exit).toBe(0);
    expect(lines).toEqual([
      "UK SECRET - WALL - REL TO DEU, FRA",
      "  mark        (S - WALL - REL TO DEU, FRA)",
      "  policy      uk (United Kingdom government security classifications)",
      "  level       SECRET",
      "  must hold   WALL",
      "  must be in  DEU, FRA",
    ]);
    expect(run("parse", "TLP:RED").lines.at(-1)).toBe("  without a list  nobody may read");
  });

  it.each([
    ["UK SECRET - REL TO DEU, FRA", "banner"],
    ["banner.txt", "banner"],
    ["S//NF", "mark"],
    ["amber.json", "stix"],
    ["same.xml", "stanag4774"],
  ])("tells by what it holds that %s is a %s", (input, form) => {
    expect(run("parse", input, "--json").json).toMatchObject({ form });
    expect(run("parse", input, "--as", form, "--json").json).toMatchObject({ form });
  });

  it("refuses a mark that two policies read differently, until told which", () => {
    const { code, exit, message } = run("parse", "S");
    expect([code, exit]).toEqual(["MARKING_UNKNOWN", 2]);
    expect(message).toContain("UK SECRET in a document of the policy uk");
    expect(message).toContain("--of");
    expect(run("parse", "S", "--of", "us", "--json").json).toMatchObject({ banner: "SECRET" });
    expect(run("parse", "NS", "--json").json).toMatchObject({ banner: "NATO SECRET" });
  });

  it("refuses with the reading that came furthest", () => {
    const { code, message } = run("parse", "UK SECRET - REL TO FRA, DEU");
    expect(code).toBe("MARKING_SYNTAX");
    expect(message).toContain("column 25");
    expect(run("parse", "", "--as", "banner").code).toBe("MARKING_SYNTAX");
    expect(run("parse", "").exit).toBe(2);
  });

  it("writes every form, and reads it again as the same", () => {
    const banner = "NATO RESTRICTED - RELEASABLE TO FIN, NATO, SWE";
    const [xml = ""] = run(
      "parse",
      banner,
      "--to",
      "stanag4774",
      "--for",
      "a.pdf",
      "--created",
      "2018-03-04T16:15:00Z",
    ).lines;
    expect(xml).toContain('<mb:DataReference URI="a.pdf"/>');
    expect(xml).toContain("<CreationDateTime>2018-03-04T16:15:00.000Z</CreationDateTime>");
    expect(run("parse", xml, "--to", "banner").lines).toEqual([`${banner}\n`]);
    expect(run("parse", xml, "--json").json).toMatchObject({
      references: [{ uri: "a.pdf", contentType: null }],
    });
    const definitions = run("parse", banner, "--to", "stix").json;
    expect(run("parse", JSON.stringify(definitions), "--to", "mark").lines).toEqual([
      "NR - RELEASABLE TO FIN, NATO, SWE\n",
    ]);
    expect(run("parse", banner, "--to", "stix", "--json").json).toMatchObject({ written: definitions });
  });

  it("says why a form cannot hold a marking", () => {
    expect(run("parse", "UK SECRET", "--to", "stanag4774")).toMatchObject({
      code: "MARKING_INEXPRESSIBLE",
      exit: 2,
    });
  });

  it("takes a policy from a file, a SPIF or our own, and says that something is missing", () => {
    const spif = run("parse", "ruritanian.xml", "--policy", RURITANIA);
    expect(spif.lines[0]).toBe("RURITANIA CLOSED");
    expect(spif.notes[0]).toContain("19 of its rules and words are not held here");
    const { json, notes } = run("policy", RURITANIA);
    expect(notes).toHaveLength(19);
    writeFileSync(join(folder, "ruritania.json"), JSON.stringify(json));
    expect(
      run("parse", "ruritanian.xml", "--policy", join(folder, "ruritania.json"), "--json").json,
    ).toMatchObject({
      banner: "RURITANIA CLOSED",
      shown: null,
      policies: [{ id: "ruritania", notCarried: [] }],
    });
    expect(run("policy", join(folder, "ruritania.json"), "--json").json).toEqual({
      policy: json,
      notCarried: [],
    });
  });

  it("holds an alternative label against the label", () => {
    expect(run("parse", "same.xml").exit).toBe(0);
    const wider = run("parse", "wider.xml", "--json");
    expect(wider).toMatchObject({
      exit: 1,
      json: { alternatives: [{ agrees: false, banner: "NATO UNCLASSIFIED" }] },
    });
    expect(run("parse", "wider.xml", "--community", SALISBURY, "--json")).toMatchObject({
      json: { alternatives: [{ agrees: false }] },
    });
    expect(run("parse", "other.xml", "--json")).toMatchObject({
      exit: 0,
      json: { alternatives: [{ policy: "RURITANIA", banner: null, agrees: null }] },
    });
    expect(run("parse", "other.xml", "--policy", RURITANIA).lines.at(-1)).toContain("add --community");
    expect(run("parse", "other.xml", "--policy", RURITANIA, "--community", SALISBURY).exit).toBe(1);
  });

  it.each([
    ["hostile.xml", "XML_SYNTAX"],
    ["large.xml", "XML_LIMIT"],
    [RURITANIA, "LABEL_INVALID"],
    ["ruritanian.xml", "MARKING_UNKNOWN"],
    ["{", "JSON_SYNTAX"],
    ["lable.xml", "FILE_UNREADABLE"],
  ])("refuses %s with %s", (input, code) => {
    expect(run("parse", input)).toMatchObject({ code, exit: 2 });
  });

  it("refuses a policy that is none", () => {
    expect(run("parse", "UK SECRET", "--policy", "amber.json")).toMatchObject({
      code: "POLICY_INVALID",
      exit: 2,
    });
    expect(run("policy", "ruritanian.xml")).toMatchObject({ code: "SPIF_INVALID", exit: 2 });
    expect(run("policy", join(folder, "absent.xml"))).toMatchObject({ code: "FILE_UNREADABLE", exit: 2 });
  });
});

describe("marking explain and audience", () => {
  const members = (JSON.parse(readFileSync(SALISBURY, "utf8")) as { members: { id: string }[] }).members;

  it("share the community between those who may and a reason for each who may not", () => {
    const { json } = run("explain", "UK SECRET - LAB", "--community", SALISBURY, "--json");
    const { audience, excluded } = json as {
      audience: string[];
      excluded: { member: string; reason: string }[];
    };
    expect([...audience, ...excluded.map(({ member }) => member)].sort()).toEqual(
      members.map(({ id }) => id).sort(),
    );
    expect(excluded.every(({ reason }) => reason.endsWith("."))).toBe(true);
    expect(run("audience", "UK SECRET - LAB", "--community", SALISBURY, "--json").json).toEqual({
      banner: "UK SECRET - LAB",
      audience,
      count: audience.length,
      of: members.length,
    });
  });

  it("print a table", () => {
    const { lines } = run("explain", "UK SECRET - LAB", "--community", SALISBURY);
    expect(lines[0]).toMatch(/^UK SECRET - LAB: \d+ of \d+ members may read$/);
    expect(lines.find((line) => line.includes("EST"))).toMatch(/^ {2}EST +EST /);
    expect(run("audience", "UK TOP SECRET - REL TO NOBODY", "--community", SALISBURY).lines).toEqual([
      `UK TOP SECRET - REL TO NOBODY: nobody of ${members.length} members may read`,
    ]);
  });

  it("answer for one member with the exit code", () => {
    expect(run("explain", "UK SECRET - LAB", "--community", SALISBURY, "--member", "GBR")).toMatchObject({
      exit: 0,
      lines: ["GBR may read UK SECRET - LAB."],
    });
    expect(
      run("explain", "UK SECRET - LAB", "--community", SALISBURY, "--member", "PUBLIC", "--json"),
    ).toMatchObject({
      exit: 1,
      json: { member: "PUBLIC", mayRead: false },
    });
    expect(run("explain", "UK SECRET", "--community", SALISBURY, "--member", "XYZ")).toMatchObject({
      code: "MEMBER_UNKNOWN",
      exit: 2,
    });
  });

  it("read labels too, and a policy the community does not use is nobody's", () => {
    expect(
      run("audience", "ruritanian.xml", "--policy", RURITANIA, "--community", SALISBURY, "--json").json,
    ).toMatchObject({
      banner: "RURITANIA CLOSED",
      audience: [],
    });
  });

  it("need a community", () => {
    expect(run("audience", "UK SECRET").exit).toBe(2);
    expect(run("explain", "UK SECRET").exit).toBe(2);
  });
});
