// What a power cut may leave of a folder, given what was asked of the file system before it. The model is that of a journaling
// file system (ext4, XFS): names, sizes and folders are journaled in their order, so that a cut takes away an end of them,
// and a sync of anything puts all of them before it on disk. What is inside files is not: of writes that were not synced any
// may be there and any may be missing, whatever their order, and one may be torn between two sectors.
import { mkdirSync, renameSync, rmSync, writeFileSync, closeSync, openSync } from "node:fs";
import { linkSync, ftruncateSync, fstatSync, writeSync, chownSync, statSync, existsSync } from "node:fs";
import { dirname } from "node:path";
import type { TraceStep } from "./trace-reader.ts";

const SECTOR = 512;

/** How a cut treats what was not synced. */
export interface Cut {
  /** The cut comes after so many steps. */
  readonly after: number;
  /** Chance that a write that was not synced is on disk all the same. */
  readonly kept: number;
  readonly random: () => number;
}

interface PlannedWrite {
  readonly step: Extract<TraceStep, { do: "write" }>;
  /** How much of it, from its beginning. */
  readonly length: number;
}

/** What of the steps before the cut is on disk, in the order in which to do it again. */
export function planCrash(
  steps: readonly TraceStep[],
  { after, kept, random }: Cut,
): readonly (TraceStep | PlannedWrite)[] {
  // Files are followed under changing names: a number per file.
  const files = new Map<string, number>();
  let numbers = 0;
  const fileAt = (path: string): number => {
    const known = files.get(path);
    if (known !== undefined) return known;
    files.set(path, (numbers += 1));
    return numbers;
  };
  const lastSync = new Map<number, number>();
  let lastOfAll = -1;
  const fileOf: number[] = [];
  for (let index = 0; index < after; index += 1) {
    const step = steps[index];
    if (step === undefined || step.do === "acknowledge") continue;
    if (step.do === "sync") {
      lastOfAll = index;
      lastSync.set(fileAt(step.path), index);
    } else if (step.do === "write") fileOf[index] = fileAt(step.path);
    else if (step.do === "rename") {
      files.set(step.path, fileAt(step.from));
      files.delete(step.from);
    } else if (step.do === "link") files.set(step.path, fileAt(step.from));
    else if (step.do === "remove") files.delete(step.path);
  }
  // Where the journal of names ends: anywhere from the last sync to the cut.
  const journaled = lastOfAll + 1 + Math.floor(random() * (after - lastOfAll));
  const planned: (TraceStep | PlannedWrite)[] = [];
  for (let index = 0; index < after; index += 1) {
    const step = steps[index];
    if (step === undefined || step.do === "sync" || step.do === "acknowledge") continue;
    if (step.do === "write") {
      const synced = index <= (lastSync.get(fileOf[index] ?? 0) ?? -1);
      const there = synced || random() < kept;
      const torn = !synced && there && step.data.length > SECTOR && random() < 0.2;
      const length = torn ? SECTOR * Math.floor(random() * (step.data.length / SECTOR)) : step.data.length;
      if (there) planned.push({ step, length });
    } else if (index < journaled) planned.push(step);
  }
  return planned;
}

/** Does the planned steps again in `target`, a copy of how `source` was before the first of them. */
export function buildCrash(
  planned: readonly (TraceStep | PlannedWrite)[],
  source: string,
  target: string,
): void {
  const place = (path: string): string => target + path.slice(source.length);
  for (const one of planned) {
    if ("length" in one) {
      const path = place(one.step.path);
      // Data of a file whose name is not on disk is not to be found.
      if (existsSync(path)) writeAt(path, one.step.offset, one.step.data.subarray(0, one.length));
      continue;
    }
    perform(one, place);
  }
}

function perform(step: TraceStep, place: (path: string) => string): void {
  if (step.do === "acknowledge" || step.do === "sync" || step.do === "write") return;
  const path = place(step.path);
  switch (step.do) {
    case "create":
      if (!existsSync(path)) create(path);
      else if (step.cut) setSize(path, () => 0);
      return;
    case "size":
      if (existsSync(path)) setSize(path, (now) => (step.grow ? Math.max(now, step.size) : step.size));
      return;
    case "rename":
      if (existsSync(place(step.from))) renameSync(place(step.from), path);
      return;
    case "link":
      if (existsSync(place(step.from)) && !existsSync(path)) linkSync(place(step.from), path);
      return;
    case "remove":
      rmSync(path, { recursive: true, force: true });
      return;
    case "folder":
      mkdirSync(path, { recursive: true, mode: 0o700 });
      own(path);
      return;
    default:
      step satisfies never;
  }
}

function create(path: string): void {
  writeFileSync(path, "", { mode: 0o600 });
  own(path);
}

/** What is made inside the cluster belongs to whom the cluster belongs to. */
function own(path: string): void {
  const { uid, gid } = statSync(dirname(path));
  chownSync(path, uid, gid);
}

function setSize(path: string, size: (now: number) => number): void {
  const file = openSync(path, "r+");
  ftruncateSync(file, size(fstatSync(file).size));
  closeSync(file);
}

function writeAt(path: string, offset: number, data: Buffer): void {
  const file = openSync(path, "r+");
  for (let done = 0; done < data.length;)
    done += writeSync(file, data, done, data.length - done, offset + done);
  closeSync(file);
}
