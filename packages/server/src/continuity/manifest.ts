// What a backup says of itself. The head stands first in the archive: which node, which schema, which tables. The manifest
// stands last, so that an archive that breaks off has none: it holds a digest of every part, and the ledger's root.
import {
  InputError,
  parseJson,
  decodeUtf8,
  readAnyObject,
  readArray,
  readCount,
  readInstant,
  readObject,
  readString,
  readStrings,
} from "@entente/core/encoding";
import type { Instant, JsonValue } from "@entente/core/encoding";
import { ServerError } from "../errors.ts";
import type { Applied, NodeIdentity } from "../storage/index.ts";

export const BACKUP_FORMAT = "entente-backup/1";
export const HEAD = "head.json";
export const MANIFEST = "manifest.json";

/** One table as it is copied: its columns, and how its rows are put in order. */
export interface TablePlan {
  readonly name: string;
  readonly columns: readonly string[];
}

export interface BackupHead {
  readonly format: typeof BACKUP_FORMAT;
  readonly node: NodeIdentity;
  readonly madeAt: Instant;
  /** How many restores the node had behind it, plus one. */
  readonly epoch: number;
  readonly schema: readonly Applied[];
  readonly tables: readonly TablePlan[];
}

export interface TableDigest {
  readonly name: string;
  readonly rows: number;
  /** Of all rows in order, in PostgreSQL's text form for COPY, in hex. */
  readonly sha256: string;
}

export interface FileDigest {
  /** Below the data folder, with forward slashes. */
  readonly path: string;
  readonly size: number;
  readonly sha256: string;
}

export interface SequenceState {
  readonly name: string;
  readonly last: number;
  readonly called: boolean;
}

export interface LedgerState {
  readonly size: number;
  /** Hex. */
  readonly root: string;
}

export interface BackupManifest {
  readonly format: typeof BACKUP_FORMAT;
  /** SHA-256 of the head, in hex. */
  readonly head: string;
  readonly tables: readonly TableDigest[];
  readonly files: readonly FileDigest[];
  readonly sequences: readonly SequenceState[];
  readonly ledger: LedgerState;
}

const IDENTIFIER = /^[a-z_][a-z0-9_]{0,62}$/;
const HEX = /^[0-9a-f]{64}$/;

/** @throws ServerError BACKUP_DAMAGED. */
export function readHead(bytes: Uint8Array): BackupHead {
  return reading(() => {
    const head = readObject(parseJson(decodeUtf8(bytes)), "head", [
      ...["format", "node", "madeAt", "epoch", "schema", "tables"],
    ]);
    readFormat(head["format"]);
    return {
      format: BACKUP_FORMAT,
      node: readNode(head["node"]),
      madeAt: readInstant(readString(head["madeAt"], "head.madeAt")),
      epoch: readCount(head["epoch"], "head.epoch"),
      schema: readArray(head["schema"], "head.schema").map((value) => {
        const applied = readObject(value, "head.schema", ["number", "name", "sha256"]);
        return {
          number: readCount(applied["number"], "number"),
          name: readString(applied["name"], "name"),
          sha256: readPattern(applied["sha256"], "sha256", HEX),
        };
      }),
      tables: readArray(head["tables"], "head.tables").map((value) => {
        const table = readObject(value, "head.tables", ["name", "columns"]);
        return {
          // Names go into statements: nothing but a plain name is taken.
          name: readPattern(table["name"], "name", IDENTIFIER),
          columns: readStrings(table["columns"], "columns").map((column) =>
            readPattern(column, "column", IDENTIFIER),
          ),
        };
      }),
    };
  });
}

function readNode(value: JsonValue | undefined): NodeIdentity {
  const node = readObject(value, "head.node", ["id", "nature"]);
  const id = readPattern(node["id"], "head.node.id", /^[0-9a-f-]{36}$/);
  const nature = readAnyObject(node["nature"], "head.node.nature");
  if (nature["kind"] === "exercise") return { id, nature: { kind: "exercise" } };
  if (nature["kind"] !== "real") throw new InputError("SHAPE_INVALID", "head.node is of no known kind");
  const host = readString(nature["host"], "host");
  return { id, nature: { kind: "real", host, ledger: readString(nature["ledger"], "ledger") } };
}

/** @throws ServerError BACKUP_DAMAGED. */
export function readManifest(bytes: Uint8Array): BackupManifest {
  return reading(() => {
    const manifest = readObject(parseJson(decodeUtf8(bytes)), "manifest", [
      ...["format", "head", "tables", "files", "sequences", "ledger"],
    ]);
    readFormat(manifest["format"]);
    const ledger = readObject(manifest["ledger"], "ledger", ["size", "root"]);
    return {
      format: BACKUP_FORMAT,
      head: readPattern(manifest["head"], "manifest.head", HEX),
      tables: readArray(manifest["tables"], "tables").map((value) => {
        const table = readObject(value, "tables", ["name", "rows", "sha256"]);
        return {
          name: readPattern(table["name"], "name", IDENTIFIER),
          rows: readCount(table["rows"], "rows"),
          sha256: readPattern(table["sha256"], "sha256", HEX),
        };
      }),
      files: readArray(manifest["files"], "files").map((value) => {
        const file = readObject(value, "files", ["path", "size", "sha256"]);
        return {
          path: readPath(file["path"]),
          size: readCount(file["size"], "size"),
          sha256: readPattern(file["sha256"], "sha256", HEX),
        };
      }),
      sequences: readArray(manifest["sequences"], "sequences").map((value) => {
        const sequence = readAnyObject(value, "sequences");
        return {
          name: readPattern(sequence["name"], "name", IDENTIFIER),
          last: readCount(sequence["last"], "last"),
          called: sequence["called"] === true,
        };
      }),
      ledger: {
        size: readCount(ledger["size"], "size"),
        root: readPattern(ledger["root"], "root", HEX),
      },
    };
  });
}

/** A path below the data folder and nowhere else. @throws InputError SHAPE_INVALID. */
export function readPath(value: JsonValue | undefined): string {
  const path = readString(value, "path");
  const parts = path.split("/");
  if (!/^[\w.@+=/-]+$/.test(path) || parts.some((part) => part === "" || part === "." || part === ".."))
    throw new InputError("SHAPE_INVALID", `"${path}" is no path below a data folder.`);
  return path;
}

export function damaged(what: string, cause?: unknown): ServerError {
  return new ServerError(
    "BACKUP_DAMAGED",
    `The backup cannot be used: ${what}. Nothing of it was kept; restore from another one, and have whoever keeps the backups look at this one.`,
    { cause },
  );
}

function reading<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof InputError) throw damaged(error.message.replace(/\.$/, ""), error);
    throw error;
  }
}

function readFormat(value: JsonValue | undefined): void {
  if (readString(value, "format") !== BACKUP_FORMAT)
    throw new InputError("SHAPE_INVALID", `it is not of the form ${BACKUP_FORMAT}`);
}

function readPattern(value: JsonValue | undefined, path: string, pattern: RegExp): string {
  const text = readString(value, path);
  if (!pattern.test(text)) throw new InputError("SHAPE_INVALID", `${path} is "${text}"`);
  return text;
}
