// A link between two nodes that loses, delays, cuts off, repeats and parts, and keeps every byte that went over it.
import { connect, createServer } from "node:net";
import type { AddressInfo, Socket } from "node:net";

export interface Faults {
  /** Chance that a connection is closed at once. */
  readonly drop: number;
  /** Chance that it is closed somewhere in the middle. */
  readonly cut: number;
  /** Chance that what was sent is sent once more, on a connection of its own, later. */
  readonly repeat: number;
  /** Milliseconds that each piece may be late. */
  readonly delay: number;
  /** Nothing passes. */
  readonly parted: boolean;
}

export const SOUND: Faults = { drop: 0, cut: 0, repeat: 0, delay: 0, parted: false };

export interface Link {
  readonly port: number;
  readonly set: (faults: Faults) => void;
  /** Bytes that went over it in both directions since the last time, each piece as it came. */
  readonly take: () => readonly Buffer[];
  readonly counts: { passed: number; dropped: number; cut: number; repeated: number };
  readonly close: () => Promise<void>;
}

/** @param random draws every chance, so that a seed brings a schedule back as far as the machine lets it. */
export async function openLink(target: number, random: () => number): Promise<Link> {
  let faults = SOUND;
  const kept: Buffer[] = [];
  const open = new Set<Socket>();
  const counts = { passed: 0, dropped: 0, cut: 0, repeated: 0 };
  const track = (socket: Socket): Socket => {
    open.add(socket);
    socket.on("error", () => socket.destroy());
    socket.on("close", () => open.delete(socket));
    return socket;
  };
  const server = createServer((near) => {
    track(near);
    if (faults.parted || random() < faults.drop) {
      counts.dropped += 1;
      near.destroy();
      return;
    }
    const [isCut, isRepeated, delay] = [
      random() < faults.cut,
      random() < faults.repeat,
      faults.delay * random(),
    ];
    const cutAfter = isCut ? Math.floor(random() * 12_000) : Infinity;
    const far = track(connect(target, "127.0.0.1"));
    const sent: Buffer[] = [];
    let bytes = 0;
    const pass = (from: Socket, to: Socket, keep: Buffer[] | null): void => {
      from.on("data", (piece: Buffer) => {
        kept.push(piece);
        keep?.push(piece);
        bytes += piece.length;
        if (bytes > cutAfter || faults.parted) {
          counts.cut += 1;
          from.destroy();
          to.destroy();
          return;
        }
        setTimeout(() => {
          if (!to.destroyed) to.write(piece);
        }, delay);
      });
      from.on("end", () =>
        setTimeout(() => {
          if (!to.destroyed) to.end();
        }, delay),
      );
      from.on("close", () => setTimeout(() => to.destroy(), delay + 50));
    };
    pass(near, far, sent);
    pass(far, near, null);
    counts.passed += 1;
    if (isRepeated)
      near.on("close", () => {
        counts.repeated += 1;
        setTimeout(() => {
          const again = track(connect(target, "127.0.0.1"));
          again.on("data", (piece: Buffer) => kept.push(piece));
          again.end(Buffer.concat(sent));
          setTimeout(() => again.destroy(), 2000);
        }, 300 * random());
      });
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  return {
    port: (server.address() as AddressInfo).port,
    counts,
    set: (next) => {
      faults = next;
      if (next.parted) for (const socket of open) socket.destroy();
    },
    take: () => kept.splice(0),
    close: async () => {
      for (const socket of open) socket.destroy();
      await new Promise((closed) => server.close(closed));
    },
  };
}
