// Where the tests of an inspection flip a bit: every table and column that follows from something else.

/** SQL that flips the lowest bit of one byte or character. */
export const ONE = {
  bytes: "set_byte(COLUMN, AT, get_byte(COLUMN, AT) # 1)",
  text: "overlay(COLUMN placing chr(ascii(substr(COLUMN, AT + 1, 1)) # 1) from AT + 1 for 1)",
};

export interface Planted {
  readonly table: string;
  readonly column: string;
  readonly kind: keyof typeof ONE;
  /** Which byte to flip, from 0; from the end where it is less. */
  readonly at: number;
  readonly where: string;
  /** Whether the offset can be known. */
  readonly exact: boolean;
}

export const planted: readonly Planted[] = [
  { table: "migration", column: "sha256", kind: "text", at: 9, where: "number = 2", exact: true },
  { table: "migration", column: "name", kind: "text", at: 6, where: "number = 1", exact: true },
  { table: "ledger_leaf", column: "entry", kind: "bytes", at: 30, where: "index = 3", exact: true },
  { table: "ledger_leaf", column: "entry", kind: "bytes", at: 0, where: "index = 280", exact: true },
  { table: "commitment", column: "digest", kind: "text", at: 7, where: "leaf_index = 0", exact: true },
  { table: "commitment", column: "kind", kind: "text", at: 1, where: "leaf_index = 1", exact: true },
  { table: "commitment", column: "salt", kind: "text", at: 5, where: "leaf_index = 1", exact: false },
  {
    table: "ledger_tile",
    column: "hashes",
    kind: "bytes",
    at: 8191,
    where: "level = 0 AND number = 0",
    exact: true,
  },
  {
    table: "ledger_tile",
    column: "hashes",
    kind: "bytes",
    at: 0,
    where: "level = 0 AND number = 1",
    exact: true,
  },
  { table: "ledger_tile", column: "hashes", kind: "bytes", at: 31, where: "level = 1", exact: true },
  ...[0, 70, 120, 300].map((at): Planted => ({
    ...{ table: "ledger_checkpoint", column: "note", kind: "text", at },
    ...{ where: "size = (SELECT max(size) FROM ledger_checkpoint)", exact: at < 200 },
  })),
  { table: "ledger_cosignature", column: "line", kind: "text", at: 150, where: "true", exact: false },
  { table: "ledger_cosignature", column: "vkey", kind: "text", at: 130, where: "true", exact: false },
  { table: "witnessed_log", column: "note", kind: "text", at: 3, where: "true", exact: true },
  { table: "witnessed_log", column: "note", kind: "text", at: 400, where: "true", exact: false },
  { table: "witnessed_log", column: "vkey", kind: "text", at: 90, where: "true", exact: false },
  { table: "witnessed_log", column: "root", kind: "bytes", at: 20, where: "true", exact: true },
  { table: "original", column: "bytes", kind: "bytes", at: 100, where: "file_id IS NULL", exact: false },
  { table: "original", column: "sha256", kind: "text", at: 10, where: "file_id IS NULL", exact: false },
  { table: "original", column: "sha256", kind: "text", at: 10, where: "file_id IS NOT NULL", exact: false },
  { table: "stored_file", column: "sha256", kind: "text", at: 10, where: "true", exact: false },
  { table: "document_version", column: "source", kind: "text", at: 200, where: "true", exact: false },
  { table: "document_version", column: "source_digest", kind: "text", at: 20, where: "true", exact: false },
  { table: "package", column: "digest", kind: "text", at: 4, where: "member = 'GBR'", exact: true },
  { table: "cut", column: "file", kind: "text", at: 900, where: "true", exact: false },
  { table: "cut", column: "sha256", kind: "text", at: 3, where: "true", exact: false },
  { table: "release", column: "plan", kind: "text", at: 77, where: "true", exact: false },
  { table: "release", column: "plan_digest", kind: "text", at: 5, where: "true", exact: true },
  { table: "release_preparation", column: "prepared", kind: "text", at: 2000, where: "true", exact: false },
  ...["release_approval", "unsealing_approval"].flatMap((table): Planted[] => [
    ...[10, 150, -9].map((at): Planted => ({
      ...{ table, column: "statement", kind: "text", at, where: "true", exact: false },
    })),
    { table, column: "plan_digest", kind: "text", at: 6, where: "true", exact: true },
    { table, column: "approved_by", kind: "text", at: 5, where: "true", exact: true },
  ]),
  { table: "unsealing", column: "plan", kind: "text", at: 40, where: "true", exact: false },
  {
    table: "unsealing",
    column: "plan_digest",
    kind: "text",
    at: 8,
    where: "id IN (SELECT unsealing_id FROM unsealing_approval)",
    exact: true,
  },
  // Payload and signatures are known by digest alone; disclosures, evidence and framing follow from elsewhere, byte for byte.
  ...[
    [0, true],
    [40, true],
    [700, true],
    [-30, true],
    [-2000, false],
  ].map(([at, exact]): Planted => ({
    ...{ table: "unsealing_issue", column: "file", kind: "text", at: Number(at) },
    ...{ where: "true", exact: exact === true },
  })),
  ...[0, 3, 200, -30, -2000].map((at): Planted => ({
    ...{ table: "unsealing_issue", column: "cut_after", kind: "text", at },
    ...{
      where: "unsealing_id = (SELECT unsealing_id FROM unsealing_issue ORDER BY leaf_index DESC LIMIT 1)",
    },
    exact: false,
  })),
  { table: "unsealing_issue", column: "sha256", kind: "text", at: 11, where: "true", exact: true },
  ...[5, 20, 300].map((at): Planted => ({
    ...{ table: "notice", column: "file", kind: "text", at, where: "true", exact: at < 300 },
  })),
  { table: "notice", column: "file", kind: "text", at: -9, where: "true", exact: false },
  { table: "notice", column: "text", kind: "text", at: 3, where: "true", exact: true },
  { table: "notice", column: "kind", kind: "text", at: 2, where: "true", exact: true },
  { table: "notice", column: "release_name", kind: "text", at: 9, where: "true", exact: true },
  { table: "publication", column: "manifest_digest", kind: "text", at: 8, where: "true", exact: true },
  {
    table: "record_file",
    column: "bytes",
    kind: "bytes",
    at: 60,
    where: "path = 'record.json'",
    exact: false,
  },
  {
    table: "record_file",
    column: "bytes",
    kind: "bytes",
    at: 60,
    where: "path = 'data/case.json'",
    exact: false,
  },
  {
    table: "record_file",
    column: "bytes",
    kind: "bytes",
    at: 9,
    where: "path LIKE 'ledger/tile/0/%'",
    exact: false,
  },
];
