// `entente release …` on a real node, command by command as typed: what each answers, how it ends, and what it refuses. Each
// test goes on from the one before it, as people do.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { FastifyInstance } from "fastify";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parseJson, readAnyObject, readInstant } from "@entente/core/encoding";
import { fingerprintIssuer, thumbprint } from "@entente/core/keys";
import { nodePrimitives } from "@entente/verifier";
import { openSeatView, readSeat, readUnder } from "../access/index.ts";
import { findCase, openCase } from "../cases/index.ts";
import { createApp } from "../http/app.ts";
import { identifyExerciseControl } from "../http/identify.ts";
import { openServingNode } from "../node.ts";
import type { Node } from "../node.ts";
import { TEXT } from "../releases/releases.fixture.ts";
import { readRows } from "../storage/index.ts";
import { acceptLog } from "../witness/index.ts";
import { addLedgerCommands } from "./ledger.ts";
import { addReleaseCommands } from "./release.ts";
import { addSeatCommands } from "./seat.ts";
import { addStixCommands } from "./stix.ts";
import { openTyping } from "./typed.fixture.ts";
import type { Said } from "./typed.fixture.ts";

const folder = mkdtempSync(join(tmpdir(), "entente-test-"));
const data = join(folder, "lead");
const open = (name: string): Promise<Node> =>
  openServingNode({ dataFolder: join(folder, name), databaseUrl: null, tell: () => undefined });
/** Commands work beside it: none of them waits for a database to start. */
let lead: Node;

beforeAll(async () => {
  lead = await open("lead");
  const read = (name: string) =>
    readAnyObject(parseJson(readFileSync(join("scenarios/salisbury-2018", name), "utf8")), name);
  const [factsJson, community] = [read("case.json"), read("community.json")];
  const at = readInstant("2018-03-05T09:00:00Z");
  await lead.database.transact((tx) =>
    openCase(tx, {
      seat: readSeat("GBR/drafter"),
      keystore: lead.keystore,
      at,
      factsJson,
      community,
      coalition: null,
    }),
  );
  writeFileSync(join(folder, "bridge.md"), TEXT);
});
afterAll(async () => {
  await lead.close();
  rmSync(folder, { recursive: true, force: true });
});

const type = openTyping(addReleaseCommands, addSeatCommands, addLedgerCommands, addStixCommands);
const run = (...words: string[]): Promise<Said> => type(...words, "--data", data);

const release = (seat: string, ...words: string[]): Promise<Said> =>
  run("release", ...words, "--case", "salisbury-2018", "--seat", seat);
const DRAFTER = "GBR/drafter";
const AUTHORITY = "GBR/release-authority";
const refusal = (code: string, exit: 1 | 2) => ({ code, exit });
const DONE = { exit: 0, code: null };

/** `entente-verify` in a process of its own. */
function verify(...words: string[]): { readonly exit: number; readonly said: string } {
  const program = resolve("packages/verifier/src/main.ts");
  try {
    const said = execFileSync(
      process.execPath,
      ["--conditions=source", "--disable-warning=ExperimentalWarning", program, ...words],
      { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] },
    );
    return { exit: 0, said };
  } catch (error) {
    const { status, stdout } = error as { status: number; stdout: string };
    return { exit: status, said: stdout };
  }
}

let plan = "";
let name = "";
const cuts = join(folder, "cuts");
const fileOf = (...path: string[]): string => join(cuts, ...path);

describe("plan", () => {
  test("answers with the plan and its digest, of a file that becomes the document's version", async () => {
    const planned = await release(
      ...[DRAFTER, "plan", join(folder, "bridge.md"), "--to", "DEU,EST,FRA", "--counts", "DEU", "--json"],
    );
    expect(planned).toMatchObject(DONE);
    expect(Object.keys(planned.json)).toEqual(["lead", "digest", "proposal"]);
    expect(planned.json).toMatchObject({
      lead: "GBR",
      digest: expect.stringMatching(/^[\w-]{43}$/) as string,
      proposal: { document: "bridge", scan: { findings: [] } },
    });
    plan = String(planned.json["digest"]);
  });

  test("says to a person who reads what, and what comes next", async () => {
    const { lines, exit } = await release(DRAFTER, "plan", "bridge", "--to", "everyone");
    expect(exit).toBe(0);
    expect(lines[0]).toMatch(/^PLAN [\w-]{43}/);
    expect(lines.at(-1)).toMatch(
      /^Another person approves it: {2}entente release approve bridge --plan [\w-]{12} /,
    );
  });

  test.each([
    ["a seat that drafts nothing", "GBR/desk", ["bridge", "--to", "DEU"], "NOT_FOUND", 2],
    ["another member's drafter", "DEU/drafter", ["bridge", "--to", "DEU"], "NOT_FOUND", 2],
    ["no seat", "nobody", ["bridge", "--to", "DEU"], "REQUEST_INVALID", 2],
    ["a member nobody knows", DRAFTER, ["bridge", "--to", "XYZ"], "MEMBER_UNKNOWN", 2],
    ["a document that is not there", DRAFTER, ["nothing", "--to", "DEU"], "NOT_FOUND", 2],
    ["nobody to release to", DRAFTER, ["bridge"], "USAGE", 2],
    [
      "a public text that is not there",
      DRAFTER,
      ["bridge", "--to", "DEU", "--public", "gone.txt"],
      "FILE_UNREADABLE",
      2,
    ],
  ] as const)("refuses %s", async (_what, seat, words, code, exit) => {
    expect(await release(seat, "plan", ...words)).toMatchObject(refusal(code, exit));
  });

  test("refuses a case that is not on the node", async () => {
    const words = ["release", "plan", "bridge", "--to", "DEU", "--case", "gone", "--seat", DRAFTER];
    expect(await run(...words)).toMatchObject(refusal("NOT_FOUND", 2));
  });
});

describe("approve and issue", () => {
  test("show lists the plans, and prints one whole", async () => {
    const { json } = await release(AUTHORITY, "show", "bridge", "--json");
    expect(json).toMatchObject({ document: "bridge", unsealings: [], notices: [] });
    expect(json["plans"]).toHaveLength(2);
    expect((json["plans"] as unknown[])[1]).toEqual({
      ...{ digest: plan, proposedBy: DRAFTER, approvedBy: null, release: null },
    });
    const { lines } = await release(AUTHORITY, "show", "bridge", "--plan", plan.slice(0, 12));
    expect(lines[0]).toContain(plan);
    expect(await release(AUTHORITY, "show", "bridge", "--plan", "A".repeat(12))).toMatchObject(
      refusal("TRANSITION_REFUSED", 1),
    );
  });

  test("nothing is issued before it is approved", async () => {
    expect(await release(AUTHORITY, "issue", "bridge", "--plan", plan)).toMatchObject(
      refusal("TRANSITION_REFUSED", 1),
    );
  });

  test.each([
    ["the drafter", DRAFTER, () => plan, "NOT_FOUND"],
    ["a desk", "GBR/desk", () => plan, "NOT_FOUND"],
    ["another member's authority", "DEU/release-authority", () => plan, "NOT_FOUND"],
    ["a plan that is not there", AUTHORITY, () => "A".repeat(43), "NOT_FOUND"],
    ["a digest cut too short", AUTHORITY, () => plan.slice(0, 11), "SHAPE_INVALID"],
  ] as const)("approve refuses %s", async (_what, seat, digest, code) => {
    expect(await release(seat, "approve", "bridge", "--plan", digest())).toMatchObject(refusal(code, 2));
  });

  test("approve takes the digest's beginning, once", async () => {
    const start = plan.slice(0, 12);
    const approved = await release(AUTHORITY, "approve", "bridge", "--plan", start, "--json");
    expect(approved).toMatchObject({ ...DONE, json: { document: "bridge", plan: start, approved: true } });
    expect(await release(AUTHORITY, "approve", "bridge", "--plan", start)).toMatchObject(
      refusal("TRANSITION_REFUSED", 1),
    );
  });

  test("issue signs, cuts and writes, once", async () => {
    expect(await release("DEU/desk", "issue", "bridge", "--plan", plan)).toMatchObject(
      refusal("NOT_FOUND", 2),
    );
    const issued = await release(AUTHORITY, "issue", "bridge", "--plan", plan, "--out", cuts, "--json");
    expect(issued).toMatchObject({
      ...DONE,
      json: { document: "bridge", plan, release: expect.stringMatching(/^[\w-]{22}$/) as string, cuts: 3 },
    });
    name = String(issued.json["release"]);
    expect(readdirSync(cuts).sort()).toEqual(["DEU", "EST", "FRA"]);
    for (const member of ["DEU", "EST", "FRA"])
      expect(readdirSync(fileOf(member))).toEqual(["bridge.cut.json"]);
    expect(verify(fileOf("DEU", "bridge.cut.json"), fileOf("EST", "bridge.cut.json"))).toMatchObject({
      exit: 0,
    });
    expect(await release(AUTHORITY, "issue", "bridge", "--plan", plan)).toMatchObject(
      refusal("TRANSITION_REFUSED", 1),
    );
  });

  test("the signed approval is a file that is checked beside a cut", async () => {
    const file = join(folder, "approval.txt");
    const show = (...words: string[]): Promise<Said> =>
      release("GBR/desk", "show", "bridge", ...words, "--approval", file);
    expect(await show()).toMatchObject(refusal("REQUEST_INVALID", 2));
    expect(await show("--plan", plan)).toMatchObject(DONE);
    const { exit, said } = verify(fileOf("DEU", "bridge.cut.json"), file);
    expect([exit, said.includes(`the approval of release ${name}`)]).toEqual([0, true]);
    expect(await release("DEU/desk", "show", "bridge", "--plan", plan, "--approval", file)).not.toMatchObject(
      DONE,
    );
  });

  test("each cut that left the node with it is in the journal", async () => {
    const read = await lead.database.read(async (reader) => {
      const row = await findCase(reader, "salisbury-2018");
      if (row === null) throw new Error("there is no case");
      await readUnder(reader, openSeatView(readSeat(AUTHORITY), row));
      return readRows(
        reader,
        sql`SELECT seat, detail ->> 'recipient' AS recipient FROM journal WHERE action = 'cut.read' ORDER BY 2`,
      );
    });
    expect(read).toEqual(["DEU", "EST", "FRA"].map((recipient) => ({ seat: AUTHORITY, recipient })));
  });

  test("issue refuses what changed since", async () => {
    writeFileSync(join(folder, "second.md"), TEXT);
    const to = ["--to", "DEU", "--json"];
    const { json } = await release(DRAFTER, "plan", join(folder, "second.md"), ...to);
    const digest = String(json["digest"]);
    expect(await release(AUTHORITY, "approve", "second", "--plan", digest)).toMatchObject(DONE);
    writeFileSync(join(folder, "second.md"), TEXT.replace("closed at noon", "closed at one"));
    expect(await release(DRAFTER, "plan", join(folder, "second.md"), ...to)).toMatchObject(DONE);
    expect(await release(AUTHORITY, "issue", "second", "--plan", digest)).toMatchObject(
      refusal("RELEASE_CHANGED_SINCE_APPROVAL", 1),
    );
  });
});

describe("unseal", () => {
  let digest = "";
  const out = join(folder, "deu.unsealing.json");
  const asked = (...words: string[]): Promise<Said> =>
    release(...([DRAFTER, "unseal", "plan", ...words, "--reason", "The caller may be named."] as const));

  test("is planned", async () => {
    const planned = await asked(name, "--for", "DEU", "--places", "p1/1", "--json");
    expect(planned).toMatchObject({
      ...DONE,
      json: { proposal: { places: [{ place: "p1/1", marking: "UK SECRET - REL TO EST", cleared: false }] } },
    });
    digest = String(planned.json["digest"]);
    const { lines } = await asked(name, "--for", "DEU", "--places", "p1/1");
    expect(lines[0]).toBe(`UNSEALING ${digest}`);
    expect(lines[2]).toContain("DEU is not cleared for it");
  });

  test.each([
    ["a place that is none", ["--for", "DEU", "--places", "p99"], "TRANSITION_REFUSED", 1],
    ["a place that is shown", ["--for", "DEU", "--places", "p1"], "TRANSITION_REFUSED", 1],
    ["somebody without a cut", ["--for", "SWE", "--places", "p4"], "NOT_FOUND", 2],
    ["no place", ["--for", "DEU", "--places", ","], "REQUEST_INVALID", 2],
  ] as const)("plan refuses %s", async (_what, words, code, exit) => {
    expect(await asked(name, ...words)).toMatchObject(refusal(code, exit));
  });

  test("takes two persons, then it is a file beside the cut", async () => {
    const issue = (): Promise<Said> =>
      release(AUTHORITY, "unseal", "issue", "--plan", digest, "--out", out, "--json");
    expect(await issue()).toMatchObject(refusal("TRANSITION_REFUSED", 1));
    expect(await release(DRAFTER, "unseal", "approve", "--plan", digest)).toMatchObject(
      refusal("NOT_FOUND", 2),
    );
    expect(await release(AUTHORITY, "unseal", "approve", "--plan", digest, "--json")).toMatchObject({
      ...DONE,
      json: { digest, approved: true },
    });
    expect(await issue()).toMatchObject({ ...DONE, json: { digest, file: out } });
    expect(await issue()).toMatchObject(refusal("TRANSITION_REFUSED", 1));
    expect(verify(fileOf("DEU", "bridge.cut.json"), out).exit).toBe(0);
    expect(verify(fileOf("EST", "bridge.cut.json"), out)).toMatchObject({
      ...{ exit: 1, said: expect.stringContaining("FILE_MISMATCH") as string },
    });
    expect(await release(AUTHORITY, "unseal", "approve", "--plan", "A".repeat(12))).toMatchObject(
      refusal("NOT_FOUND", 2),
    );
  });
});

describe("what is said afterwards", () => {
  test("correct", async () => {
    const out = join(folder, "correction.json");
    const corrected = await release(
      ...[AUTHORITY, "correct", name, "--text", "The hour in paragraph 1 is wrong.", "--out", out, "--json"],
    );
    expect(corrected).toMatchObject({ ...DONE, json: { release: name, kind: "correction", file: out } });
    expect(verify(fileOf("EST", "bridge.cut.json"), out).exit).toBe(0);
  });

  test("supersede, by a release that is issued", async () => {
    const { json } = await release(DRAFTER, "plan", "second", "--to", "DEU", "--json");
    const digest = String(json["digest"]);
    await release(AUTHORITY, "approve", "second", "--plan", digest);
    const next = await release(AUTHORITY, "issue", "second", "--plan", digest, "--json");
    const by = String(next.json["release"]);
    const said = ["--text", "Read the next version."];
    expect(await release(AUTHORITY, "supersede", name, ...said)).toMatchObject(refusal("USAGE", 2));
    expect(await release(AUTHORITY, "supersede", name, "--by", "A".repeat(22), ...said)).toMatchObject(
      refusal("NOT_FOUND", 2),
    );
    expect(await release(AUTHORITY, "supersede", name, "--by", name, ...said)).toMatchObject(
      refusal("TRANSITION_REFUSED", 1),
    );
    expect(await release(AUTHORITY, "supersede", name, "--by", by, ...said, "--json")).toMatchObject({
      ...DONE,
      json: { release: name, kind: "supersession", file: null },
    });
  });

  test("recall", async () => {
    expect(await release(DRAFTER, "recall", name, "--text", "Stop.")).toMatchObject(refusal("NOT_FOUND", 2));
    expect(await release(AUTHORITY, "recall", "A".repeat(22), "--text", "Stop.")).toMatchObject(
      refusal("NOT_FOUND", 2),
    );
    expect(await release(AUTHORITY, "recall", name, "--text", " ")).toMatchObject(
      refusal("REQUEST_INVALID", 2),
    );
    expect(
      await release(AUTHORITY, "recall", name, "--text", "Forget the tunnel nobody but the lead reads of."),
    ).toMatchObject(refusal("RELEASE_LEAKS", 1));
    expect(
      await release(AUTHORITY, "recall", name, "--text", "Please stop using it.", "--json"),
    ).toMatchObject({
      ...DONE,
      json: { release: name, kind: "recall", file: null },
    });
  });

  test("acknowledge, each holder for itself", async () => {
    expect(await release("DEU/desk", "acknowledge", name, "--json")).toMatchObject({
      ...DONE,
      json: { release: name, acknowledged: 3 },
    });
    expect(await release("DEU/desk", "acknowledge", name, "--json")).toMatchObject({
      json: { acknowledged: 0 },
    });
    for (const seat of ["SWE/desk", "GBR/desk"])
      expect(await release(seat, "acknowledge", name), seat).toMatchObject(refusal("NOT_FOUND", 2));
    const { json, lines } = await release("GBR/desk", "show", "bridge", "--json");
    expect(lines).toEqual([]);
    expect(json["notices"]).toMatchObject(
      ["correction", "supersession", "recall"].map((kind) => ({
        ...{ kind, release: name },
        holders: [
          { member: "DEU", acknowledged: expect.any(String) as string },
          { member: "EST", acknowledged: null },
          { member: "FRA", acknowledged: null },
        ],
      })),
    );
    expect(json["unsealings"]).toMatchObject([{ recipient: "DEU", places: ["p1/1"], issued: true }]);
    const told = (await release("GBR/desk", "show", "bridge")).lines.join("\n");
    expect(told).toContain("acknowledged by 1 of 3; not yet by EST, FRA");
  });

  test("consent, by the member a quotation comes from", async () => {
    const asked = [name, "p7", "granted", "--for", "EST"] as const;
    expect(await release("DEU/desk", "consent", ...asked, "--json")).toMatchObject({
      ...DONE,
      json: { release: name, portion: "p7", recipient: "EST", answer: "granted" },
    });
    expect(await release("DEU/desk", "consent", name, "p7", "perhaps", "--for", "EST")).toMatchObject(
      refusal("SHAPE_INVALID", 2),
    );
    expect(await release("DEU/desk", "consent", name, "p7", "granted", "--for", "XYZ")).toMatchObject(
      refusal("MEMBER_UNKNOWN", 2),
    );
    expect(await release("DEU/drafter", "consent", ...asked)).toMatchObject(refusal("NOT_FOUND", 2));
  });
});

describe("late evidence", () => {
  const witnesses: { readonly node: Node; readonly app: FastifyInstance }[] = [];
  const trust = join(folder, "trust.json");
  const late = join(folder, "late");
  const page = join(folder, "deu.html");
  afterAll(async () => {
    for (const { node, app } of witnesses) {
      await app.close();
      await node.close();
    }
  });

  /** A cut, what was unsealed of it, and what is said of it. */
  const listFiles = (of: string): string[] =>
    readdirSync(join(of, "DEU"))
      .filter((file) => file.startsWith("bridge."))
      .sort()
      .map((file) => join(of, "DEU", file));

  test("before a witness has seen it, what leaves is what was issued, and a reader who asks for two refuses it", async () => {
    const names = ["EST", "FIN"];
    const lines = [`log ${lead.ledger.identity.vkey}`];
    for (const witness of names) {
      const node = await open(witness);
      const app = await createApp({ ...node, site: null, identify: identifyExerciseControl });
      witnesses.push({ node, app });
      const url = `${await app.listen({ host: "127.0.0.1", port: 0 })}/witness`;
      await node.database.transact((tx) => acceptLog(tx, lead.ledger.identity.vkey));
      lines.push(`witness ${witness} ${node.cosigners[1]?.vkey ?? ""} ${url}`);
    }
    const policy = `${[...lines, "group both 2 EST FIN", "quorum both"].join("\n")}\n`;
    writeFileSync(join(folder, "policy.txt"), policy);
    const { ed25519, mlDsa } = await lead.keystore.openIssuer("GBR");
    const issuer = fingerprintIssuer({ ed25519: ed25519.publicKey, mlDsa: mlDsa.publicKey }, nodePrimitives);
    const authority = (await lead.keystore.openSigner("authority", "GBR")).publicKey;
    writeFileSync(
      trust,
      JSON.stringify({
        ...{
          format: "entente-trust/2",
          issuers: [issuer],
          authorities: [thumbprint(authority, nodePrimitives)],
        },
        policy,
      }),
    );
    const listed = await release("GBR/desk", "cuts", "--out", cuts, "--json");
    expect(listed).toMatchObject({ ...DONE, json: { out: cuts } });
    expect(listed.json["files"]).toContainEqual({ path: "DEU/bridge.cut.json", witnessed: null });
    const files = listFiles(cuts);
    expect(files).toHaveLength(5);
    expect(verify(...files).exit).toBe(0);
    const stix = join(folder, "stix");
    const what = ["--document", "bridge", "--out", stix, "--json"];
    const where = ["--case", "salisbury-2018", "--seat", "DEU/desk", ...what];
    expect(await run("stix", "export", ...where)).toMatchObject({
      ...DONE,
      json: { out: stix, files: [{ recipient: "DEU", document: "bridge", path: "DEU/bridge.stix.json" }] },
    });
    const checked = verify(join(stix, "DEU", "bridge.stix.json"));
    expect(checked).toMatchObject({ exit: 0, said: expect.stringContaining("a true cut for DEU") as string });
    expect(await run("stix", "export", ...where, "--recipient", "FRA")).toMatchObject(
      refusal("NOT_FOUND", 2),
    );
    for (const file of files) {
      const { exit, said } = verify(...new Set([files[4] ?? "", file]), "--trust", trust);
      expect(exit, file).toBe(3);
      expect(said).toContain("LEDGER_QUORUM_MISSING");
    }
  });

  test("one witness of two is named and is not enough", async () => {
    expect(await run("ledger", "policy", "--set", join(folder, "policy.txt"))).toMatchObject(DONE);
    const one = witnesses[0];
    const url = /EST \S+ (\S+)/.exec(readFileSync(join(folder, "policy.txt"), "utf8"))?.[1] ?? "";
    expect(one).toBeDefined();
    expect(await run("ledger", "witness", url)).toMatchObject({ exit: 0 });
    const { lines } = await release("GBR/desk", "show", "bridge", "--out", late);
    expect(lines.join("\n")).toMatch(/DEU\/bridge\.cut\.json +proven to \d+ leaves, cosigned with 1 key\n/);
    const { exit, said } = verify(join(late, "DEU", "bridge.cut.json"), "--trust", trust);
    expect(exit).toBe(3);
    expect(said).toContain("LEDGER_QUORUM_MISSING");
  });

  test("after both cosigned, cut, unsealing and notices leave with proofs that satisfy the reader's policy", async () => {
    expect(await run("ledger", "witness", "--all")).toMatchObject(DONE);
    const { json } = await release("GBR/desk", "cuts", "--out", late, "--json");
    const leaves = (json["files"] as { witnessed: { leaves: number } }[])[0]?.witnessed.leaves;
    expect(json["files"]).toContainEqual({
      path: "DEU/bridge.cut.json",
      witnessed: { leaves, keys: 2 },
    });
    const files = listFiles(late);
    expect(files).toHaveLength(5);
    const { exit, said } = verify(...files, "--trust", trust);
    expect(said).toContain("cosigned by 2 of your witnesses");
    expect(exit).toBe(0);
    // Only the proofs are others: what was signed is what was stored.
    const [before, after] = [cuts, late].map(
      (of) =>
        JSON.parse(readFileSync(join(of, "DEU", "bridge.cut.json"), "utf8")) as { readonly release: unknown },
    );
    expect(after?.release).toEqual(before?.release);
    expect(after).not.toEqual(before);
  });

  test("a later leaf leaves with its own proof until the next cosignature, and the earlier ones keep theirs", async () => {
    await release(AUTHORITY, "correct", name, "--text", "One more word on it.");
    const { json } = await release("DEU/desk", "cuts", "--json");
    const files = json["files"] as { path: string; witnessed: unknown }[];
    expect(files.filter(({ path }) => path.startsWith("DEU/bridge.")).at(-1)?.witnessed).toBeNull();
    expect(files[0]?.witnessed).not.toBeNull();
    expect(files.every(({ path }) => path.startsWith("DEU/"))).toBe(true);
  });

  test("the node's routes hand out the same: the cut, its page, and the notices", async () => {
    const app = await createApp({ ...lead, site: null, identify: identifyExerciseControl });
    try {
      const { documents } = (await app.inject("/api/cases/salisbury-2018")).json<{ documents: unknown }>();
      expect(documents).toBeDefined();
      const { cuts: listed } = (await app.inject("/api/cases/salisbury-2018")).json<{
        cuts: { recipient: string; document: string; json: string; page: string }[];
      }>();
      const cut = listed.find((one) => one.recipient === "DEU" && one.document === "bridge");
      const file = join(late, "DEU", "bridge.cut.json");
      const served = await app.inject(cut?.json ?? "");
      expect(served.body).toBe(readFileSync(file, "utf8"));
      writeFileSync(page, (await app.inject(cut?.page ?? "")).body);
      expect(verify(page, "--trust", trust).exit).toBe(0);
      const { notices } = (await app.inject(`/releases/${name}/notices`)).json<{ notices: string[] }>();
      expect(notices).toHaveLength(4);
      writeFileSync(join(folder, "served.notice.json"), notices[0] ?? "");
      expect(verify(page, join(folder, "served.notice.json"), "--trust", trust).exit).toBe(0);
    } finally {
      await app.close();
    }
  });

  test("cuts refuses a seat that has none", async () => {
    expect(await release("SWE/desk", "cuts")).toMatchObject(refusal("NOT_FOUND", 2));
  });
});

test("seats of one person do not approve each other's plans, nor issue what one of them approved", async () => {
  const hold = (seat: string): Promise<Said> =>
    run("seat", "hold", seat, "--person", "f.tarlenheim", "--case", "salisbury-2018", "--seat", DRAFTER);
  const { json } = await release(DRAFTER, "plan", "bridge", "--to", "EST", "--json");
  const digest = String(json["digest"]);
  for (const seat of [DRAFTER, AUTHORITY]) expect(await hold(seat), seat).toMatchObject(DONE);
  expect(await release(AUTHORITY, "approve", "bridge", "--plan", digest)).toMatchObject(
    refusal("RELEASE_SAME_PERSON", 1),
  );
});
