// One peer of the benchmark of cuts, alone in its process: PEER PORTIONS RECIPIENTS SEED. Cuts of one long release for all its
// recipients leave as bytes; prints the milliseconds of processor time of each run over all of them, and the bytes that left.
import { hash } from "node:crypto";
import {
  digestRelease,
  issueRelease,
  openPress,
  presentCut,
} from "../../packages/core/src/releases/index.ts";
import type { CutFile, IssuedRelease, PressedCut } from "../../packages/core/src/releases/index.ts";
import { nodePrimitives as primitives } from "../../packages/verifier/src/index.ts";
import { IAT, openReleaseDesk } from "./desk.ts";
import { writeLongRelease } from "./long-release.ts";

const [peer = "", portions = "0", recipients = "0", seed = "1"] = process.argv.slice(2);
const RUNS = 3;
const desk = openReleaseDesk(writeLongRelease(Number(portions), Number(recipients), Number(seed)));
const issued = issueRelease(desk.input);
const release = desk.commit("release", digestRelease(issued, primitives));
// The evidence of a cut is made by the ledger and is not what is measured; its size is that of a real one.
const evidence: CutFile["evidence"] = { release, cut: desk.commit("cut", digestRelease(issued, primitives)) };
const requests = issued.classes.flatMap(({ id, recipients: members }) =>
  members.map((recipient) => ({ class: id, recipient, iat: IAT + 60, authority: desk.authority })),
);

/** Where bytes leave: one buffer, as a connection has one. */
const wire = Buffer.alloc(64 * 2 ** 20);
let left = 0;
let at = 0;
function send(piece: Uint8Array): void {
  wire.set(piece, at);
  at += piece.length;
}

/** Sends one cut, from the beginning of the wire. */
function sendCut(cut: PressedCut): void {
  at = 0;
  cut.seal(evidence, send);
  left += at;
}

/** Opening the press, digesting each class, signing each key binding and writing every cut. */
function runPress(of: IssuedRelease): void {
  const press = openPress(of, primitives);
  for (const request of requests) sendCut(press.cut(request));
}

/** A cut as an object, written by the host for each recipient; making the object is not counted. */
function openStringify(): () => void {
  const files = requests.map((request): CutFile => {
    const body = presentCut({ issued, ...request, primitives });
    return { format: "entente-cut/2", release: body, evidence };
  });
  return () => {
    for (const file of files) left += wire.write(JSON.stringify(file), "latin1");
  };
}

/** SHA-256 over the bytes of every cut, once they are there. */
function openDigests(): () => void {
  const press = openPress(issued, primitives);
  return () => {
    for (const request of requests) {
      const before = left;
      const now = readClock();
      sendCut(press.cut(request));
      aside += readClock() - now;
      hash("sha256", wire.subarray(0, left - before), "hex");
    }
  };
}

/** What a run spent on what is not measured. */
let aside = 0;

function readClock(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

const peers: Readonly<Record<string, () => () => void>> = {
  entente: () => () => runPress(issued),
  stringify: openStringify,
  sha: openDigests,
};
const open = peers[peer];
if (open === undefined) throw new Error(`no peer ${peer}`);
const act = open();
const times: number[] = [];
for (let run = 0; run <= RUNS; run += 1) {
  [aside, left] = [0, 0];
  const started = readClock();
  act();
  const milliseconds = readClock() - started - aside;
  // The first run warms up.
  if (run > 0) times.push(milliseconds);
}
const classes = issued.classes.filter(({ recipients: members }) => members.length > 0).length;
process.stdout.write(`${JSON.stringify({ times, bytes: left, cuts: requests.length, classes })}\n`);
