// What a node holds of letters, for comparing it with what the other side holds.
import { findMember, listForeignCases, listPeers } from "../../packages/server/src/peers/index.ts";
import { listIn, listOut, readFiles } from "../../packages/server/src/peers/store-letters.ts";
import { listPositions, listQuestions } from "../../packages/server/src/approaches/index.ts";
import { openSeatView, readSeat } from "../../packages/server/src/access/index.ts";
import { findCase } from "../../packages/server/src/cases/index.ts";
import type { Reader } from "../../packages/server/src/storage/index.ts";

export interface PeerState {
  /** By member: streams in both directions. */
  readonly streams: Readonly<
    Record<
      string,
      {
        readonly written: number;
        readonly acknowledged: number;
        readonly taken: number;
        /** Digests in order. */
        readonly out: readonly string[];
        readonly in: readonly string[];
        /** How many letters wait for those before them. */
        readonly held: number;
        /** Kinds and texts that were written and that were taken, for counting what was done. */
        readonly said: readonly string[];
      }
    >
  >;
  readonly stopped: readonly string[];
  /** What the lead's case holds of each member: texts of questions and statements, in order. */
  readonly done: Readonly<Record<string, readonly string[]>>;
  /** Which needles are in what came from others. */
  readonly found: readonly string[];
  readonly foreign: number;
}

export async function dumpState(reader: Reader, needles: readonly string[]): Promise<PeerState> {
  const streams: Record<string, PeerState["streams"][string]> = {};
  const found = new Set<string>();
  const peers = await listPeers(reader);
  for (const { member } of peers) {
    const { fingerprint, written, acknowledged, taken } = await findMember(reader, member);
    const out = await listOut(reader, fingerprint, { from: 1, most: 100_000 });
    const incoming = await listIn(reader, fingerprint, { from: 1, to: 100_000 });
    const texts = incoming.map(({ letter }) => letter);
    const named = texts.flatMap((text) =>
      (JSON.parse(text) as { files: { digest: string }[] }).files.map(({ digest }) => digest),
    );
    for (const bytes of (await readFiles(reader, fingerprint, named)).values()) texts.push(...spread(bytes));
    for (const needle of needles) if (texts.some((text) => text.includes(needle))) found.add(needle);
    streams[member] = {
      ...{ written, acknowledged, taken, out: out.map(({ digest }) => digest) },
      in: incoming.map(({ digest }) => digest),
      held: incoming.filter(({ state }) => state === "held").length,
      said: out.map(({ kind, letter }) => `${kind} ${letter}`),
    };
  }
  const done: Record<string, string[]> = {};
  const row = await findCase(reader, "salisbury-2018");
  if (row !== null) {
    const view = openSeatView(readSeat("GBR/desk"), row);
    for (const one of await listQuestions(reader, view))
      (done[one.member] ??= []).push(`question ${one.text}`);
    for (const one of await listPositions(reader, view))
      (done[one.member] ??= []).push(`position ${one.statement}`);
  }
  const stopped = peers.filter((peer) => peer.stopped !== null).map(({ member }) => member);
  const foreign = (await listForeignCases(reader)).length;
  return { streams, stopped, done, found: [...found], foreign };
}

/** A file's text, and what is base64url in it as text: openings of a cut are. */
function spread(bytes: Uint8Array): readonly string[] {
  const text = Buffer.from(bytes).toString("utf8");
  const inner = (text.match(/[A-Za-z0-9_-]{24,}/g) ?? []).map((run) =>
    Buffer.from(run, "base64url").toString(),
  );
  return [text, ...inner];
}
