// `entente ledger` and `entente fsck` as a person meets them: on the data folder of a node, with another node listening.
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Command } from "commander";
import type { FastifyInstance } from "fastify";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import {
  openWitnessedCheckpoint,
  parseLedgerPolicy,
  readAddCheckpoint,
  readLedgerIdentity,
  verifyProof,
} from "@entente/core/ledger";
import { nodePrimitives } from "@entente/verifier";
import { createApp } from "../http/app.ts";
import { identifyExerciseControl } from "../http/identify.ts";
import { readLedgerEntries, signHead } from "../ledger/index.ts";
import { AT, commitSome, openEmptyCase } from "../ledger/ledger.fixture.ts";
import { openExerciseNode } from "../node.ts";
import type { Node } from "../node.ts";
import { migrationsFolder, openStorage } from "../storage/index.ts";
import { acceptLog } from "../witness/index.ts";
import { addFsckCommand } from "./fsck.ts";
import { addLedgerCommands } from "./ledger.ts";

const folder = mkdtempSync(join(tmpdir(), "entente-test-"));
const data = join(folder, "lead");
let witness: Node;
let app: FastifyInstance;
let url = "";
let vkey = "";
let entries: readonly Uint8Array[] = [];

const open = (dataFolder: string): Promise<Node> =>
  openExerciseNode({ dataFolder, databaseUrl: null, tell: () => undefined });

beforeAll(async () => {
  const lead = await open(data);
  const caseId = await openEmptyCase(lead.database);
  for (const count of [3, 280])
    await lead.database.transact(async (tx) => {
      await commitSome(tx, caseId, { name: `${count}`, count });
      await signHead(tx, lead.ledger, AT);
    });
  entries = await lead.database.read(readLedgerEntries);
  vkey = lead.ledger.identity.vkey;
  await lead.close();
  witness = await open(join(folder, "witness"));
  app = await createApp({ ...witness, site: null, identify: identifyExerciseControl });
  url = `${await app.listen({ host: "127.0.0.1", port: 0 })}/witness`;
});
afterAll(async () => {
  await app.close();
  await witness.close();
  rmSync(folder, { recursive: true, force: true });
});
afterEach(() => {
  process.exitCode = undefined;
});

interface Said {
  readonly lines: string[];
  readonly notes: string[];
  json: unknown;
  file: string;
}

async function run(...words: string[]): Promise<Said> {
  const said: Said = { lines: [], notes: [], json: null, file: "" };
  const program = new Command("entente").exitOverride();
  const terminal = {
    print: (line: string) => void said.lines.push(line),
    printJson: (value: unknown) => void (said.json = value),
    printFile: (text: string) => void (said.file += text),
    progress: () => undefined,
    note: (line: string) => void said.notes.push(line),
  };
  addLedgerCommands(program, terminal);
  addFsckCommand(program, terminal);
  await program.parseAsync([...words, "--data", data], { from: "user" });
  return said;
}

function writePolicy(...lines: string[]): string {
  const path = join(folder, "policy.txt");
  writeFileSync(path, `${[`log ${vkey}`, ...lines].join("\n")}\n`);
  return path;
}

const identity = () => readLedgerIdentity(vkey, nodePrimitives);

describe("entente ledger", () => {
  it("prints the checkpoint, and proofs that verify against it", async () => {
    const { file: note } = await run("ledger", "checkpoint");
    expect((await run("ledger", "checkpoint", "--json")).json).toMatchObject({ vkey, size: 283, note });
    const { file: text } = await run("ledger", "prove", "257");
    const entry = entries[257] ?? new Uint8Array();
    expect(verifyProof({ text, entry, identity: identity(), policy: null }, nodePrimitives).index).toBe(257);
    const out = join(folder, "proof");
    expect((await run("ledger", "prove", "257", "--out", out)).lines).toEqual([
      `leaf-257 and its proof in ${out}`,
    ]);
    expect(readFileSync(join(out, "leaf-257"))).toEqual(Buffer.from(entry));
    expect(readFileSync(join(out, "leaf-257.tlog-proof"), "utf8")).toBe(text);
    const { file: since } = await run("ledger", "prove", "--from", "3");
    expect(readAddCheckpoint(since)).toMatchObject({ oldSize: 3, note });
  });

  it.each([
    ["prove"],
    ["prove", "283"],
    ["prove", "-1"],
    ["prove", "01"],
    ["prove", "1", "--from", "1"],
    ["prove", "--from", "0"],
    ["prove", "--from", "1", "--out", "x"],
  ])("refuses what the ledger does not have: %s %s", async (...words) => {
    await expect(run("ledger", ...words)).rejects.toMatchObject({ code: "REQUEST_INVALID" });
  });

  it("writes the files that the node serves, byte for byte", async () => {
    const out = join(folder, "public");
    expect((await run("ledger", "tiles", "--out", out)).lines[0]).toMatch(/files of a ledger of 283 leaves/);
    const paths = readdirSync(out, { recursive: true, encoding: "utf8" }).filter((path) =>
      statSync(join(out, path)).isFile(),
    );
    const files = paths.filter((path) => path !== "entente-out.json").sort();
    expect(files).toEqual(
      [
        "checkpoint",
        "tile/0/000",
        "tile/0/001.p/27",
        "tile/1/000.p/1",
        "tile/entries/000",
        "tile/entries/001.p/27",
      ].sort(),
    );
    const node = await open(data);
    const served = await createApp({ ...node, site: null, identify: identifyExerciseControl });
    try {
      for (const path of files) {
        const answer = await served.inject(`/ledger/${path}`);
        expect(answer.rawPayload.equals(readFileSync(join(out, path))), path).toBe(true);
        const still = path === "checkpoint";
        expect(answer.headers["content-type"]).toBe(
          still ? "text/plain; charset=utf-8" : "application/octet-stream",
        );
        expect(answer.headers["cache-control"]).toBe(
          still ? "public, max-age=2" : "public, max-age=31536000, immutable",
        );
      }
      for (const path of [
        "tile/0/001",
        "tile/0/001.p/28",
        "tile/0/1",
        "tile/x/000",
        "tile/0/000.p/256",
        "other",
      ])
        expect((await served.inject(`/ledger/${path}`)).statusCode, path).toBe(404);
    } finally {
      await served.close();
      await node.close();
    }
  });

  it("asks no witness without a policy, and says what to write", async () => {
    await expect(run("ledger", "witness", "--all")).rejects.toMatchObject({
      code: "LEDGER_POLICY_MISSING",
      message: expect.stringContaining(`log ${vkey}`) as string,
    });
    await expect(run("ledger", "witness", url)).rejects.toMatchObject({ code: "LEDGER_POLICY_MISSING" });
    await expect(run("ledger", "witness", url, "--all")).rejects.toMatchObject({ code: "REQUEST_INVALID" });
    const { lines, notes } = await run("ledger", "policy");
    expect(lines[0]).toBe(`log ${vkey}`);
    expect(lines.slice(1).map((line) => line.split(" ")[1])).toEqual(["ed25519", "ml-dsa-44"]);
    expect(notes.join()).toContain("No policy is set");
  });

  it("says of each witness what came of it, and whether together they are enough", async () => {
    const key = witness.cosigners[1]?.vkey ?? "";
    const path = writePolicy(
      `witness EST ${key} ${url}`,
      `witness gone ${witness.cosigners[0]?.vkey ?? ""} http://127.0.0.1:9/witness`,
      "group one 1 EST gone",
      "quorum one",
    );
    expect((await run("ledger", "policy", "--set", path)).file).toBe(readFileSync(path, "utf8"));
    // EST does not know the ledger yet.
    const refused = await run("ledger", "witness", "--all", "--json");
    expect(process.exitCode).toBe(1);
    expect(refused.json).toMatchObject({
      quorum: false,
      witnesses: [
        { witness: "EST", code: "WITNESS_REFUSED" },
        { witness: "gone", code: "WITNESS_UNREACHABLE" },
      ],
    });
    expect(refused.notes.join("\n")).toContain(`entente ledger witness --accept ${vkey}`);
    await witness.database.transact((tx) => acceptLog(tx, vkey));
    const half = await run("ledger", "witness", "--all");
    expect(half.lines).toEqual(["EST cosigned 283 leaves"]);
    expect(half.notes).toHaveLength(1);
    expect(process.exitCode).toBe(1);
    process.exitCode = undefined;
    expect((await run("ledger", "witness", url)).lines).toEqual(["EST cosigned 283 leaves"]);
    expect(process.exitCode).toBeUndefined();
    const policy = parseLedgerPolicy(readFileSync(path, "utf8"), nodePrimitives);
    const { file: note } = await run("ledger", "checkpoint");
    expect(openWitnessedCheckpoint({ note, policy }, nodePrimitives).witnesses).toEqual(["EST"]);
    // A proof that is printed now carries the witness.
    const { file: text } = await run("ledger", "prove", "0");
    const proven = { text, entry: entries[0] ?? new Uint8Array(), identity: identity(), policy };
    expect(verifyProof(proven, nodePrimitives).witnesses).toEqual(["EST"]);
  });

  it("lists what the node witnesses itself", async () => {
    const other = witness.ledger.identity;
    await run("ledger", "witness", "--accept", other.vkey);
    expect((await run("ledger", "witness", "--json")).json).toMatchObject({
      logs: [{ origin: other.origin, vkey: other.vkey, size: 0 }],
    });
  });

  it("has an example for every command, and makes no node of a mistyped folder", async () => {
    const program = new Command("entente");
    const terminal = {
      print: () => undefined,
      printJson: () => undefined,
      printFile: () => undefined,
      progress: () => undefined,
      note: () => undefined,
    };
    addLedgerCommands(program, terminal);
    addFsckCommand(program, terminal);
    const ledger = program.commands.find((command) => command.name() === "ledger");
    const commands = [
      ...(ledger?.commands ?? []),
      ...program.commands.filter((one) => one.name() === "fsck"),
    ];
    expect(commands.map((one) => one.name())).toEqual([
      "checkpoint",
      "prove",
      "tiles",
      "witness",
      "policy",
      "fsck",
    ]);
    for (const command of commands) {
      let help = "";
      command.configureOutput({ writeOut: (text) => (help += text) }).outputHelp();
      expect(help, command.name()).toContain("Examples:\n  npx entente ");
    }
    const nowhere = join(folder, "nowhere");
    await expect(program.parseAsync(["fsck", "--data", nowhere], { from: "user" })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    expect(readdirSync(folder)).not.toContain("nowhere");
  });
});

describe("entente fsck", () => {
  it("says that a whole node is whole, and names the first wrong byte of another", async () => {
    const whole = await run("fsck");
    expect(whole.lines.at(-1)).toBe("Everything follows from everything else.");
    expect(process.exitCode).toBeUndefined();
    await damage(
      "ledger_tile",
      "hashes = set_byte(hashes, 77, get_byte(hashes, 77) # 8)",
      "level = 0 AND number = 0",
    );
    const { lines } = await run("fsck");
    expect(lines[0]).toBe("First wrong: ledger_tile 0/0 hashes, byte 77");
    expect(process.exitCode).toBe(1);
    const { json } = await run("fsck", "--json");
    expect(json).toMatchObject({
      findings: [{ table: "ledger_tile", row: "0/0", column: "hashes", offset: 77 }],
    });
  });

  it("looks also where the node itself would not start", async () => {
    await damage("migration", "sha256 = repeat('0', 64)", "number = 1");
    await expect(run("ledger", "checkpoint")).rejects.toMatchObject({ code: "SCHEMA_CHANGED" });
    expect((await run("fsck")).lines[0]).toBe("First wrong: migration 1 sha256, byte 0");
    expect(process.exitCode).toBe(1);
  });

  async function damage(table: string, set: string, where: string): Promise<void> {
    const storage = await openStorage({
      ...{ dataFolder: data, databaseUrl: null },
      ...{ migrations: migrationsFolder, note: () => undefined },
    });
    const owner = await storage.connectOwner();
    await owner.query(`ALTER TABLE ${table} DISABLE TRIGGER USER; UPDATE ${table} SET ${set} WHERE ${where}`);
    await owner.end();
    await storage.close();
  }
});
