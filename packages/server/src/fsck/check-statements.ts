// Statements about keys: each holds by itself, as its file says, and is what its leaf commits to and its columns repeat.
import { encodeBase64url, InputError, parseCanonicalFile, VerificationError } from "@entente/core/encoding";
import type { CommitmentOpening } from "@entente/core/ledger";
import { encodeEntry } from "@entente/core/ledger";
import { digestKeyStatement, openKeyStatement } from "@entente/core/releases";
import type { SignedKeyStatement } from "@entente/core/releases";
import { nodePrimitives } from "@entente/verifier";
import type { StatementRow } from "../rotations/index.ts";
import type { Reader } from "../storage/index.ts";
import { digestHex, explainFault, findByDigest, toHex } from "./finding.ts";
import type { Finding } from "./finding.ts";
import { readLeaves } from "./store.ts";

/** What is wrong with a statement; null when it holds. */
export async function checkStatement(reader: Reader, row: StatementRow): Promise<Finding | null> {
  const spot = { table: "key_statement", row: String(row.leafIndex), column: "file" };
  const found = digestHex(row.file);
  try {
    const { statement, stated } = openKeyStatement({ text: row.file, policy: null }, nodePrimitives);
    const { payload, signatures } = parseCanonicalFile(row.file) as object as SignedKeyStatement;
    const digest = encodeBase64url(digestKeyStatement({ payload, signatures }, nodePrimitives));
    const columns = [
      ["kind", statement.kind, row.kind],
      ["purpose", statement.purpose, row.purpose],
      ["member", statement.member, row.member],
      ["at", statement.at, row.at],
      ["leaf_index", String(stated.index), String(row.leafIndex)],
      ["digest", digest, row.digest],
    ] as const;
    for (const [column, expected, told] of columns)
      if (expected !== told)
        return findByDigest(
          { ...spot, column },
          { expected: toText(expected), found: toText(told), why: "it is not what the statement says" },
        );
    const [leaf] = await readLeaves(reader, row.leafIndex, row.leafIndex + 1);
    const opening: CommitmentOpening = { kind: "key", digest, salt: row.salt, at: row.at };
    if (leaf !== undefined && Buffer.from(encodeEntry(opening, nodePrimitives)).equals(leaf.entry))
      return null;
    const why = `it is not what leaf ${row.leafIndex} commits to`;
    return findByDigest({ ...spot, column: "salt" }, { expected: null, found: toHex(digest), why });
  } catch (error) {
    if (!(error instanceof InputError) && !(error instanceof VerificationError)) throw error;
    const why = `the statement does not hold: ${explainFault(error)}`;
    return findByDigest(spot, { expected: null, found, why });
  }
}

const toText = (value: string): string => Buffer.from(value, "utf8").toString("hex");
