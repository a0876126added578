// Where the three nodes stand: each in a network namespace of its own, with a wire to the links and to nothing else; or all on
// the loopback address, where the machine gives no namespaces. Which it is, is said.
import { execFileSync, spawnSync } from "node:child_process";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

export interface Ground {
  readonly described: string;
  /** Where a node listens. */
  readonly hostOf: (member: string) => string;
  /** Where everything listens that a node connects to, and the one name that nodes have. */
  readonly near: string;
  readonly name: string;
  readonly originOf: (port: number) => string;
  /** What goes before a program and its arguments so that it runs where the member's node stands. */
  readonly within: (member: string) => readonly string[];
  readonly close: () => void;
}

/** As behind a proxy that ends TLS: names are looked up in the namespace's own list. */
const NAME = "peers.example";
const listOf = (namespace: string): string => join("/etc/netns", namespace);
const NETEM = "delay 1ms 2ms loss 1% duplicate 1% reorder 5%".split(" ");

export function openGround(members: readonly string[]): Ground {
  const why = reasonAgainst();
  if (why !== null) return loopback(why);
  try {
    return openNamespaces(members);
  } catch (error) {
    return loopback(`a namespace could not be made: ${error instanceof Error ? error.message : "?"}`);
  }
}

function loopback(why: string): Ground {
  return {
    described: `All nodes on the loopback address, NOT in network namespaces: ${why}.`,
    hostOf: () => "127.0.0.1",
    ...{ near: "127.0.0.1", name: "127.0.0.1", originOf: (port) => `http://localhost:${port}` },
    within: () => [],
    close: () => undefined,
  };
}

function reasonAgainst(): string | null {
  if (process.getuid?.() !== 0) return "this is not root";
  const name = `ent${process.pid}try`;
  const made = spawnSync("ip", ["netns", "add", name], { encoding: "utf8" });
  if (made.error !== undefined) return `there is no program "ip" (${made.error.message})`;
  if (made.status !== 0) return `"ip netns add" says ${made.stderr.trim()}`;
  ip("netns", "del", name);
  return null;
}

const ip = (...args: readonly string[]): void => {
  execFileSync("ip", [...args], { stdio: ["ignore", "ignore", "pipe"] });
};

function openNamespaces(members: readonly string[]): Ground {
  const block = process.pid % 250;
  const places = members.map((member, index) => ({
    member,
    name: `ent${process.pid}n${index}`,
    wire: `e${process.pid}w${index}`,
    gate: `10.${block}.${200 + index}.1`,
    host: `10.${block}.${200 + index}.2`,
  }));
  const of = (member: string) => places.find((place) => place.member === member) ?? places[0];
  const near = `10.${block}.199.1`;
  let disturbed = true;
  const close = (): void => {
    for (const { name } of places) spawnSync("ip", ["netns", "del", name], { stdio: "ignore" });
    for (const { name } of places) rmSync(listOf(name), { recursive: true, force: true });
    spawnSync("ip", ["addr", "del", `${near}/32`, "dev", "lo"], { stdio: "ignore" });
  };
  try {
    ip("addr", "add", `${near}/32`, "dev", "lo");
    for (const { name, wire, gate, host } of places) {
      mkdirSync(listOf(name), { recursive: true });
      writeFileSync(join(listOf(name), "hosts"), `127.0.0.1 localhost\n${near} ${NAME}\n`);
      const inside = ["netns", "exec", name];
      ip("netns", "add", name);
      ip("link", "add", wire, "type", "veth", "peer", "name", "wire", "netns", name);
      ip("addr", "add", `${gate}/30`, "dev", wire);
      ip("link", "set", wire, "up");
      ip("-n", name, "link", "set", "lo", "up");
      ip("-n", name, "addr", "add", `${host}/30`, "dev", "wire");
      ip("-n", name, "link", "set", "wire", "up");
      ip("-n", name, "route", "add", near, "via", gate);
      const tc = ["tc", "qdisc", "add", "dev", "wire", "root", "netem", ...NETEM];
      const set = spawnSync("ip", [...inside, ...tc], { stdio: "ignore" });
      if (set.status !== 0) disturbed = false;
    }
  } catch (error) {
    close();
    throw error;
  }
  return {
    described: `Each node in a network namespace of its own, ${disturbed ? `with packets disturbed: ${NETEM.join(" ")}` : "packets NOT disturbed: the machine has no netem"}.`,
    hostOf: (member) => of(member)?.host ?? "",
    ...{ near, name: NAME, originOf: () => `https://${NAME}` },
    within: (member) => ["ip", "netns", "exec", of(member)?.name ?? ""],
    close,
  };
}

export async function findPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const { port } = server.address() as AddressInfo;
  await new Promise((closed) => server.close(closed));
  return port;
}
