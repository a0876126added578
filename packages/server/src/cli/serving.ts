// A node that is served: its T-0 timer, its HTTP application, and how both end. The same for exercises and real cases.
import { existsSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { readInstant } from "@entente/core/encoding";
import { startBackground } from "../background/index.ts";
import { startPackages } from "../embargoes/index.ts";
import type { PackageTimer } from "../embargoes/index.ts";
import { createApp, listen, replaceTls } from "../http/index.ts";
import type { Edge, Identify, Tls } from "../http/index.ts";
import type { Workers } from "../jobs/index.ts";
import type { Node } from "../node.ts";
import { startPeers } from "../peers/index.ts";
import type { PeerPace, PeerTimer } from "../peers/index.ts";
import { startTZeroTimer } from "../t-zero/index.ts";

export interface ServingRequest {
  readonly edge: Edge;
  readonly listenAt: { readonly host: string; readonly port: number };
  readonly identify: Identify;
  /** How often letters are brought to other nodes and fetched. */
  readonly pace: PeerPace;
  /** One sentence for the person at the terminal. */
  readonly tell: (sentence: string) => void;
}

export interface ServedNode {
  /** Where it listens. */
  readonly address: string;
  /** Speaks TLS with another certificate from the next connection on. */
  readonly replaceTls: (tls: Tls) => void;
  /** Takes nothing new, finishes what it has taken, and lets go of everything. */
  readonly close: () => Promise<void>;
}

const site = fileURLToPath(new URL("../../../console/dist/site", import.meta.url));

/** How long requests that were taken may still need when the node stops. A service manager waits longer than this. */
const DRAIN_MS = 20_000;

const machineClock = {
  wall: () => readInstant(new Date().toISOString()),
  stopwatch: () => performance.now(),
};

/** Resolves at the first SIGINT or SIGTERM; a terminal sends one and the launcher forwards another. */
export function waitForStop(): Promise<void> {
  return new Promise<void>((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => resolve());
  });
}

/** Serves an open node until it is closed, which closes the node as well. @throws ServerError START_PORT_BUSY. */
export async function serveNode(
  node: Node,
  { edge, listenAt, identify, pace, tell }: ServingRequest,
): Promise<ServedNode> {
  // Before anything else: what was due while the node was away opens now.
  const timer = startTZeroTimer({ ...node, clock: machineClock, wait, tell });
  const working = {
    queue: node.openWorkQueue(),
    workers: null as Workers | null,
    peers: null as PeerTimer | null,
    packages: null as PackageTimer | null,
  };
  const letGo = async (): Promise<void> => {
    await timer.stop();
    await working.packages?.stop();
    await working.peers?.stop();
    await (working.workers?.stop() ?? working.queue.close());
    await node.close();
  };
  try {
    working.workers = await startBackground({
      ...{ ...node, queue: working.queue, clock: machineClock, tell },
    });
    if (node.host !== null) {
      // Packages that are due open before letters are asked for: with the lead's node away as with it.
      working.packages = startPackages({ ...node, now: machineClock.wall, tell });
      working.peers = startPeers({ ...node, now: machineClock.wall, pace, tell });
    }
    const app = await createApp({ ...node, edge, site: existsSync(site) ? site : null, identify });
    try {
      const address = await listen(app, listenAt);
      return {
        address,
        replaceTls: (tls) => replaceTls(app, tls),
        close: async () => {
          const late = setTimeout(() => {
            tell(`Requests that need longer than ${DRAIN_MS / 1000} s are cut off.`);
            app.server.closeAllConnections();
          }, DRAIN_MS);
          try {
            await app.close();
          } finally {
            clearTimeout(late);
            await letGo();
          }
        },
      };
    } catch (error) {
      await app.close();
      throw error;
    }
  } catch (error) {
    await letGo();
    throw error;
  }
}

/** Resolves after so many milliseconds, or at once when the signal is given. */
const wait = (ms: number, signal: AbortSignal): Promise<void> =>
  pause(ms, undefined, { signal }).catch(() => undefined);
