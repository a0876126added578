// A real node of its own with the built console, as persons meet it who have to sign in.
import { mkdtempSync } from "node:fs";
import { rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { serveNode } from "../packages/server/src/cli/serving.ts";
import { loopbackEdge } from "../packages/server/src/http/edge.ts";
import { identifySeats } from "../packages/server/src/http/identify-seats.ts";
import { openRealNode } from "../packages/server/src/node.ts";
import type { Node } from "../packages/server/src/node.ts";
import { usualPace } from "../packages/server/src/peers/index.ts";
import { openFirstLink } from "../packages/server/src/seats/index.ts";
import { buildConsole } from "./exercise.ts";

export interface RealNode {
  readonly node: Node;
  /** `http://localhost:PORT`: a name, because passkeys belong to names. */
  readonly origin: string;
  /** Address of the first link. */
  readonly firstLink: string;
  /** File with the passphrase of its keys, for commands beside it. */
  readonly passphraseFile: string;
  readonly close: () => Promise<void>;
}

type Settings = ((origin: string) => Promise<Readonly<Record<string, string>>>) | null;

/** @param settings of sign-in.json, from where the node will be found; null: no provider. */
export const openRealNodeHere = (settings: Settings): Promise<RealNode> => openRealNodeOf("GBR", settings);

/** The same, run by another member. */
export async function openRealNodeOf(host: string, settings: Settings): Promise<RealNode> {
  await buildConsole();
  const folder = mkdtempSync(join(tmpdir(), "entente-e2e-"));
  const origin = `http://localhost:${await findPort()}`;
  const beside = mkdtempSync(join(tmpdir(), "entente-e2e-passphrase-"));
  const passphraseFile = join(beside, "passphrase");
  await writeFile(passphraseFile, "a passphrase for this test alone, and of some length\n", { mode: 0o600 });
  const open = (): Promise<Node> =>
    openRealNode({
      ...{ dataFolder: folder, databaseUrl: null, process: null, host },
      ledger: `entente.example/${host.toLowerCase()}`,
      ...{
        origin,
        passphraseFile,
        sessionLimits: { idleSeconds: 900, absoluteSeconds: 28_800 },
        tell: () => undefined,
      },
    });
  let node = await open();
  if (settings !== null) {
    // The folder is the node's own to make; what its administrator adds is there at the next start.
    await node.close();
    for (const [name, text] of Object.entries(await settings(origin)))
      await writeFile(join(folder, name), text, { mode: 0o600 });
    node = await open();
  }
  const link = await node.database.transact((tx) => openFirstLink(tx, host));
  const served = await serveNode(node, {
    ...{ edge: loopbackEdge, identify: identifySeats(node.database, null), tell: () => undefined },
    listenAt: { host: "127.0.0.1", port: Number(new URL(origin).port) },
    pace: usualPace,
  });
  return {
    ...{ node, origin, passphraseFile, firstLink: `${origin}/first-start#${link?.code ?? ""}` },
    close: async () => {
      await served.close();
      await rm(folder, { recursive: true, force: true });
      await rm(beside, { recursive: true, force: true });
    },
  };
}

/** A port nobody listens on at the moment. */
async function findPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const { port } = server.address() as AddressInfo;
  await new Promise((closed) => server.close(closed));
  return port;
}
