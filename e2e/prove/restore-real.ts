// The drill of a real node: `entente serve` with sealed keys, on its own database or on one that DATABASE_URL names, and a
// witness that is alive and has seen its ledger grow after the first of two backups. Everything an administrator does is done
// as typed. From the older backup the node does not go on; from the newer one it does, with every file.
import { execFile } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { mkdir, rename } from "node:fs/promises";
import { join, resolve } from "node:path";
import { parseJson, readAnyObject, readInstant } from "@entente/core/encoding";
import { NotServed, startServed } from "../../packages/server/src/cli/served.fixture.ts";
import { compiledOnce } from "../../packages/server/src/compiled.fixture.ts";
import { readSeat } from "../../packages/server/src/access/index.ts";
import { communityOf, listRealCases, openCase } from "../../packages/server/src/cases/index.ts";
import { draftDocument } from "../../packages/server/src/documents/index.ts";
import { listFiles, viewOfLead } from "../../packages/server/src/files/index.ts";
import { createApp } from "../../packages/server/src/http/app.ts";
import { identifyExerciseControl } from "../../packages/server/src/http/identify.ts";
import { findPolicy, setPolicy, signHead, submitToAll } from "../../packages/server/src/ledger/index.ts";
import { AT, commitSome } from "../../packages/server/src/ledger/ledger.fixture.ts";
import { openExerciseNode, openRealNode } from "../../packages/server/src/node.ts";
import type { Node } from "../../packages/server/src/node.ts";
import { startForeignServer } from "../../packages/server/src/storage/fixtures/servers.ts";
import { acceptLog } from "../../packages/server/src/witness/index.ts";

const ORIGINAL = "the bytes of an original, which nobody else has";
const quiet = (): void => undefined;
const now = () => readInstant(new Date().toISOString());

/** What one drill found wrong; nothing when all is as it must be. */
export async function drillRealNode(
  home: string,
  { external, random }: { readonly external: boolean; readonly random: () => number },
): Promise<readonly string[]> {
  await mkdir(home, { mode: 0o711 });
  const server = external ? await startForeignServer(null) : null;
  const witness = await openExerciseNode({
    dataFolder: join(home, "witness"),
    databaseUrl: null,
    tell: quiet,
  });
  const app = await createApp({ ...witness, site: null, identify: identifyExerciseControl });
  try {
    const url = `${await app.listen({ host: "127.0.0.1", port: 0 })}/witness`;
    const makeDatabase = async (): Promise<string | null> => (await server?.createDatabase()) ?? null;
    return await drill(home, { witness, url, makeDatabase, random });
  } finally {
    await app.close();
    await witness.close();
    await server?.stop();
  }
}

interface Ground {
  readonly witness: Node;
  readonly url: string;
  /** A new database of a server that is there already; null: the node has its own. */
  readonly makeDatabase: () => Promise<string | null>;
  readonly random: () => number;
}

async function drill(
  home: string,
  { witness, url, makeDatabase, random }: Ground,
): Promise<readonly string[]> {
  const faults: string[] = [];
  const expect = (what: string, found: unknown, right: unknown): void => {
    if (JSON.stringify(found) !== JSON.stringify(right))
      faults.push(`${what}: ${JSON.stringify(found)} in place of ${JSON.stringify(right)}`);
  };
  const passphrase = join(home, "passphrase");
  writeFileSync(passphrase, "eleven grey geese on a cold canal\n", { mode: 0o600 });
  const at = (name: string): string => join(home, name);
  const lost: Machine = { data: at("lost"), databaseUrl: await makeDatabase(), passphrase };

  expect("the first start", await serve(lost, { host: "GBR", ledger: "gov.example/entente" }), "served");
  // Backed up on the first day, and never since.
  const keys = await entente(lost, "backup", ...["--out", at("first.backup"), "--keys", at("keys.backup")]);
  const ids = await withReal(lost, async (node) => {
    const key = witness.cosigners[1]?.vkey ?? "";
    const policy = [
      `log ${node.ledger.identity.vkey}`,
      `witness EST ${key} ${url}`,
      ...["group all 1 EST", "quorum all"],
    ];
    await setPolicy(node.folder, `${policy.join("\n")}\n`, node.ledger);
    await witness.database.transact((tx) => acceptLog(tx, node.ledger.identity.vkey));
    const caseId = await receiveOriginal(node);
    await grow(node, caseId, 1 + Math.floor(random() * 20));
    return caseId;
  });
  const older = await entente(lost, "backup", "--out", at("older.backup"));
  const { out: checkpoint } = await entente(lost, "ledger", "checkpoint");
  const grown = await withReal(lost, (node) => grow(node, ids, 1 + Math.floor(random() * 20)));
  const newer = await entente(lost, "backup", "--out", at("newer.backup"));
  expect("backups", [keys.code, older.code, newer.code], [null, null, null]);

  // The machine is gone, and its database with it.
  await rename(lost.data, at("gone"));
  const restoreInto = async (name: string, backup: string): Promise<Machine> => {
    const machine: Machine = { data: at(name), databaseUrl: await makeDatabase(), passphrase };
    const words = ["from", at(backup), "--keys", at("keys.backup")];
    expect(`restore from ${backup}`, (await entente(machine, "restore", ...words)).code, null);
    expect(`${name} before its confirmation`, await serve(machine, {}), "RESTORE_UNCONFIRMED");
    return machine;
  };
  const behind = await restoreInto("behind", "older.backup");
  // The newest checkpoint of its own does not make up for what a witness saw.
  writeFileSync(at("own-checkpoint"), checkpoint);
  for (const word of [[], ["--checkpoint", at("own-checkpoint")]]) {
    const { code } = await entente(behind, "restore", "confirm", ...word);
    expect(`confirmed behind the witness ${word.join(" ")}`, code, "LEDGER_ROLLED_BACK");
  }
  expect(
    "confirmed by a word alone",
    (await entente(behind, "restore", "confirm", "--nobody-saw")).code,
    "LEDGER_ROLLED_BACK",
  );
  expect("served behind the witness", await serve(behind, {}), "RESTORE_UNCONFIRMED");

  const abreast = await restoreInto("abreast", "newer.backup");
  expect("confirmed abreast", (await entente(abreast, "restore", "confirm")).code, null);
  expect("served abreast", await serve(abreast, {}), "served");
  const size = await withReal(abreast, async (node) => {
    expect("originals", await readOriginals(node), [ORIGINAL]);
    return grow(node, ids, 1);
  });
  expect("the ledger goes on above what was witnessed", size > grown, true);
  return faults;
}

interface Machine {
  readonly data: string;
  readonly databaseUrl: string | null;
  readonly passphrase: string;
}

const variablesOf = ({ databaseUrl, passphrase }: Machine): Readonly<Record<string, string>> => ({
  ...(databaseUrl === null ? {} : { DATABASE_URL: databaseUrl }),
  ENTENTE_PASSPHRASE_FILE: passphrase,
});

/** Starts `entente serve` and has it end again: "served", or the code of its refusal. */
async function serve(machine: Machine, more: Readonly<Record<string, string>>): Promise<string> {
  const settings = {
    data: machine.data,
    origin: "http://localhost:8443",
    "passphrase-file": machine.passphrase,
  };
  try {
    const { address, child, ended } = await startServed({ ...settings, ...more }, variablesOf(machine));
    const { status } = await fetch(new URL("/api/health", address));
    child.kill("SIGTERM");
    const code = await ended;
    return status === 200 && code === 0 ? "served" : `answered ${status} and ended with ${code}`;
  } catch (error) {
    if (!(error instanceof NotServed)) throw error;
    return /[A-Z]+(_[A-Z]+)+/.exec(error.message)?.[0] ?? error.message;
  }
}

/** A command as typed, in a process of its own; the code it is refused with, null when it is done. */
function entente(
  machine: Machine,
  ...words: readonly string[]
): Promise<{ readonly code: string | null; readonly out: string }> {
  const program = resolve("packages/server/src/cli/main.ts");
  const start = ["--conditions=source", "--disable-warning=ExperimentalWarning", program];
  const env = { PATH: process.env["PATH"] ?? "", ...compiledOnce, ...variablesOf(machine) };
  return new Promise((done) => {
    execFile(process.execPath, [...start, ...words, "--data", machine.data], { env }, (error, out, said) =>
      done({
        code: error === null ? null : (/^entente: ([A-Z_]+):/m.exec(said)?.[1] ?? `no code: ${said}`),
        out,
      }),
    );
  });
}

async function withReal<T>(machine: Machine, work: (node: Node) => Promise<T>): Promise<T> {
  const node = await openRealNode({
    ...{ dataFolder: machine.data, databaseUrl: machine.databaseUrl, tell: quiet },
    ...{ host: null, ledger: null, process: null, origin: "http://localhost:8443" },
    passphraseFile: machine.passphrase,
    sessionLimits: { idleSeconds: 900, absoluteSeconds: 28_800 },
  });
  try {
    return await work(node);
  } finally {
    await node.close();
  }
}

/** Commits, signs, and has the witness see it; the size it saw. */
async function grow(node: Node, caseId: string, count: number): Promise<number> {
  await node.database.transact(async (tx) => {
    await commitSome(tx, caseId, { name: `${count} more`, count });
    await signHead(tx, node.ledger, AT);
  });
  const found = await findPolicy(node.folder);
  if (found === null) throw new Error("the policy was set");
  const [outcome] = await submitToAll(node.database, {
    ledger: node.ledger,
    policy: found.policy,
    at: now(),
  });
  if (outcome?.submission == null) throw new Error(`the witness refused: ${String(outcome?.failure)}`);
  return outcome.submission.size;
}

/** A real case with a document that was made from a file; the case's id. */
function receiveOriginal(node: Node): Promise<string> {
  const read = (name: string) =>
    readAnyObject(parseJson(readFileSync(join("scenarios/salisbury-2018", name), "utf8")), name);
  const [factsJson, community] = [read("case.json"), { ...read("community.json"), exercise: false }];
  const seat = readSeat("GBR/drafter/anna");
  return node.database.transact(async (tx) => {
    const of = await openCase(tx, {
      seat,
      keystore: node.keystore,
      at: AT,
      factsJson,
      community,
      coalition: null,
    });
    await draftDocument(
      tx,
      { of, seat, at: AT },
      {
        name: "assessment",
        source:
          "---\ntitle: (OPR) Strelsau\noriginator: GBR\npolicy: uk\n---\n\n1. (OPR) Typed from a file.\n",
        original: { name: "report.txt", mediaType: "text/plain", bytes: Buffer.from(ORIGINAL) },
        ...{ attachments: [], community: communityOf(of), files: node.files },
      },
    );
    return of.id;
  });
}

function readOriginals(node: Node): Promise<readonly string[]> {
  return node.database.read(async (reader) => {
    const texts: string[] = [];
    for (const of of await listRealCases(reader))
      for (const { id } of await listFiles(reader, viewOfLead(of))) {
        const file = await node.files.read(reader, viewOfLead(of), id);
        texts.push(Buffer.from(file?.bytes ?? []).toString("utf8"));
      }
    return texts;
  });
}
