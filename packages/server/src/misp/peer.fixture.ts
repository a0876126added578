// The other side of MISP's synchronisation, written from the description of the protocol and not from this program: it shakes
// hands, pulls what is new or newer, and pushes what is wanted, counting hops as a MISP does.
import { openConnection, readDestination } from "../outbound/index.ts";
import type { Connection, OutboundAnswer } from "../outbound/index.ts";

export interface PeerEvent {
  readonly Event: Readonly<Record<string, unknown>> & { readonly uuid: string; readonly timestamp: string };
}

export interface MispPeer extends AsyncDisposable {
  /** Throws where a MISP would give up. */
  readonly shakeHands: () => Promise<void>;
  /** Everything new or newer than what it has, which it then has. */
  readonly pull: () => Promise<readonly PeerEvent[]>;
  /** Pushes an event as a MISP does: asks whether it is wanted, looks whether it is there, adds or edits. */
  readonly push: (event: PeerEvent) => Promise<"unwanted" | "added" | "edited">;
  readonly send: (
    method: "GET" | "HEAD" | "POST",
    path: string,
    body?: unknown,
    headers?: Readonly<Record<string, string>>,
  ) => Promise<OutboundAnswer>;
}

const OWN_VERSION = "2.5.12";
const VIEW =
  "deleted[]:0/deleted[]:1/excludeGalaxy:1/includeEventCorrelations:0/includeFeedCorrelations:0/includeWarninglistHits:0/excludeLocalTags:1";

export function openPeer(address: string, credential: Readonly<Record<string, string>>): MispPeer {
  const connection: Connection = openConnection({
    destination: readDestination({ name: "the server", address, networks: ["127.0.0.0/8"], tls: null }),
    resolve: () => Promise.resolve(["127.0.0.1"]),
  });
  const held = new Map<string, number>();
  let tag: string | null = null;
  const send: MispPeer["send"] = (method, path, body, headers = {}) =>
    connection.send({
      ...{ method, address: `${address}${path}`, mostBytes: 10_000_000, seconds: 20 },
      headers: {
        ...{ accept: "application/json", "user-agent": `MISP ${OWN_VERSION}`, ...credential, ...headers },
        ...(body === undefined ? {} : { "content-type": "application/json" }),
      },
      body: body === undefined ? null : JSON.stringify(body),
    });
  const ask = async <T>(...asked: Parameters<MispPeer["send"]>): Promise<T> => {
    const answer = await send(...asked);
    if (answer.status !== 200) throw new Error(`${asked[1]}: ${answer.status} ${textOf(answer)}`);
    return JSON.parse(textOf(answer)) as T;
  };
  return {
    send,
    shakeHands: async () => {
      const there = await ask<{ version: string; perm_sync: boolean }>("GET", "/servers/getVersion");
      const minor = (version: string): string => version.split(".").slice(0, 2).join(".");
      if (minor(there.version) !== minor(OWN_VERSION) || !there.perm_sync) throw new Error("not compatible");
      const testString = "Ünïcödé \u{1f4a1} <&>";
      const echo = await ask<{ body: { testString: string }; headers: Record<string, string> }>(
        ...(["POST", "/servers/postTest", { testString }] as const),
      );
      if (echo.body.testString !== testString || echo.headers["Accept"] !== "application/json")
        throw new Error("posts do not arrive");
      await ask("GET", "/users/view/me.json");
    },
    pull: async () => {
      const filters = { minimal: 1, published: 1 };
      const answer = await send(
        "POST",
        "/events/index",
        filters,
        tag === null ? {} : { "if-none-match": tag },
      );
      if (answer.status === 304) return [];
      if (answer.status !== 200) throw new Error(`index: ${answer.status}`);
      tag = answer.headers["etag"] ?? null;
      const index = JSON.parse(textOf(answer)) as readonly { uuid: string; timestamp: string }[];
      const pulled: PeerEvent[] = [];
      for (const { uuid, timestamp } of index) {
        if (Number(timestamp) <= (held.get(uuid) ?? -1)) continue;
        pulled.push(await ask<PeerEvent>("GET", `/events/view/${uuid}/${VIEW}`));
        held.set(uuid, Number(timestamp));
      }
      return pulled;
    },
    push: async (event) => {
      const { uuid, timestamp } = event.Event;
      const wanted = await ask<string[]>("POST", "/events/filterEventIdsForPush", [
        { Event: { uuid, timestamp } },
      ]);
      if (!wanted.includes(uuid)) return "unwanted";
      const added = await send("POST", "/events/add/metadata:1", event);
      if (added.status === 200) return "added";
      // What is there already is answered so, with the place where it is.
      if (added.status !== 404 || added.headers["location"] === undefined) throw new Error(textOf(added));
      await ask("POST", `/events/edit/${uuid}/metadata:1`, event);
      return "edited";
    },
    [Symbol.asyncDispose]: () => connection[Symbol.asyncDispose](),
  };
}

export const textOf = ({ body }: OutboundAnswer): string => new TextDecoder().decode(body);
