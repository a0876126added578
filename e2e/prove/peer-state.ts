// What a node holds of letters and of what they did, read from its tables by the owner of its database: past the program's own
// reading, which is what is judged.
import { openWitnessedCheckpoint } from "../../packages/core/src/ledger/index.ts";
import { findPolicy, readHead } from "../../packages/server/src/ledger/index.ts";
import type { Node } from "../../packages/server/src/node.ts";
import { nodePrimitives } from "../../packages/verifier/src/index.ts";
import { parseJson, PolicyError } from "../../packages/core/src/encoding/index.ts";
import { readLetter } from "../../packages/core/src/letters/index.ts";

/** One letter, by what it says. */
export interface HeldLetter {
  readonly number: number;
  readonly kind: string;
  readonly caseName: string | null;
  readonly digest: string;
  /** What a person said in it, or what it is about. */
  readonly says: string;
  /** The letter that it answers. */
  readonly about: number | null;
  /** What became of it, as its node wrote it down. */
  readonly why: string | null;
  /** Of one that came in: held, taken, refused. */
  readonly state: string;
}

export interface HeldStream {
  readonly written: number;
  readonly acknowledged: number;
  readonly taken: number;
  readonly stopped: string | null;
  readonly out: readonly HeldLetter[];
  readonly in: readonly HeldLetter[];
}

/** Keys of this node and of another, as this node holds them. */
export interface HeldKeys {
  /** Generations of this node. */
  readonly own: number;
  /** The last of them that the other has confirmed. */
  readonly told: number;
  /** The other's card. */
  readonly card: string;
}

/** What was done in the case, a line for each effect. */
export type Effects = Readonly<Record<string, readonly string[]>>;

export interface PeerState {
  /** By member. */
  readonly streams: Readonly<Record<string, HeldStream>>;
  /** By member; only where the case is led. */
  readonly effects: Effects;
  /** State of T-0, newest round; null where there is none. */
  readonly tZero: string | null;
  /** By member. */
  readonly keys: Readonly<Record<string, HeldKeys>>;
  /** Witnesses that cosigned the newest head of this node's ledger; null where it names none. */
  readonly cosigned: readonly string[] | null;
  /** Which needles are in what came from others. */
  readonly found: readonly string[];
}

export interface StateWish {
  readonly caseName: string;
  /** The last numbers that were judged before, by member. */
  readonly since: Readonly<Record<string, { readonly out: number; readonly in: number }>>;
  readonly needles: readonly string[];
}

export type Query = (text: string, values: readonly unknown[]) => Promise<readonly Record<string, unknown>[]>;

/** A way to read everything, past row security. */
export async function openJudge(node: Node): Promise<Query> {
  const owner = await node.connectOwner();
  owner.on("error", () => undefined);
  await owner.query("SET entente.backup = 'whole'");
  return async (text, values) => (await owner.query(text, [...values])).rows as Record<string, unknown>[];
}

/** What shows without reading letters whether all is quiet. */
export async function readCounts(query: Query): Promise<readonly Record<string, unknown>[]> {
  return query(
    `SELECT p.member, p.written, p.acknowledged, p.taken, p.told, p.stopped_code AS stopped, p.trouble_said AS trouble,
       (SELECT count(*)::int FROM entente.letter_in i WHERE i.peer = p.fingerprint AND i.state = 'held') AS held
     FROM entente.peer p ORDER BY p.member`,
    [],
  );
}

/** Who cosigned the newest head of its ledger. */
export async function readCosigned({
  database,
  folder,
}: Pick<Node, "database" | "folder">): Promise<Pick<PeerState, "cosigned">> {
  const found = await findPolicy(folder);
  if (found === null) return { cosigned: null };
  const head = await database.read(readHead);
  try {
    const { witnesses } = openWitnessedCheckpoint({ note: head?.note ?? "", ...found }, nodePrimitives);
    return { cosigned: witnesses.map(String).sort() };
  } catch (error) {
    if (error instanceof PolicyError && error.code === "LEDGER_QUORUM_MISSING") return { cosigned: [] };
    throw error;
  }
}

export async function dumpState(
  query: Query,
  { caseName, since, needles }: StateWish,
): Promise<Omit<PeerState, "cosigned">> {
  const streams: Record<string, HeldStream> = {};
  const keys: Record<string, HeldKeys> = {};
  const [{ own } = { own: 1 }] = await query(
    "SELECT coalesce(max(number), 1)::int AS own FROM entente.peering_keys",
    [],
  );
  const found = new Set<string>();
  for (const peer of await query("SELECT * FROM entente.peer ORDER BY member", [])) {
    const member = String(peer["member"]);
    keys[member] = { own: Number(own), told: Number(peer["keys_told"]), card: String(peer["card"]) };
    const from = since[member] ?? { out: 0, in: 0 };
    const out = await query(
      "SELECT *, 'written' AS state FROM entente.letter_out WHERE peer = $1 AND number > $2 ORDER BY number",
      [peer["fingerprint"], from.out],
    );
    const incoming = await query(
      "SELECT * FROM entente.letter_in WHERE peer = $1 AND number > $2 ORDER BY number",
      [peer["fingerprint"], from.in],
    );
    const texts = incoming.map((row) => String(row["letter"]));
    const named = texts.flatMap((text) =>
      (JSON.parse(text) as { files: { digest: string }[] }).files.map(({ digest }) => digest),
    );
    const files = await query("SELECT bytes FROM entente.letter_file WHERE peer = $1 AND digest = ANY($2)", [
      peer["fingerprint"],
      named,
    ]);
    for (const { bytes } of files) texts.push(...spread(bytes as Uint8Array));
    for (const needle of needles) if (texts.some((text) => text.includes(needle))) found.add(needle);
    streams[member] = {
      ...{ written: Number(peer["written"]), acknowledged: Number(peer["acknowledged"]) },
      ...{ taken: Number(peer["taken"]), stopped: peer["stopped_code"] as string | null },
      ...{ out: out.map(readHeld), in: incoming.map(readHeld) },
    };
  }
  const [led] = await query("SELECT id FROM entente.case_file WHERE slug = $1", [caseName]);
  const effects = led === undefined ? {} : await listEffects(query, led["id"]);
  const [tZero] = led === undefined ? [] : await query(T_ZERO, [led["id"]]);
  const state = tZero === undefined ? null : `${String(tZero["round"])} ${String(tZero["state"])}`;
  return { streams, effects, tZero: state, keys, found: [...found] };
}

function readHeld(row: Record<string, unknown>): HeldLetter {
  const { content } = readLetter(parseJson(String(row["letter"])), "letter") as {
    content: Record<string, unknown>;
  };
  return {
    ...{
      number: Number(row["number"]),
      kind: String(row["kind"]),
      caseName: row["case_name"] as string | null,
    },
    ...{ digest: String(row["digest"]), state: String(row["state"]), says: sayContent(content) },
    why: row["outcome"] == null ? null : JSON.stringify(row["outcome"]),
    about: typeof content["letter"] === "number" ? content["letter"] : null,
  };
}

function sayContent(content: Record<string, unknown>): string {
  if ("levels" in content) return countOf(content["levels"]);
  if ("round" in content) return `${String(content["round"])} ${String(content["state"])}`;
  const said =
    content["text"] ?? content["statement"] ?? content["detail"] ?? content["file"] ?? content["code"] ?? "";
  return typeof said === "string" ? said : "";
}

/** Pledges are told apart by how many they expel. */
function countOf(levels: unknown): string {
  const [{ measures }] = levels as [{ measures: [{ count: number }] }];
  return `expel ${measures[0].count}`;
}

const T_ZERO = "SELECT round, state FROM entente.t_zero WHERE case_id = $1 ORDER BY round DESC LIMIT 1";

async function listEffects(query: Query, id: unknown): Promise<Effects> {
  const effects: Record<string, string[]> = {};
  const add = async (kind: string, text: string): Promise<void> => {
    for (const { member, says } of await query(text, [id]))
      (effects[String(member)] ??= []).push(`${kind} ${says as string}`.trim());
  };
  const joined = "JOIN entente.approach a ON a.id = x.approach_id WHERE a.case_id = $1";
  await add("question", `SELECT a.member, x.text AS says FROM entente.question x ${joined}`);
  await add(
    "position",
    `SELECT a.member, x.statement AS says FROM entente.position x ${joined} AND x.statement <> ''`,
  );
  await add(
    "pledge",
    `SELECT member, 'expel ' || (levels->0->'measures'->0->>'count') AS says
     FROM entente.pledge_version WHERE case_id = $1 AND levels IS NOT NULL`,
  );
  await add(
    "sealed",
    "SELECT member, '' AS says FROM entente.sealed_pledge WHERE case_id = $1 AND ciphertext IS NOT NULL",
  );
  await add(
    "withdrawal",
    `SELECT member, '' AS says FROM entente.pledge_version WHERE case_id = $1 AND levels IS NULL
     UNION ALL SELECT member, '' FROM entente.sealed_pledge WHERE case_id = $1 AND ciphertext IS NULL`,
  );
  await add(
    "done",
    "SELECT actor AS member, detail AS says FROM entente.measure WHERE case_id = $1 AND detail LIKE 'Kanarienvogel%'",
  );
  await add("readiness", "SELECT member, text AS says FROM entente.package_text WHERE case_id = $1");
  return effects;
}

/** A file's text, and what is base64url in it as text: openings of a cut are. */
function spread(bytes: Uint8Array): readonly string[] {
  const text = Buffer.from(bytes).toString("utf8");
  const inner = (text.match(/[A-Za-z0-9_-]{24,}/g) ?? []).map((run) =>
    Buffer.from(run, "base64url").toString(),
  );
  return [text, ...inner];
}
