// A link between two nodes, one way: requests go over it and their answers come back. It refuses, cuts off in the middle, keeps
// back until later ones have passed, swallows answers after the effect, repeats, sends again what is long past, falls silent
// without closing, and parts. It keeps every byte that went over it.
import { connect, createServer } from "node:net";
import type { AddressInfo, Socket } from "node:net";

/** Chances are between 0 and 1, and drawn for each request. */
export interface Faults {
  /** The connection is closed at once. */
  readonly refuse: number;
  /** Only the beginning of a request arrives. */
  readonly cutRequest: number;
  /** A request arrives late, whether its sender still waits or has sent it again: later ones go before it. */
  readonly holdBack: number;
  /** A request arrives, and its answer does not. */
  readonly loseAnswer: number;
  /** Only the beginning of an answer comes back. */
  readonly cutAnswer: number;
  /** A request arrives twice. */
  readonly repeat: number;
  /** Milliseconds that anything may be late. */
  readonly delay: number;
  /** Nothing passes: connections are refused, or stay open and silent. */
  readonly parted: boolean;
}

export const SOUND: Faults = {
  ...{
    refuse: 0,
    cutRequest: 0,
    holdBack: 0,
    loseAnswer: 0,
    cutAnswer: 0,
    repeat: 0,
    delay: 0,
    parted: false,
  },
};

export type Counts = Record<
  "passed" | "refused" | "cut" | "heldBack" | "lost" | "repeated" | "replayed" | "silent",
  number
>;

export interface Link {
  readonly address: string;
  readonly set: (faults: Faults) => void;
  /** The next answer does not come back; what is given happens instead, after the effect and before anybody knows of it. */
  readonly trap: (instead: (() => void) | null) => void;
  /** Sends requests of long ago once more. */
  readonly replay: () => Promise<void>;
  /** Bytes that went over it since the last time, each direction of each connection as one piece. */
  readonly take: () => readonly Buffer[];
  readonly counts: Counts;
  readonly close: () => Promise<void>;
}

interface Place {
  readonly host: string;
  readonly port: number;
}

const OLD = 12;
const HOLD_MS = 2_500;
const ANSWER_MS = 20_000;

/** @param name what `host` is called where requests come from.
 * @param random draws every chance, so that a seed brings a schedule back as far as the machine lets it. */
export async function openLink(
  target: Place,
  { host, name, random }: { readonly host: string; readonly name: string; readonly random: () => number },
): Promise<Link> {
  let faults = SOUND;
  let trapped = null as (() => void) | null;
  let streams: Buffer[][] = [];
  const old: Buffer[] = [];
  const open = new Set<Socket>();
  const timers = new Set<NodeJS.Timeout>();
  const counts: Counts = {
    ...{ passed: 0, refused: 0, cut: 0, heldBack: 0, lost: 0, repeated: 0, replayed: 0, silent: 0 },
  };
  const happens = (chance: number): boolean => random() < chance;
  const later = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(() => {
        timers.delete(timer);
        resolve();
      }, ms);
      timers.add(timer);
    });
  const track = (socket: Socket): Socket => {
    open.add(socket);
    socket.on("error", () => socket.destroy());
    socket.on("close", () => open.delete(socket));
    return socket;
  };
  const read = (socket: Socket): Promise<Buffer | null> => {
    const stream: Buffer[] = [];
    streams.push(stream);
    return readMessage(socket, (piece) => stream.push(piece));
  };
  /** Brings a request, whole or its beginning, and gives the answer to it. */
  const bring = async (request: Buffer): Promise<Buffer | null> => {
    const far = track(connect(target));
    far.setTimeout(ANSWER_MS, () => far.destroy());
    const answer = read(far);
    far.write(request);
    const whole = await answer;
    far.destroy();
    return whole;
  };
  const bringCut = (request: Buffer): void => {
    const far = track(connect(target));
    far.write(request.subarray(0, Math.floor(random() * request.length)));
    // What is cut off is closed, or stays open with nothing more to come.
    void later(happens(0.5) ? 20 : HOLD_MS).then(() => far.destroy());
  };
  const isParted = (): boolean => faults.parted;
  const pass = async (near: Socket): Promise<void> => {
    const request = await read(near);
    if (request === null) return;
    if (isParted()) {
      counts.silent += 1;
      return;
    }
    old.push(request);
    if (old.length > 2 * OLD) old.shift();
    await later(faults.delay * random());
    if (happens(faults.cutRequest)) {
      counts.cut += 1;
      bringCut(request);
      near.destroy();
      return;
    }
    const [isHeld, isRepeated] = [happens(faults.holdBack), happens(faults.repeat)];
    if (isHeld) {
      counts.heldBack += 1;
      await later(HOLD_MS * random());
    }
    if (isRepeated) {
      counts.repeated += 1;
      void later(300 * random()).then(() => bring(request));
    }
    const answer = await bring(request);
    await later(faults.delay * random());
    if (answer === null || trapped !== null || isParted() || happens(faults.loseAnswer)) {
      counts.lost += 1;
      const instead = answer === null ? null : trapped;
      if (instead !== null) trapped = null;
      instead?.();
      if (happens(0.7)) near.destroy();
      return;
    }
    if (happens(faults.cutAnswer)) {
      counts.cut += 1;
      near.end(answer.subarray(0, Math.floor(random() * answer.length)));
      return;
    }
    counts.passed += 1;
    near.end(answer);
  };
  const server = createServer((near) => {
    track(near);
    if (happens(faults.refuse) || (faults.parted && happens(0.5))) {
      counts.refused += 1;
      near.destroy();
      return;
    }
    void pass(near);
  });
  await new Promise<void>((listening) => server.listen(0, host, listening));
  return {
    address: `http://${name}:${(server.address() as AddressInfo).port}`,
    counts,
    set: (next) => {
      faults = next;
      if (next.parted) for (const socket of open) socket.destroy();
    },
    trap: (instead) => {
      trapped = instead;
    },
    replay: async () => {
      const request = old[Math.floor(random() * Math.min(OLD, old.length))];
      if (request === undefined) return;
      counts.replayed += 1;
      await bring(request);
    },
    take: () => {
      const taken = streams.map((stream) => Buffer.concat(stream)).filter(({ length }) => length > 0);
      streams = [];
      return taken;
    },
    close: async () => {
      for (const timer of timers) clearTimeout(timer);
      for (const socket of open) socket.destroy();
      await new Promise((closed) => server.close(closed));
    },
  };
}

/** An HTTP message with a length, once it is whole; null where the connection ends before. */
function readMessage(socket: Socket, keep: (piece: Buffer) => void): Promise<Buffer | null> {
  const pieces: Buffer[] = [];
  return new Promise((resolve) => {
    socket.on("data", (piece: Buffer) => {
      keep(piece);
      pieces.push(piece);
      const all = Buffer.concat(pieces);
      const end = all.indexOf("\r\n\r\n");
      if (end < 0) return;
      const [, length = "0"] = /\r\ncontent-length: *(\d+)/i.exec(all.toString("latin1", 0, end)) ?? [];
      if (all.length >= end + 4 + Number(length)) resolve(all);
    });
    socket.on("close", () => resolve(null));
  });
}
