// A TAXII 2.1 client, out through the one door there is. It polls behind a cursor that whoever calls keeps, and says of what it
// pushed that it is sent only when it has read it back there.
import { setTimeout as pause } from "node:timers/promises";
import { decodeUtf8, parseJson, readAnyObject, readArray } from "@entente/core/encoding";
import type { JsonObject, JsonValue } from "@entente/core/encoding";
import { ServerError } from "../errors.ts";
import type { Connection, OutboundAnswer } from "../outbound/index.ts";
import { readMicroseconds, sayMicroseconds, TAXII_TYPE } from "./protocol.ts";

export interface Peer {
  readonly connection: Connection;
  /** Value of the header Authorization. */
  readonly authorization: string;
  /** Path of the collection, with the slash at its end: `/root/collections/id/`. */
  readonly collection: string;
  readonly signal: AbortSignal;
}

/** One page of what is there. */
export interface PolledPage {
  readonly objects: readonly JsonObject[];
  /** Behind what was given until now: kept once the page was, and given to the next poll. */
  readonly cursor: string | null;
}

/** What became of an object that was pushed: it is there, as it was read back; it was taken and is not seen; it was refused. */
export type Pushed = "sent" | "taken" | "refused";

const TRIES = 6;
const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 120_000;
const MOST_BYTES = 64 * 1024 * 1024;
const SECONDS = 60;
const READ_BACK = 50;
const PAGE = 1000;

/**
 * Every page behind the cursor, oldest first, until nothing is left.
 * @throws ServerError TAXII_ANSWER_INVALID, TAXII_REFUSED, and as a connection does.
 */
export async function* pollObjects(peer: Peer, cursor: string | null): AsyncGenerator<PolledPage> {
  let after = cursor;
  let next: string | null = null;
  for (;;) {
    // A next is for the question it was given to, which began where this poll did.
    const from = next === null ? after : cursor;
    // Named even where the server would choose it: the whole question is asked again with a next, and this is part of it.
    const query = new URLSearchParams({
      limit: String(PAGE),
      ...(from !== null && { added_after: from }),
      ...(next !== null && { next }),
    });
    const answer = await ask(peer, { method: "GET", path: `objects/?${query.toString()}`, body: null });
    const envelope = readEnvelope(peer, answer);
    const last = answer.headers["x-taxii-date-added-last"];
    const reached = last === undefined ? after : readCursor(peer, last);
    yield { objects: envelope.objects, cursor: reached };
    if (!envelope.more) return;
    // A server that says there is more and gives no way on would be asked for ever.
    if (envelope.next === null && reached === after)
      throw invalid(peer, "it says there is more and not where");
    if (envelope.next !== null && envelope.next === next) throw invalid(peer, "its next leads to itself");
    [next, after] = [envelope.next, reached];
  }
}

/**
 * Brings objects, and reads them back.
 * @returns what became of each, in their order.
 * @throws ServerError TAXII_ANSWER_INVALID, TAXII_REFUSED, and as a connection does.
 */
export async function pushObjects(peer: Peer, objects: readonly JsonObject[]): Promise<readonly Pushed[]> {
  const body = JSON.stringify({ objects });
  const answer = await ask(peer, { method: "POST", path: "objects/", body });
  if (answer.status !== 202) throw invalid(peer, `it answered a push with ${answer.status}`);
  const status = readBody(peer, answer);
  const failures = status["failures"] ?? [];
  if (!isList(failures)) throw invalid(peer, "its failures are no list");
  const failed = failures.map((item) => readAnyObject(item, "failures"));
  // A failure that names no version is of every version.
  const isRefused = (object: JsonObject): boolean =>
    failed.some(({ id, version = null }) => {
      const moment = momentOf(version);
      return id === object["id"] && (moment === null || moment === versionOf(object));
    });
  const there = await readBack(
    peer,
    objects.filter((object) => !isRefused(object)),
  );
  return objects.map((object) =>
    isRefused(object) ? "refused" : there.has(nameOf(object)) ? "sent" : "taken",
  );
}

const isList = (value: JsonValue): value is readonly JsonValue[] => Array.isArray(value);

/** Microseconds of an instant; null for what is none. */
function momentOf(value: JsonValue): number | null {
  if (typeof value !== "string") return null;
  try {
    return readMicroseconds(value);
  } catch {
    return null;
  }
}

const versionOf = ({ modified, created }: JsonObject): number | null => momentOf(modified ?? created ?? null);

/** An object and its version: an older one of the same id is not what was pushed. */
const nameOf = (object: JsonObject): string =>
  `${typeof object["id"] === "string" ? object["id"] : ""} ${versionOf(object) ?? ""}`;

/** Which of these objects the collection shows, in these versions; none where it cannot be read. */
async function readBack(peer: Peer, objects: readonly JsonObject[]): Promise<ReadonlySet<string>> {
  const seen = new Set<string>();
  for (let at = 0; at < objects.length; at += READ_BACK) {
    const some = objects.slice(at, at + READ_BACK);
    const versions = some.map(versionOf).filter((moment) => moment !== null);
    const query = new URLSearchParams({
      "match[id]": [...new Set(some.map(({ id }) => (typeof id === "string" ? id : "")))].join(","),
      // What has no version of its own is there in the last.
      "match[version]": ["last", ...new Set(versions.map(sayMicroseconds))].join(","),
      limit: String(2 * READ_BACK),
    });
    const answer = await ask(peer, { method: "GET", path: `objects/?${query.toString()}`, body: null }).catch(
      (error: unknown) => {
        if (error instanceof ServerError && error.code === "TAXII_REFUSED") return null;
        throw error;
      },
    );
    if (answer === null) return seen;
    for (const object of readEnvelope(peer, answer).objects) seen.add(nameOf(object));
  }
  return seen;
}

/** Asks until there is an answer that is no "later": each time twice as long later, or when the other side says. */
async function ask(
  peer: Peer,
  {
    method,
    path,
    body,
  }: { readonly method: "GET" | "POST"; readonly path: string; readonly body: string | null },
): Promise<OutboundAnswer> {
  const { connection, authorization, collection, signal } = peer;
  for (let turn = 1; ; turn += 1) {
    signal.throwIfAborted();
    const answer = await connection
      .send({
        ...{ method, body, address: `${collection}${path}`, mostBytes: MOST_BYTES, seconds: SECONDS },
        headers: { accept: TAXII_TYPE, authorization, ...(body !== null && { "content-type": TAXII_TYPE }) },
      })
      .catch((error: unknown) => {
        const passing = error instanceof ServerError && /^OUTBOUND_(UNREACHABLE|TOO_SLOW)$/.test(error.code);
        if (!passing || turn >= TRIES) throw error;
        return null;
      });
    if (answer !== null && answer.status < 300) return answer;
    const later = answer === null || [429, 502, 503, 504].includes(answer.status);
    if (answer !== null && (!later || turn >= TRIES)) throw refused(peer, answer.status);
    await pause(waitFor(answer?.headers["retry-after"], turn), null, { signal });
  }
}

/** What the other side asks for, within reason; otherwise twice as long each time, apart by chance. */
function waitFor(retryAfter: string | undefined, turn: number): number {
  const asked = /^[0-9]{1,9}$/.test(retryAfter ?? "")
    ? Number(retryAfter) * 1000
    : Date.parse(retryAfter ?? "") - Date.now();
  const own = FIRST_WAIT_MS * 2 ** (turn - 1) * (0.5 + Math.random() / 2);
  return Math.min(Math.max(Number.isNaN(asked) ? own : asked, 0), LONGEST_WAIT_MS);
}

interface ReadEnvelope {
  readonly objects: readonly JsonObject[];
  readonly more: boolean;
  readonly next: string | null;
}

function readEnvelope(peer: Peer, answer: OutboundAnswer): ReadEnvelope {
  const { objects = [], more = false, next } = readBody(peer, answer);
  if (!Array.isArray(objects) || typeof more !== "boolean") throw invalid(peer, "it is no envelope");
  return {
    objects: readArray(objects, "objects").map((object, at) => readAnyObject(object, `objects[${at}]`)),
    ...{ more, next: typeof next === "string" && next !== "" ? next : null },
  };
}

function readBody(peer: Peer, { headers, body }: OutboundAnswer): JsonObject {
  const type = headers["content-type"] ?? "";
  if (!/^application\/taxii\+json\b/i.test(type)) throw invalid(peer, `it is "${type.slice(0, 60)}"`);
  try {
    return readAnyObject(parseJson(decodeUtf8(body)), "the answer");
  } catch (cause) {
    throw invalid(peer, "it is not JSON that can be read", cause);
  }
}

function readCursor(peer: Peer, text: string): string {
  try {
    return sayMicroseconds(readMicroseconds(text));
  } catch (cause) {
    throw invalid(peer, "its date of the last object is no instant", cause);
  }
}

const invalid = ({ connection }: Peer, why: string, cause?: unknown): ServerError =>
  new ServerError(
    "TAXII_ANSWER_INVALID",
    `${connection.destination.name} answered with what is no TAXII 2.1: ${why}. Nothing behind it was asked for; who runs that server can correct it.`,
    { cause },
  );

const refused = ({ connection }: Peer, status: number): ServerError =>
  new ServerError(
    "TAXII_REFUSED",
    `${connection.destination.name} refused with ${status}. ${
      status === 401 || status === 403 || status === 404
        ? "Who runs that server checks the credential and the collection it was given for."
        : "Try again later, or ask who runs that server."
    }`,
  );
