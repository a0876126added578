// How the program talks to PostgreSQL: one way of reading types, whatever server is at the other end, and connections
// that act as the application's role, which owns nothing and bypasses nothing.
import { readDay, readInstant } from "@entente/core/encoding";
import type { Day, Instant } from "@entente/core/encoding";
import pg from "pg";
import { ServerError } from "../errors.ts";
import { QuickClient } from "./statements.ts";

/** The role every query of the application runs as: no superuser, no owner, no bypass of row security. */
export const APP_ROLE = "entente_app";
/** The schema that holds everything of ours. */
export const SCHEMA = "entente";

/** How many connections a node keeps at most, and how many a command beside it: the embedded server takes 40 of all. */
export const POOL_SIZES = { node: 16, beside: 3 } as const;
const CONNECT_MS = 10_000;

/** Settings every connection starts with: our schema, text forms that do not depend on the server's taste. */
const SESSION = `SET search_path = ${SCHEMA}; SET TimeZone = 'UTC'; SET DateStyle = 'ISO, YMD'; SET IntervalStyle = 'iso_8601'; SET bytea_output = 'hex'; SET extra_float_digits = 1;`;

/** A connection as the owner of the schema. */
export type Owner = pg.Client;
/** Where a database is and as whom to sign in. */
export type Address = pg.ClientConfig;

/** One connection as the role that signs in, for migrations. The caller ends it. @throws ServerError DATABASE_UNREACHABLE. */
export async function connectOwner(address: Address): Promise<pg.Client> {
  const client = new pg.Client({
    ...address,
    types,
    connectionTimeoutMillis: CONNECT_MS,
    application_name: "entente",
  });
  // A lost connection is reported by the query that needs it.
  client.on("error", () => undefined);
  try {
    await client.connect();
    await client.query(SESSION);
    return client;
  } catch (error) {
    await client.end().catch(() => undefined);
    throw unreachable(error);
  }
}

// The pool waits for the promise and throws the connection away when it fails, although the types say void.
const onConnect = ((client: pg.ClientBase) => {
  client.on("error", () => undefined);
  return client.query(`SET ROLE ${APP_ROLE}; ${SESSION}`);
}) as (client: pg.ClientBase) => void;

/** A pool whose connections act as the application's role. */
export function createAppPool(address: Address, max: number): pg.Pool {
  const pool = new pg.Pool({
    ...address,
    types,
    max,
    connectionTimeoutMillis: CONNECT_MS,
    idleTimeoutMillis: 60_000,
    application_name: "entente",
    Client: QuickClient,
    pipeline: true,
    onConnect,
  });
  pool.on("error", () => undefined);
  return pool;
}

/** The way to the database for a library that brings its own statements: as the application's role, outside `Database`. */
export interface StatementPool {
  /** Runs one statement, or several without values. */
  readonly execute: (text: string, values?: readonly unknown[]) => Promise<{ readonly rows: unknown[] }>;
  readonly close: () => Promise<void>;
}

const QUEUE_CONNECTIONS = 3;

export function createStatementPool(address: Address): StatementPool {
  const pool = createAppPool(address, QUEUE_CONNECTIONS);
  let closing: Promise<void> | null = null;
  return {
    execute: async (text, values) => {
      // Several statements in one text give a list of results; the rows of all of them are asked for.
      const answer = (await pool.query(text, values === undefined ? undefined : [...values])) as
        pg.QueryResult<object> | pg.QueryResult<object>[];
      return { rows: Array.isArray(answer) ? answer.flatMap((one) => one.rows) : answer.rows };
    },
    close: () => (closing ??= pool.end()),
  };
}

/** Says what is wrong without the address, which may hold a password. */
export function unreachable(error: unknown): ServerError {
  const reason = error instanceof Error ? error.message : String(error);
  return new ServerError(
    "DATABASE_UNREACHABLE",
    `The database does not answer or does not let us in: ${reason || "no connection"}. Check DATABASE_URL and that the server runs; then start again.`,
    { cause: error },
  );
}

/** `2018-03-26 13:00:00.123456+00` as an instant; what is finer than a millisecond is cut off. */
function parseInstant(text: string): Instant {
  const match = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)(?:\.(\d{1,6}))?\+00$/.exec(text);
  if (match === null) throw new Error(`the database holds "${text}" where an instant should be`);
  return readInstant(`${match[1] ?? ""}T${match[2] ?? ""}.${(match[3] ?? "").padEnd(3, "0").slice(0, 3)}Z`);
}

function parseInt8(text: string): number {
  const number = Number(text);
  if (!Number.isSafeInteger(number)) throw new Error(`the database holds ${text}, too large to count with`);
  return number;
}

function parseBytes(text: string): Uint8Array {
  return Uint8Array.from(Buffer.from(text.slice(2), "hex"));
}

function parseDay(text: string): Day {
  return readDay(text);
}

type Parser = (text: string) => unknown;

const { INT8, TIMESTAMPTZ, DATE, TIMESTAMP, BYTEA } = pg.types.builtins;
const INT8_ARRAY = 1016;
const TEXT_ARRAY = 1009;

const findParser = pg.types.getTypeParser as (oid: number, format?: string) => Parser;
const parseTexts = findParser(TEXT_ARRAY) as (text: string) => string[];
const PARSERS = new Map<number, Parser>([
  [INT8, parseInt8],
  [TIMESTAMPTZ, parseInstant],
  [DATE, parseDay],
  // Without a time zone there is no instant: left as the text it is.
  [TIMESTAMP, (text) => text],
  [BYTEA, parseBytes],
  [INT8_ARRAY, (text) => parseTexts(text).map(parseInt8)],
]);

const types = {
  getTypeParser: ((oid: number, format?: string) =>
    PARSERS.get(oid) ?? findParser(oid, format)) as typeof pg.types.getTypeParser,
};
