// What is remembered of letters from and to other nodes: each under the view of one node.
import { sql } from "kysely";
import { parseJson } from "@entente/core/encoding";
import type { Instant, JsonObject } from "@entente/core/encoding";
import { readContent, readLetter } from "@entente/core/letters";
import type { ContentOf, LetterKind } from "@entente/core/letters";
import { openPeerView, readPeople, writePeople } from "../access/index.ts";
import { noteChange } from "../storage/index.ts";
import type { Reader, Transactor } from "../storage/index.ts";

type StatedInstant = ContentOf["instant"];

export interface OutRow {
  readonly number: number;
  readonly subject: string;
  readonly caseName: string | null;
  readonly kind: string;
  readonly letter: string;
  readonly digest: string;
  readonly writtenAt: Instant;
}

export async function insertOut(tx: Transactor, peer: string, row: OutRow): Promise<void> {
  const { number, subject, kind, letter, digest } = row;
  const labelled = await writePeople(tx, openPeerView(peer));
  await labelled
    .insertInto("letter_out")
    .values({
      peer,
      number,
      subject,
      case_name: row.caseName,
      kind,
      letter,
      digest,
      written_at: row.writtenAt,
    })
    .execute();
}

/** Letters written to the node, from a number on, in order. */
export async function listOut(
  reader: Reader,
  peer: string,
  { from, most }: { readonly from: number; readonly most: number },
): Promise<readonly OutRow[]> {
  const labelled = await readPeople(reader, openPeerView(peer));
  return labelled
    .selectFrom("letter_out")
    .select([
      "number",
      "subject",
      "case_name as caseName",
      "kind",
      "letter",
      "digest",
      "written_at as writtenAt",
    ])
    .where("peer", "=", peer)
    .where("number", ">=", from)
    .orderBy("number")
    .limit(most)
    .execute();
}

/** What was said to the node already, of those named. */
export async function listSaid(
  reader: Reader,
  peer: string,
  subjects: readonly string[],
): Promise<ReadonlySet<string>> {
  if (subjects.length === 0) return new Set();
  const labelled = await readPeople(reader, openPeerView(peer));
  const rows = await labelled
    .selectFrom("letter_out")
    .select("subject")
    .where("peer", "=", peer)
    .where("subject", "in", [...subjects])
    .execute();
  return new Set(rows.map(({ subject }) => subject));
}

export interface InRow {
  readonly number: number;
  readonly caseName: string | null;
  readonly kind: string;
  readonly letter: string;
  readonly digest: string;
  readonly before: string | null;
  readonly receivedAt: Instant;
  readonly state: "held" | "taken" | "refused";
  readonly outcome: JsonObject | null;
}

const inColumns = [
  ...(["number", "case_name as caseName", "kind", "letter", "digest", "before"] as const),
  ...(["received_at as receivedAt", "state", "outcome"] as const),
] as const;

export async function insertIn(
  tx: Transactor,
  peer: string,
  rows: readonly Omit<InRow, "state" | "outcome">[],
): Promise<void> {
  if (rows.length === 0) return;
  const labelled = await writePeople(tx, openPeerView(peer));
  await labelled
    .insertInto("letter_in")
    .values(
      rows.map(({ number, caseName, kind, letter, digest, before, receivedAt }) => ({
        ...{ peer, number, case_name: caseName, kind, letter, digest, before, received_at: receivedAt },
        state: "held" as const,
      })),
    )
    .execute();
}

/** Letters from the node whose numbers lie between two, both included. */
export async function listIn(
  reader: Reader,
  peer: string,
  { from, to }: { readonly from: number; readonly to: number },
): Promise<readonly InRow[]> {
  const labelled = await readPeople(reader, openPeerView(peer));
  return labelled
    .selectFrom("letter_in")
    .select(inColumns)
    .where("peer", "=", peer)
    .where("number", ">=", from)
    .where("number", "<=", to)
    .orderBy("number")
    .execute();
}

/** Letters of one case from the node, in order. */
export async function listInOfCase(
  reader: Reader,
  peer: string,
  caseName: string,
): Promise<readonly InRow[]> {
  const labelled = await readPeople(reader, openPeerView(peer));
  return labelled
    .selectFrom("letter_in")
    .select(inColumns)
    .where("peer", "=", peer)
    .where("case_name", "=", caseName)
    .orderBy("number")
    .execute();
}

/** Letters of one case to the node, in order. */
export async function listOutOfCase(
  reader: Reader,
  peer: string,
  caseName: string,
): Promise<readonly OutRow[]> {
  const labelled = await readPeople(reader, openPeerView(peer));
  return labelled
    .selectFrom("letter_out")
    .select([
      "number",
      "subject",
      "case_name as caseName",
      "kind",
      "letter",
      "digest",
      "written_at as writtenAt",
    ])
    .where("peer", "=", peer)
    .where("case_name", "=", caseName)
    .orderBy("number")
    .execute();
}

/** Names of the cases that letters of the node were taken about. */
export async function listCaseNames(reader: Reader, peer: string): Promise<readonly string[]> {
  const labelled = await readPeople(reader, openPeerView(peer));
  const rows = await labelled
    .selectFrom("letter_in")
    .select("case_name as name")
    .distinct()
    .where("peer", "=", peer)
    .where("kind", "=", "approach")
    .where("state", "=", "taken")
    .orderBy("case_name")
    .execute();
  return rows.flatMap(({ name }) => (name === null ? [] : [name]));
}

/** What the node told of T-0 in a case, in order. */
export async function listInstants(
  reader: Reader,
  peer: string,
  caseName: string,
): Promise<readonly StatedInstant[]> {
  const rows = await listInOfCase(reader, peer, caseName);
  return rows.flatMap(({ kind, state, letter }) => {
    if (kind !== "instant" || state !== "taken") return [];
    const said = readContent(readLetter(parseJson(letter), "letter"));
    return said.kind === "instant" ? [said.content] : [];
  });
}

/** The last letter of a kind that was written to the node; null: none. */
export async function findLastOut(
  reader: Reader,
  peer: string,
  kind: LetterKind,
): Promise<{ readonly number: number } | null> {
  const labelled = await readPeople(reader, openPeerView(peer));
  const row = await labelled
    .selectFrom("letter_out")
    .select("number")
    .where("peer", "=", peer)
    .where("kind", "=", kind)
    .orderBy("number", "desc")
    .limit(1)
    .executeTakeFirst();
  return row ?? null;
}

/** What the node answered to a letter, a cosignature or that it could not be taken; null: nothing yet. */
export async function findAnswerTo(
  reader: Reader,
  peer: string,
  number: number,
): Promise<Pick<InRow, "kind" | "letter" | "receivedAt"> | null> {
  const labelled = await readPeople(reader, openPeerView(peer));
  const row = await labelled
    .selectFrom("letter_in")
    .select(["kind", "letter", "received_at as receivedAt"])
    .where("peer", "=", peer)
    .where("state", "=", "taken")
    .where("kind", "in", ["cosignature", "trouble"])
    .where(sql<string>`letter::jsonb #>> '{content,letter}'`, "=", String(number))
    .orderBy("number", "desc")
    .limit(1)
    .executeTakeFirst();
  return row ?? null;
}

/** Ends a letter that is held. */
export async function endIn(
  tx: Transactor,
  peer: string,
  row: {
    readonly number: number;
    readonly state: "taken" | "refused";
    readonly outcome: JsonObject;
    readonly at: Instant;
  },
): Promise<void> {
  const labelled = await writePeople(tx, openPeerView(peer));
  await labelled
    .updateTable("letter_in")
    .set({ state: row.state, outcome: JSON.stringify(row.outcome), ended_at: row.at })
    .where("peer", "=", peer)
    .where("number", "=", row.number)
    .execute();
}

export async function insertFiles(
  tx: Transactor,
  peer: string,
  files: ReadonlyMap<string, Uint8Array>,
): Promise<void> {
  if (files.size === 0) return;
  const labelled = await writePeople(tx, openPeerView(peer));
  for (const [digest, bytes] of files)
    await labelled
      .insertInto("letter_file")
      .values({ peer, digest, bytes: Buffer.from(bytes) })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
}

export async function readFiles(
  reader: Reader,
  peer: string,
  digests: readonly string[],
): Promise<ReadonlyMap<string, Uint8Array>> {
  if (digests.length === 0) return new Map();
  const labelled = await readPeople(reader, openPeerView(peer));
  const rows = await labelled
    .selectFrom("letter_file")
    .select(["digest", "bytes"])
    .where("peer", "=", peer)
    .where("digest", "in", [...digests])
    .execute();
  return new Map(rows.map(({ digest, bytes }) => [digest, bytes]));
}

/** How many letters from the node wait for those before them. */
export async function countHeld(reader: Reader, peer: string): Promise<number> {
  const labelled = await readPeople(reader, openPeerView(peer));
  const { held } = await labelled
    .selectFrom("letter_in")
    .select(sql<number>`count(*)::integer`.as("held"))
    .where("peer", "=", peer)
    .where("state", "=", "held")
    .executeTakeFirstOrThrow();
  return held;
}

/** When the last letter from the node came, and when the last one to it was written. */
export async function findLastLetters(
  reader: Reader,
  peer: string,
): Promise<{ readonly lastIn: Instant | null; readonly lastOut: Instant | null }> {
  const labelled = await readPeople(reader, openPeerView(peer));
  const came = await labelled
    .selectFrom("letter_in")
    .select("received_at as at")
    .where("peer", "=", peer)
    .orderBy("number", "desc")
    .limit(1)
    .executeTakeFirst();
  const wrote = await labelled
    .selectFrom("letter_out")
    .select("written_at as at")
    .where("peer", "=", peer)
    .orderBy("number", "desc")
    .limit(1)
    .executeTakeFirst();
  return { lastIn: came?.at ?? null, lastOut: wrote?.at ?? null };
}

/** Writes down that somebody heard the words of a reply, by the digest of its bytes. Once. */
export async function insertHeard(
  tx: Transactor,
  {
    peer,
    digest,
    at,
    by,
  }: { readonly peer: string; readonly digest: string; readonly at: Instant; readonly by: string },
): Promise<void> {
  noteChange(tx, "");
  await tx
    .insertInto("kit_reply")
    .values({ peer, digest, heard_at: at, heard_by: by })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

export async function isHeard(reader: Reader, peer: string, digest: string): Promise<boolean> {
  const row = await reader
    .selectFrom("kit_reply")
    .select("digest")
    .where("peer", "=", peer)
    .where("digest", "=", digest)
    .executeTakeFirst();
  return row !== undefined;
}
