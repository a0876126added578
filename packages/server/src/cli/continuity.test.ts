// `entente backup`, `restore`, `doctor` and `migrate` as an administrator meets them.
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
  chmodSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { generateX25519Identity, identityToRecipient } from "age-encryption";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { setUpLead } from "../keys/index.ts";
import { signHead } from "../ledger/index.ts";
import { AT, commitSome, openEmptyCase } from "../ledger/ledger.fixture.ts";
import { openExerciseNode } from "../node.ts";
import { addBackupCommand } from "./backup.ts";
import { addDoctorCommand } from "./doctor.ts";
import { addLedgerCommands } from "./ledger.ts";
import { addMigrateCommands } from "./migrate.ts";
import { addRestoreCommands } from "./restore.ts";
import { openTyping } from "./typed.fixture.ts";

const folder = mkdtempSync(join(tmpdir(), "entente-test-"));
const at = (name: string): string => join(folder, name);
const type = openTyping(
  addBackupCommand,
  addRestoreCommands,
  addDoctorCommand,
  addMigrateCommands,
  addLedgerCommands,
);
const data = at("node");
let identity = "";

beforeAll(async () => {
  chmodSync(folder, 0o711);
  const node = await openExerciseNode({ dataFolder: data, databaseUrl: null, tell: () => undefined });
  const caseId = await openEmptyCase(node.database);
  await node.database.transact((tx) => setUpLead(tx, node.keystore, "GBR"));
  await node.database.transact(async (tx) => {
    await commitSome(tx, caseId, { name: "some", count: 5 });
    await signHead(tx, node.ledger, AT);
  });
  await node.close();
  mkdirSync(join(data, "files", "a"), { recursive: true });
  writeFileSync(join(data, "files", "a", "original"), "the bytes of an original");
  identity = await generateX25519Identity();
  writeFileSync(at("identity.txt"), `# made for a test\n${identity}\n`);
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const from = (backup: string, target: string, ...more: readonly string[]) =>
  type("restore", "from", at(backup), "--keys", at("keys.backup"), "--data", at(target), ...more);

describe("a backup", () => {
  it("is one file for the node and one for its keys, both encrypted, neither over another", async () => {
    const words = ["--out", at("node.backup"), "--keys", at("keys.backup"), "--data", data, "--json"];
    const made = await type("backup", ...words, "--recipient", await identityToRecipient(identity));
    expect(made.exit).toBe(0);
    expect(made.json).toMatchObject({ files: 1, encrypted: true, ledger: { size: 5 }, leftOut: [] });
    for (const name of ["node.backup", "keys.backup"]) {
      expect(readFileSync(at(name)).subarray(0, 22).toString("latin1")).toBe("age-encryption.org/v1\n");
      expect(statSync(at(name)).mode & 0o777).toBe(0o600);
    }
    expect(await type("backup", ...words)).toMatchObject({ code: "FILE_UNREADABLE" });
    expect(await type("backup", "--out", at("x"), "--keys", at("x"), "--data", data)).toMatchObject({
      code: "REQUEST_INVALID",
    });
    expect(await type("backup", "--out", at("x"), "--data", data, "--recipient", "age1nobody")).toMatchObject(
      { code: "REQUEST_INVALID" },
    );
    expect(existsSync(at("x"))).toBe(false);
  });

  it("is opened by nobody without its identity", async () => {
    expect(await from("node.backup", "locked")).toMatchObject({ exit: 2, code: "BACKUP_SEALED" });
  });

  it("is taken whole or not at all: a broken one leaves a folder no node opens", async () => {
    expect((await type("backup", "--out", at("plain.backup"), "--data", data)).exit).toBe(0);
    const whole = readFileSync(at("plain.backup"));
    writeFileSync(at("short.backup"), whole.subarray(0, Math.floor(whole.length * 0.8)));
    const refused = await from("short.backup", "short", "--identity", at("identity.txt"));
    expect(refused).toMatchObject({ exit: 2, code: "BACKUP_DAMAGED" });
    expect(await type("ledger", "checkpoint", "--data", at("short"))).toMatchObject({
      code: "RESTORE_UNFINISHED",
    });
    writeFileSync(at("none.backup"), "no backup at all");
    expect(await from("none.backup", "none")).toMatchObject({ code: "BACKUP_DAMAGED" });
  });
});

describe("a restored node", () => {
  it("has every row, file and leaf, and serves nobody until somebody who saw its ledger was asked", async () => {
    const restored = await from("node.backup", "new", "--identity", at("identity.txt"), "--json");
    expect(restored.message).toBe("");
    expect(restored.json).toMatchObject({ epoch: 2, files: 1, ledger: { size: 5 } });
    expect(readFileSync(at("new/files/a/original"), "utf8")).toBe("the bytes of an original");
    expect(await type("ledger", "checkpoint", "--data", at("new"))).toMatchObject({
      code: "RESTORE_UNCONFIRMED",
    });
    expect(await type("restore", "confirm", "--data", at("new"))).toMatchObject({ code: "REQUEST_INVALID" });
    const doctor = await type("doctor", "--data", at("new"), "--json");
    expect(doctor.exit).toBe(1);
    expect(JSON.stringify(doctor.json)).toContain("not confirmed");
  });

  it("is not restored over anything", async () => {
    expect(await from("node.backup", "new", "--identity", at("identity.txt"))).toMatchObject({
      code: "OUT_NOT_EMPTY",
    });
  });

  it("does not go on below a checkpoint that somebody holds, and goes on above it", async () => {
    const node = await openExerciseNode({ dataFolder: data, databaseUrl: null, tell: () => undefined });
    const caseId = await openEmptyCase(node.database);
    await node.database.transact(async (tx) => {
      await commitSome(tx, caseId, { name: "later", count: 1 });
      await signHead(tx, node.ledger, AT);
    });
    await node.close();
    const { lines } = await type("ledger", "checkpoint", "--data", data);
    writeFileSync(at("newer"), lines.join("\n"));
    const confirm = ["restore", "confirm", "--data", at("new")];
    expect(await type(...confirm, "--checkpoint", at("newer"))).toMatchObject({ code: "LEDGER_ROLLED_BACK" });
    expect(await type(...confirm, "--checkpoint", at("newer"), "--nobody-saw")).toMatchObject({
      code: "REQUEST_INVALID",
    });
    expect((await type("restore", "rights", "--data", at("new"), "--out", at("rights.txt"))).exit).toBe(0);
    const confirmed = await type(...confirm, "--nobody-saw", "--rights", at("rights.txt"), "--json");
    expect(confirmed.json).toMatchObject({ epoch: 2, ledgerSize: 5, rights: { stand: 0, ended: 0 } });
    expect((await type("ledger", "checkpoint", "--data", at("new"))).exit).toBe(0);
    expect(await type(...confirm, "--nobody-saw")).toMatchObject({ code: "TRANSITION_REFUSED" });
  });
});

describe("looking after a node", () => {
  it("says what is so and what to do", async () => {
    const doctor = await type("doctor", "--data", data);
    expect(doctor.exit).toBe(0);
    const said = doctor.lines.join("\n");
    expect(said).toContain("ok    fsync is on");
    expect(said).toContain("the last backup is of");
    expect(said).toContain("entente ledger policy --set FILE");
    const [key] = ["keys/exercise/ledger-node.json"];
    chmodSync(join(data, key), 0o644);
    const open = await type("doctor", "--data", data);
    expect(open.exit).toBe(1);
    expect(open.lines.join("\n")).toContain(`chmod 600 ${join(data, key)}`);
    chmodSync(join(data, key), 0o600);
  });

  it("names the keys that came since the keys were backed up", async () => {
    const say = async (): Promise<string> => (await type("doctor", "--data", data)).lines.join("\n");
    expect(await say()).toContain("ok    every key is in a backup");
    const late = "keys/exercise/issuer-FRA.json";
    copyFileSync(join(data, "keys/exercise/ledger-node.json"), join(data, late));
    // A backup without keys changes nothing about them.
    expect((await type("backup", "--out", at("rows.backup"), "--data", data)).exit).toBe(0);
    expect(await say()).toContain(`in no backup of the keys: ${late}`);
    rmSync(join(data, late));
  });

  it("says which migrations were applied, and applies none twice", async () => {
    const status = await type("migrate", "status", "--data", data);
    expect(status.lines.join("\n")).toContain("Nothing waits.");
    expect((await type("migrate", "apply", "--data", data)).lines).toEqual(["Nothing waited."]);
  });
});
