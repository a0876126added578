// npm run prove -- ssrf: forms of addresses that lead inside, in every place where the node takes one, against sockets that
// listen for real. One peer is allowed, at one address and port; sinks count at every other address of the machine, and what
// the program even tries to open is watched, so that an address where nobody listens counts too.
import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { createServer } from "node:http";
import type { Server } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { networkInterfaces } from "node:os";
import { ServerError } from "../../packages/server/src/errors.ts";
import { openConnection, readDestination } from "../../packages/server/src/outbound/index.ts";
import type { OutboundRequest } from "../../packages/server/src/outbound/index.ts";
import type { Proof } from "./contract.ts";
import { makeForms, resolveForm } from "./ssrf-forms.ts";
import type { Form, Sinks } from "./ssrf-forms.ts";

export const proof: Proof = {
  name: "ssrf",
  claim:
    "No form of an address makes the node open a connection off its list, or say what was put into its mouth.",
  smallCases: 300,
  defaultCases: 2_000,
  run: async ({ cases, seed, report }) => {
    await using ground = await openGround();
    let failures = 0;
    let counterExample: unknown = null;
    const outcomes = new Map<string, number>();
    const forms = makeForms(cases, seed, ground.sinks);
    for (const form of forms) {
      const outcome = await tryForm(form, ground);
      outcomes.set(`${form.position}: ${outcome}`, (outcomes.get(`${form.position}: ${outcome}`) ?? 0) + 1);
      const seen = ground.takeSeen();
      const coded = /^(OUTBOUND_[A-Z_]+|answered)$/.test(outcome);
      if (seen.length === 0 && coded) continue;
      failures += 1;
      counterExample ??= { form, outcome, seen };
    }
    for (const [outcome, count] of [...outcomes].sort()) report(`${count} ${outcome}`);
    report(`the allowed peer was asked ${ground.asked()} times; ${failures} forms reached anything else`);
    return { cases: forms.length, failures, counterExample };
  },
};

/** The peer that may be asked, the sinks, and the watch over every socket of this process. */
export interface Ground extends AsyncDisposable {
  readonly sinks: Sinks;
  /** What the peer answers next with, as the place to go on to; null: nowhere. */
  readonly redirect: (to: string | null) => void;
  /** What was seen where nothing may be, since last asked. */
  readonly takeSeen: () => readonly string[];
  /** How often the allowed peer was asked. */
  readonly asked: () => number;
}

export async function openGround(): Promise<Ground> {
  let [asked, seen, to]: [number, string[], string | null] = [0, [], null];
  const peer = createServer((request, response) => {
    asked += 1;
    const sound = request.headers.host === `peer.test:${port}` && !/smuggled/.test(request.url ?? "");
    if (!sound) seen.push(`the peer was asked ${request.url} of ${request.headers.host}`);
    if (to === null) response.end("here");
    else {
      // As whoever writes bytes on a wire may: no library's rules for headers apply.
      response.socket?.end(
        `HTTP/1.1 302 Found\r\nlocation: ${to.replaceAll(/[\r\n]/g, "")}\r\ncontent-length: 0\r\n\r\n`,
      );
    }
  });
  const port = await listen(peer, 0, "127.0.0.1");
  const sink = (): Server =>
    createServer((_, response) => response.end()).on("connection", (socket: Socket) =>
      seen.push(`a connection to ${socket.localAddress}:${socket.localPort}`),
    );
  const everywhere = sink();
  const sinkPort = await listen(everywhere, 0, "::");
  const beside = [sink(), sink()];
  await listen(beside[0] as Server, port, "127.0.0.2");
  await listen(beside[1] as Server, port, "::1");
  const own = Object.values(networkInterfaces()).flatMap((of) =>
    (of ?? []).flatMap(({ family, address, internal }) => (family === "IPv4" && !internal ? [address] : [])),
  );
  const watch = (message: unknown): void => {
    const { socket } = message as { socket: Socket };
    socket.on("connectionAttempt", (address: string, of: number) => {
      if (address !== "127.0.0.1" || of !== port) seen.push(`an attempt at ${address}:${of}`);
    });
  };
  subscribe("net.client.socket", watch);
  const servers = [peer, everywhere, ...beside];
  return {
    sinks: { port: sinkPort, peer: port, own },
    redirect: (place) => (to = place),
    takeSeen: () => {
      const taken = seen;
      seen = [];
      return taken;
    },
    asked: () => asked,
    [Symbol.asyncDispose]: async () => {
      unsubscribe("net.client.socket", watch);
      for (const server of servers) server.closeAllConnections();
      await Promise.all(servers.map((server) => new Promise((done) => server.close(done))));
    },
  };
}

async function listen(server: Server, port: number, host: string): Promise<number> {
  await new Promise<void>((ready, failed) => server.once("error", failed).listen(port, host, ready));
  return (server.address() as AddressInfo).port;
}

const request: OutboundRequest = {
  ...{ method: "GET", address: "/asked", headers: {}, body: null, mostBytes: 1000, seconds: 3 },
};

/** The code of the refusal; `answered` where the allowed peer was asked. */
async function tryForm(form: Form, ground: Ground): Promise<string> {
  try {
    await putForm(form, ground);
    return "answered";
  } catch (error) {
    return error instanceof ServerError ? error.code : `not a coded error: ${String(error)}`;
  }
}

async function putForm({ position, text }: Form, { sinks, redirect }: Ground): Promise<void> {
  const listed = {
    name: "the peer",
    address: `http://peer.test:${sinks.peer}/base/`,
    networks: ["127.0.0.1/32"],
    tls: null,
  };
  const resolve = (host: string): Promise<string[]> => Promise.resolve([resolveForm(host)]);
  switch (position) {
    case "configured": {
      // Once as anyone may write it, once beside a network of one's own that is not this machine.
      let refusal: Error | null = null;
      for (const networks of [[], ["10.77.0.0/16"]])
        try {
          const destination = readDestination({ name: "the peer", address: text, networks, tls: null });
          await using connection = openConnection({ destination, resolve });
          await connection.send(request);
        } catch (error) {
          refusal ??= error instanceof Error ? error : new Error(String(error));
        }
      if (refusal !== null) throw refusal;
      return;
    }
    case "link": {
      await using connection = openConnection({ destination: readDestination(listed), resolve });
      await connection.send({ ...request, address: text });
      return;
    }
    case "redirect": {
      redirect(text);
      try {
        await using connection = openConnection({ destination: readDestination(listed), resolve });
        await connection.send(request);
      } finally {
        redirect(null);
      }
      return;
    }
    case "resolved": {
      const destination = readDestination(listed);
      await using connection = openConnection({ destination, resolve: () => Promise.resolve([text]) });
      await connection.send(request);
      return;
    }
    case "rebinding": {
      const answers = text.split(",");
      let next = 0;
      const turning = (): Promise<string[]> => Promise.resolve([answers[next++ % answers.length] ?? ""]);
      // A socket for each request, so that the name is asked each time.
      for (const _ of answers) {
        await using connection = openConnection({ destination: readDestination(listed), resolve: turning });
        await connection.send(request);
      }
      return;
    }
    case "header": {
      const colon = text.indexOf(": ");
      await using connection = openConnection({ destination: readDestination(listed), resolve });
      await connection.send({ ...request, headers: { [text.slice(0, colon)]: text.slice(colon + 2) } });
      return;
    }
  }
}
