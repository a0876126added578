// What stays live: a stream says that something changed for whoever reads it, and nothing else; the reader then asks as
// always. Whether something changed is asked of the database under the reader's own view, so what others do cannot be seen
// from when a stream speaks.
import { Readable } from "node:stream";
import type { Database, Listening } from "../storage/index.ts";

const HEARTBEAT_MS = 15_000;
/** How long a stream that has looked looks no more: while much happens, a hundred boards must not keep the database busy. */
const REST_MS = 500;
/** What a reader may leave unread before it is let go. */
const UNREAD_BYTES = 16 * 1024;

/** Ids of cases of which something was announced, "" for what is of no case; null: anything may have changed. */
export type Announced = ReadonlySet<string> | null;

/** What one stream watches. */
export interface Watch {
  /** What the reader is told to begin with. */
  readonly greeting: string;
  readonly isAbout: (announced: string) => boolean;
  /** Looks, and gives what to say, "" for nothing; null: the reader may not know of it any more. */
  readonly look: (announced: Announced) => Promise<string | null>;
}

interface Stream {
  /** Null: something may have been missed. */
  readonly hear: (announced: string | null) => void;
  readonly end: () => void;
}

interface Hub {
  readonly streams: Set<Stream>;
  readonly listening: Listening;
}

const hubs = new WeakMap<Database, Hub>();

/** Ends every stream: the node stops. */
export function endStreams(database: Database): void {
  const hub = hubs.get(database);
  if (hub === undefined) return;
  for (const { end } of hub.streams) end();
  hub.listening.close();
  hubs.delete(database);
}

/** One event, in the form of server-sent events. */
export function writeEvent(id: string, data: object): string {
  return `event: changed\nid: ${id}\ndata: ${JSON.stringify(data)}\n\n`;
}

/** The stream of what is watched, for as long as somebody reads it. */
export function openStream(
  database: Database,
  { greeting, isAbout, look, signal }: Watch & { readonly signal: AbortSignal },
): Readable {
  const { streams } = openHub(database);
  const heard = new Set<string | null>();
  let resting = false;
  let ended = false;
  const body = new Readable({ read: () => undefined });
  const say = (text: string): void => {
    if (ended || text === "") return;
    // A reader that does not read is let go; it comes back and is told what it has missed.
    if (body.readableLength > UNREAD_BYTES) stream.end();
    else body.push(text);
  };
  const takeHeard = (): Announced => {
    const taken = heard.has(null) ? null : new Set([...heard].filter((one) => one !== null));
    heard.clear();
    return taken;
  };
  const lookNow = async (): Promise<void> => {
    const words = await look(takeHeard());
    if (words === null) stream.end();
    else say(words);
  };
  const hear: Stream["hear"] = (announced) => {
    if (ended || (announced !== null && announced !== "" && !isAbout(announced))) return;
    heard.add(announced);
    if (resting) return;
    resting = true;
    const goOn = (): void => {
      resting = false;
      const [next] = heard;
      if (next !== undefined) hear(next);
    };
    lookNow()
      // A database that is away is looked for again at the next beat.
      .catch(() => undefined)
      .finally(() => void setTimeout(goOn, REST_MS).unref());
  };
  const beat = setInterval(() => {
    say(": still here\n\n");
    hear(null);
  }, HEARTBEAT_MS).unref();
  const stream: Stream = {
    hear,
    end: () => {
      if (ended) return;
      ended = true;
      clearInterval(beat);
      streams.delete(stream);
      body.push(null);
    },
  };
  streams.add(stream);
  body.once("close", stream.end);
  signal.addEventListener("abort", () => body.destroy(), { once: true });
  say(greeting);
  // What changed between the first look and now.
  hear(null);
  return body;
}

function openHub(database: Database): Hub {
  const present = hubs.get(database);
  if (present !== undefined) return present;
  const streams = new Set<Stream>();
  const listening = database.listen((announced) => {
    for (const { hear } of [...streams]) hear(announced);
  });
  const hub = { streams, listening };
  hubs.set(database, hub);
  return hub;
}
