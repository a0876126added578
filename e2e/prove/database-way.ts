// A way for bytes between two places: from a node in a namespace to a database outside of it.
import { connect, createServer } from "node:net";
import type { AddressInfo, Socket } from "node:net";

export interface WayPlace {
  readonly host: string;
  readonly port: number;
}

/** @param from where it listens; port 0 takes one that is free. */
export async function openWay(
  from: WayPlace,
  to: WayPlace,
): Promise<{ readonly port: number; readonly close: () => void }> {
  const open = new Set<Socket>();
  const server = createServer((near) => {
    const far = connect(to);
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(one);
      one.on("error", () => other.destroy());
      one.on("close", () => {
        open.delete(one);
        other.destroy();
      });
      one.pipe(other);
    }
  });
  await new Promise<void>((listening) => server.listen(from.port, from.host, listening));
  return {
    port: (server.address() as AddressInfo).port,
    close: () => {
      for (const socket of open) socket.destroy();
      server.close();
    },
  };
}
