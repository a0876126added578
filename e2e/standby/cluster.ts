// Three machines in small: on each an etcd member, a Patroni and its PostgreSQL 15, all on the loopback address, none as
// root; and beside each node process a HAProxy that asks Patroni which of the three leads. A machine is lost by killing
// everything on it at once.
import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chownSync, mkdirSync, openSync, readdirSync, readlinkSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { connectOwner } from "../../packages/server/src/storage/connections.ts";
import { chooseDatabaseUser } from "../../packages/server/src/storage/database-user.ts";
import type { Programs } from "./packages.ts";

export const DEBIAN = ["patroni", "python3-etcd", "etcd-server", "haproxy", "postgresql-15"] as const;
export const NEEDED = [
  ...["usr/bin/patroni", "usr/bin/etcd", "usr/sbin/haproxy", "usr/bin/python3"],
  "usr/lib/postgresql/15/bin/postgres",
] as const;

/** How quickly a lost leader is given up, in seconds: Patroni's own terms. */
export interface Pace {
  readonly ttl: number;
  readonly loopWait: number;
  readonly retryTimeout: number;
}

export interface Cluster {
  /** A way to the leader, whoever that is: a HAProxy of its own for each caller. */
  readonly openWay: () => Promise<Way>;
  /** Name of the machine that leads, or null while none does. */
  readonly findLeader: () => Promise<string | null>;
  /** Kills everything on a machine. */
  readonly lose: (name: string) => Promise<void>;
  /** Starts it again, as after a power cut. */
  readonly bringBack: (name: string) => Promise<void>;
  /** Resolves when `count` machines follow a leader, one of them synchronously. */
  readonly waitFor: (count: number) => Promise<void>;
  readonly close: () => Promise<void>;
}

export interface Way {
  readonly databaseUrl: string;
  /** The same as the superuser, whom row security does not bind: for a judge. */
  readonly judgeUrl: string;
}

interface Machine {
  readonly name: string;
  readonly folder: string;
  readonly ports: Readonly<Record<"etcd" | "peer" | "rest" | "postgres", number>>;
  readonly running: ChildProcess[];
}

const WAIT_MS = 90_000;
const SCOPE = "entente";

export async function startCluster(programs: Programs, folder: string, pace: Pace): Promise<Cluster> {
  const user = chooseDatabaseUser();
  const passwords = { superuser: createPassword(), replication: createPassword(), node: createPassword() };
  const own = (path: string): string => {
    mkdirSync(path, { recursive: true, mode: 0o700 });
    if (user !== null) chownSync(path, user.uid, user.gid);
    return path;
  };
  const machines: Machine[] = [];
  for (const name of ["one", "two", "three"]) {
    const [etcd = 0, peer = 0, rest = 0, postgres = 0] = await findPorts(4);
    machines.push({
      name,
      folder: own(join(folder, name)),
      ports: { etcd, peer, rest, postgres },
      running: [],
    });
  }
  const ways: ChildProcess[] = [];

  const start = (place: string, args: readonly string[], cwd: string): ChildProcess => {
    const log = openSync(join(cwd, `${place.split("/").at(-1) ?? ""}.log`), "a");
    const options = {
      cwd,
      env: { ...programs.env, HOME: cwd },
      stdio: ["ignore", log, log] as ("ignore" | number)[],
    };
    return spawn(
      programs.find(place),
      args,
      user === null ? options : { ...options, uid: user.uid, gid: user.gid },
    );
  };
  const startEtcd = (machine: Machine, state: "new" | "existing"): void => {
    const { name, folder: home, ports } = machine;
    const [client, peer] = [`http://127.0.0.1:${ports.etcd}`, `http://127.0.0.1:${ports.peer}`];
    const peers = machines.map((other) => `${other.name}=http://127.0.0.1:${other.ports.peer}`).join(",");
    const args = [
      ...["--name", name, "--data-dir", join(home, "etcd"), "--initial-cluster", peers],
      ...[
        "--initial-cluster-state",
        state,
        "--listen-client-urls",
        client,
        "--advertise-client-urls",
        client,
      ],
      ...["--listen-peer-urls", peer, "--initial-advertise-peer-urls", peer],
      // Several of them share a small machine here: a member is not gone because it had to wait for its turn.
      ...["--heartbeat-interval", "250", "--election-timeout", "2500"],
    ];
    machine.running.push(start("usr/bin/etcd", args, home));
  };
  const startPatroni = (machine: Machine): void => {
    const file = join(machine.folder, "patroni.json");
    writeFileSync(file, JSON.stringify(describePatroni(machine)), { mode: 0o600 });
    if (user !== null) chownSync(file, user.uid, user.gid);
    const patroni = programs.find("usr/bin/patroni");
    machine.running.push(start("usr/bin/python3", [patroni, file], machine.folder));
  };
  const describePatroni = ({ name, folder: home, ports }: Machine): object => ({
    scope: SCOPE,
    name,
    restapi: { listen: `127.0.0.1:${ports.rest}`, connect_address: `127.0.0.1:${ports.rest}` },
    etcd3: { hosts: machines.map((other) => `127.0.0.1:${other.ports.etcd}`) },
    bootstrap: {
      dcs: {
        ...{ ttl: pace.ttl, loop_wait: pace.loopWait, retry_timeout: pace.retryTimeout },
        maximum_lag_on_failover: 1_048_576,
        // A write is acknowledged when a second machine has it, or it is not acknowledged.
        ...{ synchronous_mode: true, synchronous_mode_strict: true },
        postgresql: {
          use_pg_rewind: true,
          parameters: { max_connections: 100, wal_retrieve_retry_interval: "500ms" },
        },
      },
      initdb: [{ encoding: "UTF8" }, "data-checksums"],
      pg_hba: [
        "host replication replicator 127.0.0.1/32 scram-sha-256",
        "host all all 127.0.0.1/32 scram-sha-256",
        "local all all scram-sha-256",
      ],
    },
    postgresql: {
      ...{ listen: `127.0.0.1:${ports.postgres}`, connect_address: `127.0.0.1:${ports.postgres}` },
      ...{ data_dir: join(home, "data"), pgpass: join(home, "pgpass") },
      bin_dir: programs.find("usr/lib/postgresql/15/bin"),
      authentication: {
        superuser: { username: "postgres", password: passwords.superuser },
        replication: { username: "replicator", password: passwords.replication },
      },
      parameters: { unix_socket_directories: home, password_encryption: "scram-sha-256" },
    },
  });

  const askPatroni = async (machine: Machine, path: string): Promise<boolean> => {
    const url = `http://127.0.0.1:${machine.ports.rest}/${path}`;
    return fetch(url, { signal: AbortSignal.timeout(2000) }).then(
      (answer) => answer.status === 200,
      () => false,
    );
  };
  const findLeader = async (): Promise<string | null> => {
    for (const machine of machines) if (await askPatroni(machine, "primary")) return machine.name;
    return null;
  };
  const waitFor = async (count: number): Promise<void> => {
    await insist(`${count} machines that follow a leader`, async () => {
      const leader = await findLeader();
      // One that is being promoted leads and follows at the same time.
      const others = machines.filter(({ name }) => name !== leader);
      const following = await Promise.all(others.map((machine) => askPatroni(machine, "replica")));
      const synchronous = await Promise.all(others.map((machine) => askPatroni(machine, "synchronous")));
      return leader !== null && following.filter(Boolean).length >= count && synchronous.some(Boolean);
    });
  };
  const find = (name: string): Machine => {
    const machine = machines.find((known) => known.name === name);
    if (machine === undefined) throw new Error(`there is no machine ${name}`);
    return machine;
  };
  const lose = async (machine: Machine): Promise<void> => {
    const ended = machine.running.splice(0).map((child) => kill(child));
    killWithin(join(machine.folder, "data"));
    await Promise.all(ended);
    // What Patroni had just begun when it was killed.
    killWithin(join(machine.folder, "data"));
  };
  const openWay = async (): Promise<Way> => {
    const [port = 0] = await findPorts(1);
    const home = own(join(folder, `way-${port}`));
    const file = join(home, "haproxy.cfg");
    writeFileSync(file, describeWay(port, machines), { mode: 0o644 });
    ways.push(start("usr/sbin/haproxy", ["-db", "-f", file], home));
    const databaseUrl = `postgres://entente:${passwords.node}@127.0.0.1:${port}/entente`;
    await insist("way to the leader", () => canConnect(databaseUrl));
    return { databaseUrl, judgeUrl: `postgres://postgres:${passwords.superuser}@127.0.0.1:${port}/entente` };
  };
  const close = async (): Promise<void> => {
    await Promise.all([...machines.map(lose), ...ways.splice(0).map(kill)]);
  };

  try {
    for (const machine of machines) startEtcd(machine, "new");
    for (const machine of machines) startPatroni(machine);
    await waitFor(2);
    await createOwner(find((await findLeader()) ?? "one").ports.postgres, passwords);
  } catch (error) {
    await close();
    throw error;
  }
  return {
    openWay,
    findLeader,
    lose: (name) => lose(find(name)),
    bringBack: (name) => {
      startEtcd(find(name), "existing");
      startPatroni(find(name));
      return Promise.resolve();
    },
    waitFor,
    close,
  };
}

async function canConnect(connectionString: string): Promise<boolean> {
  return connectOwner({ connectionString }).then(
    (client) => client.end().then(() => true),
    () => false,
  );
}

/** What docs/how-to/use-your-own-postgresql.md has an administrator do, once. */
async function createOwner(
  port: number,
  passwords: { readonly superuser: string; readonly node: string },
): Promise<void> {
  const address = { host: "127.0.0.1", port, user: "postgres", password: passwords.superuser };
  const client = await connectOwner({ ...address, database: "postgres" });
  try {
    await client.query(`CREATE ROLE entente LOGIN PASSWORD '${passwords.node}'`);
    await client.query("CREATE DATABASE entente OWNER entente");
    await client.query("CREATE ROLE entente_app NOLOGIN");
    await client.query("GRANT entente_app TO entente");
  } finally {
    await client.end();
  }
}

/** One address for whoever leads: Patroni is asked, and connections to one that leads no more are cut. */
function describeWay(port: number, machines: readonly Machine[]): string {
  const servers = machines.map(
    ({ name, ports }) => `  server ${name} 127.0.0.1:${ports.postgres} check port ${ports.rest}`,
  );
  return `${[
    "defaults",
    "  mode tcp",
    "  timeout connect 3s",
    "  timeout client 1h",
    "  timeout server 1h",
    "listen leader",
    `  bind 127.0.0.1:${port}`,
    "  option httpchk GET /primary",
    "  http-check expect status 200",
    "  default-server inter 500ms fall 2 rise 1 on-marked-down shutdown-sessions",
    ...servers,
  ].join("\n")}\n`;
}

/** Kills every process whose working folder is the database's: the server and its children, whoever began them. */
function killWithin(data: string): void {
  for (const name of readdirSync("/proc")) {
    if (!/^\d+$/.test(name)) continue;
    try {
      if (readlinkSync(`/proc/${name}/cwd`) === data) process.kill(Number(name), "SIGKILL");
    } catch {
      // Gone in between, or not ours to look at.
    }
  }
}

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGKILL");
  await ended;
}

/** Asks again and again until it is so. */
async function insist(what: string, isSo: () => Promise<boolean>): Promise<void> {
  const start = performance.now();
  while (!(await isSo())) {
    if (performance.now() - start > WAIT_MS) throw new Error(`no ${what} within ${WAIT_MS / 1000} s`);
    await pause(250);
  }
}

async function findPorts(count: number): Promise<readonly number[]> {
  const servers = await Promise.all(
    Array.from({ length: count }, async () => {
      const server = createServer();
      await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
      return server;
    }),
  );
  return Promise.all(
    servers.map(async (server) => {
      const address = server.address();
      await new Promise((resolve) => server.close(resolve));
      return typeof address === "object" && address !== null ? address.port : 0;
    }),
  );
}

function createPassword(): string {
  return randomBytes(16).toString("hex");
}
