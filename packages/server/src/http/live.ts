// Boards that stay live: a stream says that something changed for whoever reads it, and nothing else; the reader then asks as
// always. Whether something changed is asked of the database under the reader's own view, so what others do cannot be seen
// from when a stream speaks.
import { Readable } from "node:stream";
import type { View } from "../access/index.ts";
import type { InCase, Live } from "../routing/index.ts";
import type { Database, Listening } from "../storage/index.ts";
import { readFingerprint } from "./store.ts";

const COLLECT_MS = 100;
const HEARTBEAT_MS = 15_000;
/** What a reader may leave unread before it is let go. */
const UNREAD_BYTES = 16 * 1024;

interface Stream {
  readonly caseId: string;
  /** Looks whether something changed, and whether the reader may still know. */
  readonly look: () => void;
  readonly end: () => void;
}

interface Hub {
  readonly streams: Set<Stream>;
  readonly listening: Listening;
}

const hubs = new WeakMap<Database, Hub>();
const pending = new WeakMap<Database, Set<string>>();

/** Tells all processes, a little later and once for several, that something of a case changed; "" for what is of no case. */
export function announceChange(database: Database, caseId: string): void {
  const collected = pending.get(database);
  if (collected !== undefined) {
    collected.add(caseId);
    return;
  }
  const cases = new Set([caseId]);
  pending.set(database, cases);
  setTimeout(() => {
    pending.delete(database);
    // What is lost here is found at the next heartbeat.
    for (const one of cases) database.announce(one).catch(() => undefined);
  }, COLLECT_MS).unref();
}

/** Ends every stream: the node stops. */
export function endStreams(database: Database): void {
  const hub = hubs.get(database);
  if (hub === undefined) return;
  for (const { end } of hub.streams) end();
  hub.listening.close();
  hubs.delete(database);
}

/** What a view sees of its case, as one text that changes when that does. */
export async function readStanding(database: Database, view: View): Promise<string> {
  return database.read((reader) => readFingerprint(reader, view));
}

/** The stream of a case for one reader, in the form of server-sent events. */
export function openStream(
  database: Database,
  {
    view,
    live,
    standing,
    signal,
  }: Pick<InCase, "view"> & {
    readonly live: Live;
    /** What the reader was shown to begin with. */
    readonly standing: string;
    readonly signal: AbortSignal;
  },
): Readable {
  const { streams } = openHub(database);
  let known = live.nameOf(standing);
  let looking: "no" | "yes" | "again" = "no";
  const body = new Readable({ read: () => undefined });
  const say = (text: string): void => {
    // A reader that does not read is let go; it comes back and is told what it has missed.
    if (body.readableLength > UNREAD_BYTES) stream.end();
    else body.push(text);
  };
  const tell = (): void => say(`event: changed\nid: ${known}\ndata: {}\n\n`);
  const lookNow = async (): Promise<void> => {
    if (!(await live.holds())) {
      stream.end();
      return;
    }
    const now = live.nameOf(await readStanding(database, view));
    if (now === known) return;
    known = now;
    tell();
  };
  const look = (): void => {
    if (looking !== "no") {
      looking = "again";
      return;
    }
    looking = "yes";
    lookNow()
      // A database that is away is looked for again at the next beat.
      .catch(() => undefined)
      .finally(() => {
        const again = looking === "again";
        looking = "no";
        if (again) look();
      });
  };
  const beat = setInterval(() => {
    say(": still here\n\n");
    look();
  }, HEARTBEAT_MS).unref();
  const stream: Stream = {
    caseId: view.caseId,
    look,
    end: () => {
      clearInterval(beat);
      streams.delete(stream);
      if (!body.readableEnded) body.push(null);
    },
  };
  streams.add(stream);
  body.once("close", stream.end);
  signal.addEventListener("abort", () => body.destroy(), { once: true });
  say(`retry: 2000\nid: ${known}\n\n`);
  if (live.seen !== null && live.seen !== known) tell();
  // What changed between the first look and now.
  look();
  return body;
}

function openHub(database: Database): Hub {
  const present = hubs.get(database);
  if (present !== undefined) return present;
  const streams = new Set<Stream>();
  const listening = database.listen((what) => {
    for (const { caseId, look } of [...streams]) if (what === null || what === "" || what === caseId) look();
  });
  const hub = { streams, listening };
  hubs.set(database, hub);
  return hub;
}
