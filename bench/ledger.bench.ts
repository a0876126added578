// The ledger at a million leaves: appending beside merkletreejs, checking an inclusion proof beside @sigstore/verify (the
// very function its verifier calls, on the same proof), and what a proof costs from 1,000 to 1,000,000 leaves. Beside it
// the limit: SHA-256 of as many messages of 65 bytes as the tree has nodes, one call each, and of all of them in one call.
// Times are of the processor, so that neighbours on the machine do not decide.
import { spawnSync } from "node:child_process";
import { createHash, hash } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { verifyMerkleInclusion } from "@sigstore/verify/dist/tlog/merkle.js";
import { MerkleTree } from "merkletreejs";
import { utf8 } from "../packages/core/src/encoding/index.ts";
import {
  appendLeaves,
  hashLeaf,
  listProofTiles,
  openTreeHead,
  proveFromTiles,
  verifyInclusion,
} from "../packages/core/src/ledger/index.ts";
import type { ProofClaim, TileFiles, TreeHead } from "../packages/core/src/ledger/index.ts";
import { nodePrimitives } from "../packages/verifier/src/index.ts";
import type { Bench, BenchRow } from "./contract.ts";
import { median } from "./contract.ts";

const LEAVES = 1_000_000;
const SIZES = [1_000, 10_000, 100_000, 1_000_000];
const REPETITIONS = 3;
const CHECKS = 500;
const CHECK_ROUNDS = 21;
const HASH_LENGTH = 32;

setFlagsFromString("--expose-gc");
/** So that neither side pays for what the other left behind. */
const collectGarbage = runInNewContext("gc") as () => void;

/** The inclusion check of @sigstore/verify, which its package reaches inside its log-entry verification. */
type VerifyMerkleInclusion = (
  entry: {
    readonly canonicalizedBody: Buffer;
    readonly inclusionProof: { readonly logIndex: string; readonly hashes: readonly Buffer[] };
  },
  checkpoint: { readonly logSize: bigint; readonly logHash: Buffer },
) => void;

const checkByPeer = verifyMerkleInclusion as unknown as VerifyMerkleInclusion;

interface Grown {
  readonly head: TreeHead;
  readonly tiles: TileFiles;
}

export const bench: Bench = {
  name: "ledger",
  claim:
    "Appending a million leaves takes at most a fifth of merkletreejs's time, checking a proof two fifths of @sigstore/verify's, and a proof costs the logarithm of the size.",
  run: async (report) => {
    const slab = new Uint8Array(LEAVES * HASH_LENGTH);
    for (let index = 0; index < LEAVES; index += 1)
      slab.set(hashLeaf(entryAt(index), nodePrimitives), index * HASH_LENGTH);
    report(`${LEAVES} leaves are made`);
    const rows = measureAppending(slab, report);
    rows.push(...measureChecking(grow(slab), report));
    rows.push(...measureProving(slab));
    rows.push(await measureGo());
    return rows;
  },
};

function measureAppending(slab: Uint8Array, report: (text: string) => void): BenchRow[] {
  const message = Buffer.alloc(65, 1);
  const all = Buffer.alloc(65 * LEAVES, 1);
  const times = {
    ours: [] as number[],
    theirs: [] as number[],
    calls: [] as number[],
    bytes: [] as number[],
  };
  for (let round = 0; round <= REPETITIONS; round += 1) {
    const measured = {
      ours: time(() => grow(slab)),
      theirs: timeMerkleTree(slab),
      calls: time(() => {
        for (let node = 1; node < LEAVES; node += 1) hash("sha256", message, "binary");
      }),
      bytes: time(() => hash("sha256", all, "hex")),
    };
    // The first round warms the code up.
    if (round === 0) continue;
    for (const name of ["ours", "theirs", "calls", "bytes"] as const) times[name].push(measured[name]);
    report(`appending, round ${round}: ${JSON.stringify(measured)}`);
  }
  const [ours, theirs] = [median(times.ours), median(times.theirs)];
  const what = `append ${LEAVES} leaves, tiles and root`;
  const common = { what, ours, unit: "ms of processor time", repetitions: REPETITIONS };
  return [
    {
      ...common,
      against: "merkletreejs",
      ratio: theirs / ours,
      goal: "at least 5",
      met: theirs / ours >= 5,
      theirs,
    },
    limitRow(common, "one SHA-256 call for each of its nodes", median(times.calls)),
    limitRow(common, "SHA-256 of the same bytes in one call", median(times.bytes)),
  ];
}

/** The peer wants a buffer for each leaf; making those is not counted against it, and they go before ours runs again. */
function timeMerkleTree(slab: Uint8Array): number {
  const buffers = Array.from({ length: LEAVES }, (_, index) =>
    Buffer.from(slab.buffer, index * HASH_LENGTH, HASH_LENGTH),
  );
  return time(() => new MerkleTree(buffers, (data: Buffer) => createHash("sha256").update(data).digest()));
}

function entryAt(index: number): Uint8Array {
  return utf8(`entry ${index}`);
}

function limitRow(
  common: { what: string; ours: number; unit: string; repetitions: number },
  against: string,
  theirs: number,
): BenchRow {
  const reason = "the limit, for comparison; no goal is stated against it";
  return { ...common, against, ratio: common.ours / theirs, goal: "none", met: null, theirs, reason };
}

function measureChecking({ head, tiles }: Grown, report: (text: string) => void): BenchRow[] {
  const cases = Array.from({ length: CHECKS }, (_, number) => {
    const index = (number * 499_979) % LEAVES;
    const proof = proveFromTiles(
      { claim: { kind: "inclusion", index, size: LEAVES }, tiles },
      nodePrimitives,
    );
    const body = Buffer.from(entryAt(index));
    return {
      ours: { index, size: LEAVES, proof, root: head.root },
      entry: {
        canonicalizedBody: body,
        inclusionProof: { logIndex: String(index), hashes: proof.map((one) => Buffer.from(one)) },
      },
    };
  });
  const checkpoint = { logSize: BigInt(LEAVES), logHash: Buffer.from(head.root) };
  const times = { ours: [] as number[], theirs: [] as number[] };
  for (let round = 0; round <= CHECK_ROUNDS; round += 1) {
    const ours = time(() => {
      for (const { ours: claim, entry } of cases) {
        const leafHash = hashLeaf(entry.canonicalizedBody, nodePrimitives);
        if (!verifyInclusion({ ...claim, leafHash }, nodePrimitives))
          throw new Error("our own proof does not verify");
      }
    });
    const theirs = time(() => {
      for (const { entry } of cases) checkByPeer(entry, checkpoint);
    });
    if (round === 0) continue;
    times.ours.push((ours / CHECKS) * 1000);
    times.theirs.push((theirs / CHECKS) * 1000);
  }
  const [ours, theirs] = [median(times.ours), median(times.theirs)];
  report(`checking: ${ours} µs, theirs ${theirs} µs a proof`);
  return [
    {
      what: `check an inclusion proof in ${LEAVES} leaves`,
      against: "@sigstore/verify",
      ratio: theirs / ours,
      goal: "at least 2.5",
      met: theirs / ours >= 2.5,
      ours,
      theirs,
      unit: "µs of processor time",
      repetitions: CHECK_ROUNDS * CHECKS,
    },
  ];
}

/** One row for each size: what a proof from tiles costs, and against it what the logarithm would make of the first size's. */
function measureProving(slab: Uint8Array): BenchRow[] {
  const costs = SIZES.map((size) => {
    const { tiles } = grow(slab.subarray(0, size * HASH_LENGTH));
    const claims = Array.from({ length: 200 }, (_, number): ProofClaim => ({
      kind: "inclusion",
      index: (number * 7_919) % size,
      size,
    }));
    const times = Array.from({ length: REPETITIONS + 1 }, () =>
      time(() => {
        for (const claim of claims) proveFromTiles({ claim, tiles }, nodePrimitives);
      }),
    ).slice(1);
    const read = Math.max(...claims.map((claim) => listProofTiles(claim).length));
    return { size, read, microseconds: (median(times) / claims.length) * 1000 };
  });
  const [first] = costs;
  return costs.map(({ size, read, microseconds }) => {
    const expected = ((first?.microseconds ?? 0) * Math.log2(size)) / Math.log2(first?.size ?? 2);
    return {
      what: `prove one of ${size} leaves from ${read} tiles at most`,
      against: `the logarithm's growth from ${first?.size ?? 0} leaves`,
      ratio: microseconds / expected,
      goal: "at most 2",
      met: microseconds / expected <= 2,
      ours: microseconds,
      theirs: expected,
      unit: "µs of processor time",
      repetitions: REPETITIONS * 200,
    };
  });
}

/** golang.org/x/mod/sumdb/tlog storing the same number of records, where Go is there and can fetch the module. */
async function measureGo(): Promise<BenchRow> {
  const row = {
    what: `append ${LEAVES} leaves`,
    against: "Go's x/mod/sumdb/tlog",
    ratio: null,
    goal: "reported",
    met: null,
    ours: null,
    unit: "ms",
    repetitions: 1,
  };
  if (spawnSync("go", ["version"]).status !== 0)
    return { ...row, theirs: null, reason: "Go is not installed here" };
  const folder = await mkdtemp(join(tmpdir(), "entente-bench-go-"));
  try {
    await writeFile(join(folder, "main.go"), GO_PROGRAM);
    for (const args of [
      ["mod", "init", "bench"],
      ["mod", "tidy"],
      ["build", "-o", "bench", "."],
    ]) {
      const { status, stderr } = spawnSync("go", args, { cwd: folder, encoding: "utf8" });
      if (status !== 0)
        return { ...row, theirs: null, reason: `go ${args[0] ?? ""}: ${stderr.trim().slice(0, 200)}` };
    }
    const { stdout } = spawnSync(join(folder, "bench"), [String(LEAVES)], { encoding: "utf8" });
    return { ...row, theirs: Number(stdout), reason: "what another language does, for comparison" };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

// Its hashes are kept in memory, in the order its own StoredHashIndex gives.
const GO_PROGRAM = `package main

import (
	"fmt"
	"os"
	"strconv"
	"time"

	"golang.org/x/mod/sumdb/tlog"
)

func main() {
	count, _ := strconv.ParseInt(os.Args[1], 10, 64)
	stored := make([]tlog.Hash, 0, 2*count)
	reader := tlog.HashReaderFunc(func(indexes []int64) ([]tlog.Hash, error) {
		found := make([]tlog.Hash, len(indexes))
		for i, index := range indexes {
			found[i] = stored[index]
		}
		return found, nil
	})
	started := time.Now()
	for i := int64(0); i < count; i++ {
		hashes, err := tlog.StoredHashes(i, []byte(fmt.Sprintf("entry %d", i)), reader)
		if err != nil {
			panic(err)
		}
		stored = append(stored, hashes...)
	}
	if _, err := tlog.TreeHash(count, reader); err != nil {
		panic(err)
	}
	fmt.Println(time.Since(started).Milliseconds())
}
`;

function grow(slab: Uint8Array): Grown {
  const empty = openTreeHead({ size: 0, tiles: new Map() }, nodePrimitives);
  return appendLeaves({ head: empty, leafHashes: slab }, nodePrimitives);
}

/** Milliseconds of processor time, the collector's threads included: both sides compute and wait for nothing. */
function time(action: () => unknown): number {
  collectGarbage();
  const started = process.cpuUsage();
  action();
  const { user, system } = process.cpuUsage(started);
  return (user + system) / 1000;
}
