// Reading a feed of others, from a folder or over HTTPS: the manifest first, then each event it names, and nothing it does not. A
// file that is not the one the manifest speaks of is not taken.
import { hash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { ServerError } from "../errors.ts";
import type { Connection } from "../outbound/index.ts";
import { readManifest } from "./feed.ts";
import type { FeedEntry } from "./feed.ts";
import { invalid, readMispEvents } from "./read-event.ts";

/** Where the files of a feed are. */
export interface FeedSource {
  /** What a refusal calls it. */
  readonly name: string;
  /** @throws ServerError where there is no such file, or it is too long. */
  readonly read: (file: string, mostBytes: number) => Promise<Uint8Array>;
}

/** One event of a feed, checked: its file as it came. */
export interface FetchedEvent {
  readonly uuid: string;
  readonly info: string;
  readonly bytes: Uint8Array;
}

const MOST_MANIFEST = 64 * 1024 * 1024;
const MOST_EVENT = 16 * 1024 * 1024;
const SECONDS = 60;

export function openFolder(folder: string): FeedSource {
  return {
    name: folder,
    read: async (file, mostBytes) => {
      const bytes = await readFile(join(folder, file)).catch((cause: unknown) => {
        throw new ServerError(
          "FILE_UNREADABLE",
          `${join(folder, file)} could not be read. Check that the folder holds a whole feed.`,
          {
            cause,
          },
        );
      });
      if (bytes.length > mostBytes) throw invalid("", `${file} has more than ${mostBytes} bytes`);
      return bytes;
    },
  };
}

/** A feed at an address, asked with the key that its keeper gave out; null: it takes none. */
export function openAddress(connection: Connection, key: string | null): FeedSource {
  const { base, name } = connection.destination;
  return {
    name,
    read: async (file, mostBytes) => {
      const { status, body } = await connection.send({
        ...{ method: "GET", address: `${base.href.replace(/\/$/, "")}/${file}`, body: null },
        headers: { accept: "application/json", ...(key === null ? {} : { authorization: key }) },
        ...{ mostBytes, seconds: SECONDS },
      });
      if (status === 200) return body;
      throw new ServerError(
        "OUTBOUND_UNREACHABLE",
        `${name} answers ${file} with status ${status}. Its keeper can say whether it is there, and whether your key may read it.`,
      );
    },
  };
}

/** The events of a feed that `wanted` asks for, one after the other. @throws InputError, ServerError; nothing half read is given. */
export async function* readFeed(
  source: FeedSource,
  wanted: (entry: FeedEntry) => boolean,
): AsyncGenerator<FetchedEvent> {
  const manifest = readManifest(decode(await source.read("manifest.json", MOST_MANIFEST)));
  for (const entry of manifest.filter(wanted)) {
    const { uuid, sha256 } = entry;
    const bytes = await source.read(`${uuid}.json`, MOST_EVENT);
    if (sha256 !== null && hash("sha256", bytes, "hex") !== sha256)
      throw invalid(`/${uuid}`, "the event's file is not the one the manifest speaks of");
    const [event, ...more] = readMispEvents(decode(bytes), "pull");
    if (event?.uuid !== uuid || more.length > 0) throw invalid(`/${uuid}`, "its file holds another event");
    yield { uuid, info: event.info, bytes };
  }
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw invalid("", "the file is not UTF-8");
  }
}
