// One of the two nodes of `record-deterministic`: a process of its own, whose clock, zone, language, umask and order of files
// whoever starts it chooses. It builds the records of the seeds it is given and writes each as a folder, then writes every
// page again from what lies there.
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { decodeUtf8, parseJson } from "@entente/core/encoding";
import { rewriteRecord } from "@entente/core/record";
import type { RecordManifest } from "@entente/core/record";
import { nodePrimitives } from "@entente/verifier";
import { makeRandomRecord } from "./random-record.ts";

export interface BuildOrder {
  readonly seeds: readonly number[];
  readonly folder: string;
  readonly umask: number;
  /** Milliseconds by which this node's clock is wrong. */
  readonly clockOff: number;
  /** Whether files are written and read from the last to the first. */
  readonly backwards: boolean;
}

const order = JSON.parse(process.argv[2] ?? "") as BuildOrder;
process.umask(order.umask);
const now = Date.now.bind(Date);
Date.now = () => now() + order.clockOff;
for (const seed of order.seeds) {
  const files = [...makeRandomRecord(seed)];
  if (order.backwards) files.reverse();
  for (const [path, bytes] of files) {
    const target = join(order.folder, String(seed), path);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, bytes);
  }
  const given = new Map(files);
  const again = rewriteRecord({ files: given, manifest: readManifest(given), primitives: nodePrimitives });
  for (const [path, bytes] of again)
    if (Buffer.compare(bytes, given.get(path) ?? new Uint8Array()) !== 0)
      throw new Error(`seed ${seed}: ${path} is written otherwise a second time`);
}

function readManifest(files: ReadonlyMap<string, Uint8Array>): RecordManifest {
  const record = parseJson(decodeUtf8(files.get("record.json") ?? new Uint8Array())) as unknown as {
    readonly manifest: { readonly payload: string };
  };
  return JSON.parse(Buffer.from(record.manifest.payload, "base64url").toString()) as RecordManifest;
}
