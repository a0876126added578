// The command as its users meet it: run on files, its exit, its text, its JSON.
import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import {
  createEd25519Signer,
  fingerprintIssuer,
  portablePrimitives,
  spellFingerprint,
  spellWords,
  thumbprint,
} from "@entente/core/keys";
import { createCosigner, createLedgerIdentity } from "@entente/core/ledger";
import { renderCutPage } from "@entente/core/pages";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeRecord } from "../../core/src/record/record.fixture.ts";
import type { FileReport } from "./check.ts";
import { makePrintable } from "./print-report.ts";
import { nodePrimitives } from "./node-primitives.ts";

const main = fileURLToPath(new URL("main.ts", import.meta.url));
const { parts, files } = makeRecord({
  tools: { primitives: nodePrimitives, createSigner: createEd25519Signer },
});
let folder = "";

interface Outcome {
  readonly status: number | null;
  readonly out: string;
  readonly err: string;
}

function run(...args: readonly string[]): Outcome {
  const child = spawnSync(process.execPath, ["--conditions=source", main, ...args], {
    cwd: folder,
    encoding: "utf8",
    timeout: 30_000,
  });
  const outcome = { status: child.status, out: child.stdout, err: child.stderr };
  // Whatever happens, nobody is shown a stack trace.
  expect(`${outcome.out}${outcome.err}`).not.toMatch(/\n\s+at .*:\d+/);
  return outcome;
}

function runJson(...args: readonly string[]): {
  status: number | null;
  verified: boolean;
  files: readonly FileReport[];
} {
  const { status, out } = run(...args, "--json");
  return { status, ...(JSON.parse(out) as { verified: boolean; files: readonly FileReport[] }) };
}

function write(path: string, bytes: Uint8Array | string): string {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), bytes);
  return path;
}

function writeRecord(name: string): string {
  for (const [path, bytes] of files) write(`${name}/${path}`, bytes);
  return name;
}

const issuerKeys = { ed25519: parts.issuer.ed25519.publicKey, mlDsa: parts.issuer.mlDsa.publicKey };
const trustFile = {
  format: "entente-trust/2",
  // A release is signed with both keys of its issuer, the manifest of a record with the one.
  issuers: [
    fingerprintIssuer(issuerKeys, portablePrimitives),
    thumbprint(issuerKeys.ed25519, portablePrimitives),
  ],
  authorities: [thumbprint(parts.authority.publicKey, portablePrimitives)],
  policy: `log ${parts.ledger.identity.vkey}\nquorum none\n`,
};
const { vkey: strange } = createLedgerIdentity(
  { origin: "other.example", publicKey: createEd25519Signer(new Uint8Array(32).fill(7)).publicKey },
  portablePrimitives,
);
const witness = createCosigner(
  { name: "witness.example", ed25519: createEd25519Signer(new Uint8Array(32).fill(9)) },
  portablePrimitives,
);
const cutText = parts.documents[0]?.cut ?? "";
const pageText = renderCutPage({
  ...{ text: cutText, names: {}, authority: parts.authority, script: "0;" },
  primitives: portablePrimitives,
});

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "entente-verify-"));
  write("a.cut.json", cutText);
  write("a.html", pageText);
  write("bad.cut.json", cutText.replace("kb_jwt", "kb_jwT"));
  write("trust.json", JSON.stringify(trustFile));
  writeRecord("record");
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe("entente-verify", () => {
  it("accepts a cut, a page and a record, and exits 0", () => {
    const { status, verified, files: reports } = runJson("a.cut.json", "a.html", "record");
    expect({ status, verified }).toEqual({ status: 0, verified: true });
    expect(reports.map(({ input, verified: one, kind, code }) => [input, one, kind, code])).toEqual([
      ["cut", true, null, null],
      ["page", true, null, null],
      ["record", true, null, null],
    ]);
    const [cut, , record] = reports;
    expect(cut?.recipient).toBe("PUBLIC");
    expect(cut?.release).toMatch(/^[\w-]{22}$/);
    expect(cut?.steps.length).toBeGreaterThan(5);
    expect(record?.steps.map(({ name }) => name)).toContain("ledger tree");
    expect(cut?.fingerprints).toMatchObject({
      issuer: trustFile.issuers[0],
      authority: trustFile.authorities[0],
      ledger: thumbprint(parts.keeper.publicKey, portablePrimitives),
      "ledger vkey": parts.ledger.identity.vkey,
    });
    expect(cut?.words["issuer"]).toBe(spellWords(trustFile.issuers[0] ?? "", 12));
    expect(record?.fingerprints["publisher"]).toBe(trustFile.issuers[1]);
  });

  it("says in text what passed, the fingerprints, and what carried keys cannot prove", () => {
    const { status, out } = run("a.cut.json");
    expect(status).toBe(0);
    expect(out).toContain("a.cut.json: VERIFIED\n  EXERCISE: a true cut for PUBLIC");
    expect(out).toContain("passed  key binding");
    expect(out).toContain(`read aloud: ${spellWords(trustFile.issuers[0] ?? "", 12)}`);
    expect(out).toContain(`every digit: ${spellFingerprint(trustFile.issuers[0] ?? "")}`);
    expect(out).toContain("It cannot show whether anything came later");
    expect(out).toContain("it cannot show who made it");
    expect(out).toContain("--trust FILE");
  });

  it("holds to the keys of a trust file", () => {
    const { status, out } = run("a.cut.json", "a.html", "record", "--trust", "trust.json");
    expect(status).toBe(0);
    expect(out).not.toContain("it cannot show who made it");
    for (const list of ["issuers", "authorities"]) {
      write("other.json", JSON.stringify({ ...trustFile, [list]: [] }));
      const refused = runJson("a.cut.json", "record", "--trust", "other.json");
      expect(refused.status).toBe(3);
      expect(refused.files.map(({ kind, code }) => [kind, code])).toEqual([
        ["policy", "KEY_UNTRUSTED"],
        ["policy", "KEY_UNTRUSTED"],
      ]);
    }
    write("other.json", JSON.stringify({ ...trustFile, policy: `log ${strange}\nquorum none\n` }));
    expect(runJson("a.cut.json", "--trust", "other.json")).toMatchObject({
      status: 3,
      files: [{ kind: "policy", code: "KEY_UNTRUSTED" }],
    });
    const { policy } = trustFile;
    const asked = policy.replace("quorum none", `witness one ${witness.vkey}\nquorum one`);
    write("other.json", JSON.stringify({ ...trustFile, policy: asked }));
    expect(runJson("a.cut.json", "record", "--trust", "other.json")).toMatchObject({
      status: 3,
      files: [
        { kind: "policy", code: "LEDGER_QUORUM_MISSING" },
        { kind: "policy", code: "LEDGER_QUORUM_MISSING" },
      ],
    });
  });

  it("tells a proof that does not hold from a rule that says no and from what cannot be read", () => {
    write(
      "forged.cut.json",
      cutText.replace(/"signature":"./, (start) => `${start.slice(0, -1)}${start.endsWith("A") ? "B" : "A"}`),
    );
    expect(runJson("forged.cut.json")).toMatchObject({
      status: 1,
      verified: false,
      files: [
        {
          input: "cut",
          kind: "cryptographic",
          code: "SIGNATURE_INVALID",
          steps: [],
          fingerprints: {},
          words: {},
        },
      ],
    });
    expect(runJson("a.cut.json", "bad.cut.json")).toMatchObject({
      status: 2,
      files: [
        { verified: true, kind: null },
        { input: "cut", kind: "input", code: "CUT_SYNTAX" },
      ],
    });
    write("nobody.json", JSON.stringify({ ...trustFile, issuers: [] }));
    const all = runJson("bad.cut.json", "a.cut.json", "forged.cut.json", "--trust", "nobody.json");
    expect([all.status, ...all.files.map(({ kind }) => kind)]).toEqual([
      1,
      "input",
      "policy",
      "cryptographic",
    ]);
    expect(runJson("bad.cut.json", "a.cut.json", "--trust", "nobody.json").status).toBe(3);
    expect(run("bad.cut.json").out).toContain("NOT VERIFIED: CUT_SYNTAX");
    expect(run("forged.cut.json").out).toContain("Do not rely on it");
    write("nonsense.html", Uint8Array.of(...Buffer.from("<!doctype html>"), 0xff, 0xfe));
    expect(runJson("nonsense.html").files).toMatchObject([
      { input: "page", kind: "input", code: "SHAPE_INVALID" },
    ]);
  });

  it("answers whether a citation of a place of a record holds", () => {
    const page = Buffer.from(files.get("documents/assessment.html") ?? "").toString();
    const cited = /entente-cite:1\/assessment\/p-2\/[^<]+/.exec(page)?.[0] ?? "";
    const [held] = runJson("cite", "record", cited).files;
    expect(held).toMatchObject({ input: "record", verified: true });
    expect(held?.message).toContain(
      "the citation holds. In The assessment, p-2 stands: What anyone may read.",
    );
    expect(runJson("cite", "record", cited.replace("p-2", "p-3")).files).toMatchObject([
      { verified: false, kind: "cryptographic", code: "CITATION_MISMATCH" },
    ]);
    expect(runJson("cite", "record", "p-2").files).toMatchObject([
      { kind: "input", code: "CITATION_SYNTAX" },
    ]);
    expect(runJson("cite", "a.cut.json", cited).files).toMatchObject([{ code: "FILE_KIND_UNKNOWN" }]);
  });

  it("tells what a file is by its content, whatever it is called", () => {
    write("cut-called-page.html", cutText);
    write("page-called-cut.json", pageText);
    expect(
      runJson("cut-called-page.html", "page-called-cut.json").files.map(({ input, verified }) => [
        input,
        verified,
      ]),
    ).toEqual([
      ["cut", true],
      ["page", true],
    ]);
  });

  it("exits 2 for what it cannot read or use, and for bad usage", () => {
    write("notes.txt", "notes");
    expect(runJson("missing.json")).toMatchObject({
      status: 2,
      files: [{ code: "FILE_UNREADABLE", kind: "input", input: null }],
    });
    for (const format of ["constructor", "__proto__", "toString"])
      write(`${format}.json`, JSON.stringify({ format }));
    for (const name of ["notes.txt", "constructor.json", "__proto__.json", "toString.json"])
      expect(runJson(name)).toMatchObject({ status: 2, files: [{ code: "FILE_KIND_UNKNOWN" }] });
    expect(runJson("a.cut.json", "missing.json")).toMatchObject({ status: 2, verified: false });
    write("large.json", "");
    truncateSync(join(folder, "large.json"), 65 * 1024 * 1024);
    expect(runJson("large.json")).toMatchObject({ status: 2, files: [{ code: "FILE_TOO_LARGE" }] });
    for (const args of [[], ["--nonsense"], ["a.cut.json", "--trust"]]) {
      const { status, out, err } = run(...args);
      expect({ status, out }).toEqual({ status: 2, out: "" });
      expect(err).toMatch(/^entente-verify: USAGE: .*\n$/);
    }
  });

  it("checks a ledger proof with what lies beside it, by a trust file alone", () => {
    const commitment = parts.ledger.commit("pledge", new Uint8Array(32).fill(3), "2018-03-26T14:00:00.000Z");
    write("entry.tlog-proof", commitment.proof);
    write("entry", parts.ledger.entries.at(-1) ?? "");
    expect(runJson("entry.tlog-proof")).toMatchObject({
      status: 3,
      files: [{ kind: "policy", code: "TRUST_NEEDED" }],
    });
    expect(runJson("entry.tlog-proof", "--trust", "trust.json")).toMatchObject({
      status: 0,
      files: [{ input: "proof", fingerprints: { "ledger vkey": parts.ledger.identity.vkey } }],
    });
    write("alone.tlog-proof", commitment.proof);
    expect(runJson("alone.tlog-proof", "--trust", "trust.json")).toMatchObject({
      status: 2,
      files: [{ kind: "input", code: "FILE_NEEDS_ANOTHER" }],
    });
    write("entry", "something else");
    expect(runJson("entry.tlog-proof", "--trust", "trust.json")).toMatchObject({
      status: 1,
      files: [{ kind: "cryptographic", code: "LEDGER_PROOF_INVALID" }],
    });
    const unnamed = { ...trustFile, policy: trustFile.policy.replace(/^log .*/, `log ${strange}`) };
    write("unnamed.json", JSON.stringify(unnamed));
    expect(runJson("entry.tlog-proof", "--trust", "unnamed.json")).toMatchObject({
      status: 3,
      files: [{ code: "TRUST_NEEDED" }],
    });
  });

  it("refuses a trust file it does not understand", () => {
    const [issuer = ""] = trustFile.issuers;
    for (const bad of [
      "{",
      "[]",
      JSON.stringify({ ...trustFile, format: "entente-trust/1" }),
      JSON.stringify({ ...trustFile, extra: [] }),
      JSON.stringify({ ...trustFile, issuers: [`${issuer}=`] }),
      JSON.stringify({ ...trustFile, authorities: ["AAAA"] }),
      JSON.stringify({ ...trustFile, policy: "log not a vkey\n" }),
      JSON.stringify({ ...trustFile, policy: "" }),
    ]) {
      write("wrong.json", bad);
      const { status, err } = run("a.cut.json", "--trust", "wrong.json");
      expect({ status, bad }).toEqual({ status: 2, bad });
      expect(err).toMatch(/^entente-verify: TRUST_INVALID: /);
    }
    write("bytes.json", Uint8Array.of(0xff));
    expect(run("a.cut.json", "--trust", "bytes.json").err).toContain("TRUST_INVALID");
    expect(run("a.cut.json", "--trust", "missing").err).toContain("FILE_UNREADABLE");
  });

  it("shows help with examples", () => {
    const { status, out } = run("--help");
    expect(status).toBe(0);
    expect(out).toContain("Examples:\n  entente-verify assessment.cut.json");
  });

  it("runs as the command of its package", () => {
    const bin = fileURLToPath(new URL("../bin/entente-verify.mjs", import.meta.url));
    const out = execFileSync(process.execPath, [bin, "a.cut.json"], { cwd: folder, encoding: "utf8" });
    expect(out).toContain("VERIFIED");
  });
});

describe("hostile folders and names", () => {
  it("follows a link that is named, and none inside a record", () => {
    symlinkSync("a.cut.json", join(folder, "link.json"));
    symlinkSync("record", join(folder, "link"));
    expect(runJson("link.json", "link").verified).toBe(true);

    writeRecord("linked");
    rmSync(join(folder, "linked/index.html"));
    symlinkSync("../record/index.html", join(folder, "linked/index.html"));
    expect(runJson("linked")).toMatchObject({ status: 2, files: [{ code: "FOLDER_UNSAFE" }] });

    writeRecord("linked-folder");
    rmSync(join(folder, "linked-folder/data"), { recursive: true });
    symlinkSync("../record/data", join(folder, "linked-folder/data"));
    expect(runJson("linked-folder")).toMatchObject({ status: 2, files: [{ code: "FOLDER_UNSAFE" }] });

    writeRecord("dangling");
    symlinkSync("nowhere", join(folder, "dangling/dangling"));
    expect(runJson("dangling")).toMatchObject({ status: 2, files: [{ code: "FOLDER_UNSAFE" }] });
  });

  it("refuses pipes without waiting for them, and folders no record has", () => {
    writeRecord("piped");
    execFileSync("mkfifo", [join(folder, "piped/pipe"), join(folder, "pipe.json")]);
    expect(runJson("piped")).toMatchObject({ status: 2, files: [{ code: "FOLDER_UNSAFE" }] });
    expect(runJson("pipe.json").files).toMatchObject([{ code: "FOLDER_UNSAFE" }]);
    writeRecord("hollow");
    mkdirSync(join(folder, "hollow/empty"));
    expect(runJson("hollow")).toMatchObject({ status: 2, files: [{ code: "FOLDER_UNSAFE" }] });
    mkdirSync(join(folder, "hollow/" + "d/".repeat(14)), { recursive: true });
    rmSync(join(folder, "hollow/empty"), { recursive: true });
    expect(runJson("hollow")).toMatchObject({ status: 2, files: [{ code: "FOLDER_UNSAFE" }] });
  });

  it("finds a changed, missing or added file of a record", () => {
    writeRecord("changed");
    write("changed/index.html", "<p>Something else</p>");
    expect(runJson("changed").files).toMatchObject([{ code: "RECORD_FILE_CHANGED", input: "record" }]);
    writeRecord("missing-one");
    rmSync(join(folder, "missing-one/data/case.json"));
    expect(runJson("missing-one").files).toMatchObject([{ code: "RECORD_FILE_MISSING" }]);
    writeRecord("added");
    write("added/.hidden", "x");
    expect(runJson("added").files).toMatchObject([{ code: "RECORD_FILE_UNLISTED" }]);
  });

  it("prints no control or direction characters that came from a name", () => {
    expect(makePrintable("a\u001b[31mb\u202ec\u0085\nd é")).toBe("a\\u{1b}[31mb\\u{202e}c\\u{85}\\u{a}d é");
    const name = write("x\u001b[2J.json", "{}");
    expect(run(name).out).not.toContain("\u001b");
    const { out } = run("missing\u001b[2J\u202e.json");
    for (const character of ["\u001b", "\u202e"]) expect(out).not.toContain(character);
  });
});
