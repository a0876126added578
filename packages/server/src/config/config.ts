// The options of a node, checked once. The database's address may hold a password, so a Config is never printed whole.
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { ServerError } from "../errors.ts";
import type { Environment } from "./environment.ts";

export interface Config {
  /** Absolute path of the data folder. */
  readonly dataFolder: string;
  /** The loopback address: without seats that sign in, nobody else may reach the node. */
  readonly host: "127.0.0.1";
  /** 0 asks the system for any free port. */
  readonly port: number;
  /** An existing PostgreSQL, or null for the embedded one. May hold a password. */
  readonly databaseUrl: string | null;
  /** Play, report and end instead of staying up. */
  readonly once: boolean;
}

const PROJECT = resolve(import.meta.dirname, "../../../..");
const USAGE = "Known options: --once, --data DIR, --port N.";

/** Reads the arguments after the program's name. @throws ServerError START_OPTION_INVALID. */
export function readConfig(argv: readonly string[], environment: Environment): Config {
  const options = readOptions(argv);
  if (options.data === "") throw invalid("--data needs the name of a folder");
  return {
    dataFolder: resolve(options.data ?? join(PROJECT, "data")),
    host: "127.0.0.1",
    port: options.port === undefined ? 8480 : readPort(options.port),
    databaseUrl: environment.databaseUrl === undefined ? null : readDatabaseUrl(environment.databaseUrl),
    once: options.once ?? false,
  };
}

function readOptions(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      options: {
        once: { type: "boolean" },
        data: { type: "string" },
        port: { type: "string" },
      },
      strict: true,
      allowPositionals: false,
    }).values;
  } catch (error) {
    throw invalid(error instanceof Error ? (error.message.split(". ")[0] ?? "") : String(error));
  }
}

function readPort(text: string): number {
  const port = Number(text);
  if (!/^\d{1,5}$/.test(text) || port > 65_535)
    throw invalid(`--port "${text}" is not a number from 0 to 65535`);
  return port;
}

function readDatabaseUrl(text: string): string {
  // The value itself stays out of the message: it may hold a password.
  if (!isDatabaseUrl(text))
    throw invalid("DATABASE_URL is not an address such as postgres://name@host:5432/database");
  return text;
}

/** Whether a text is the address of a PostgreSQL. */
export function isDatabaseUrl(text: string): boolean {
  const url = URL.parse(text);
  return url?.protocol === "postgres:" || url?.protocol === "postgresql:";
}

function invalid(reason: string): ServerError {
  return new ServerError("START_OPTION_INVALID", `${reason.replace(/\.$/, "")}. ${USAGE}`);
}
