// Two nodes over mutual TLS: who shows no certificate, another one or an old one is refused in one sentence, on both sides.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { writePeerCard } from "@entente/core/letters";
import { addPeer, examinePeers, pairPeer, setPeerTls, spellOwn, syncPeer } from "../peers/index.ts";
import { openTestNode } from "../peers/peers.fixture.ts";
import type { TestNode } from "../peers/peers.fixture.ts";
import { readInstant } from "@entente/core/encoding";
import { createApp } from "./app.ts";
import { readTls } from "./edge.ts";

const now = () => readInstant(new Date().toISOString());
let folder: string;
let [lead, ally]: (TestNode | undefined)[] = [];
let app: FastifyInstance;
let address: string;

interface Pair {
  readonly key: string;
  readonly certificate: string;
}

function makeCertificate(name: string, host = "DNS:localhost,IP:127.0.0.1"): Pair {
  const [key, certificate] = [join(folder, `${name}.key`), join(folder, `${name}.pem`)];
  const subject = ["-subj", `/CN=${name}`, "-addext", `subjectAltName=${host}`];
  const made = ["req", "-x509", ...NEW_KEY, "-days", "2", ...subject, "-keyout", key, "-out", certificate];
  execFileSync("openssl", made, { stdio: "ignore" });
  return { key, certificate };
}

const NEW_KEY = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"];

/** One that held for a day in 2020. */
function makeExpired(): Pair {
  const at = (name: string): string => join(folder, name);
  const [key, certificate] = [at("expired.key"), at("expired.pem")];
  const subject = ["-subj", "/CN=expired", "-addext", "subjectAltName=IP:127.0.0.1"];
  execFileSync(
    "openssl",
    ["req", "-new", ...NEW_KEY, ...subject, "-keyout", key, "-out", at("expired.csr")],
    {
      stdio: "ignore",
    },
  );
  writeFileSync(at("database"), "");
  const authority = [`database=${at("database")}`, `new_certs_dir=${folder}`, `serial=${at("serial")}`];
  const rest = ["policy=p", "default_md=sha256", "copy_extensions=copy", "[p]", "commonName=supplied"];
  writeFileSync(at("ca.conf"), ["[ca]", "default_ca=d", "[d]", ...authority, ...rest, ""].join("\n"));
  const dates = ["-startdate", "20200101000000Z", "-enddate", "20200102000000Z"];
  const signed = ["ca", "-batch", "-selfsign", "-create_serial", "-notext", "-config", at("ca.conf")];
  const files = ["-keyfile", key, "-in", at("expired.csr"), "-out", certificate];
  execFileSync("openssl", [...signed, ...dates, ...files], { stdio: "ignore" });
  return { key, certificate };
}

const node = (one: TestNode | undefined): TestNode => {
  if (one === undefined) throw new Error("there is no such node");
  return one;
};
let own: Pair;
let client: Pair;
let other: Pair;

async function serve(one: TestNode, { key, certificate }: Pair, clientAuthorities: string) {
  const served = await createApp({
    ...({ ...one.services, files: {}, jobs: {}, signIn: null, kind: "real" } as never as Parameters<
      typeof createApp
    >[0]),
    ...{ site: null, identify: () => Promise.resolve({ kind: "nobody" as const }) },
    edge: { trustedProxies: [], tls: readTls({ key, certificate, clientAuthorities }) },
  });
  return { served, at: await served.listen({ host: "127.0.0.1", port: 0 }) };
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "entente-test-"));
  [own, client, other] = [makeCertificate("gbr"), makeCertificate("est"), makeCertificate("other")];
  [lead, ally] = await Promise.all([openTestNode("GBR"), openTestNode("EST")]);
  const both = join(folder, "both.pem");
  execFileSync("sh", ["-c", `cat "${client.certificate}" "${other.certificate}" > "${both}"`]);
  ({ served: app, at: address } = await serve(node(lead), own, both));
  for (const [here, there, where] of [
    [node(lead), node(ally), null],
    [node(ally), node(lead), address],
  ] as const)
    await here.services.database.transact(async (tx) => {
      const tending = { own: here.own, by: "node", at: now() };
      await addPeer(tx, tending, { card: writePeerCard(there.own.card), address: where });
      await pairPeer(tx, tending, { member: there.own.party.member, heard: spellOwn(there.own).words });
    });
}, 120_000);
afterAll(async () => {
  await app.close();
  await node(lead).close();
  await node(ally).close();
  rmSync(folder, { recursive: true });
});

const sync = async () => {
  const { services } = node(ally);
  const { trouble } = await syncPeer({ ...services, now }, node(lead).own.party.node);
  return trouble;
};
const show = (authorities: Pair | null, shown: Pair | null) =>
  setPeerTls(node(ally).folder, "GBR", {
    ...{ authorities: authorities?.certificate ?? null, certificate: shown?.certificate ?? null },
    ...{ key: shown?.key ?? null, shows: null },
  });

describe("mutual TLS between nodes", () => {
  it("believes the certificate that was written down, and no other", async () => {
    expect(await sync()).toMatchObject({ code: "OUTBOUND_CERTIFICATE" });
    await show(other, client);
    expect(await sync()).toMatchObject({
      code: "OUTBOUND_CERTIFICATE",
      said: expect.stringContaining("no authority signed that is believed here") as string,
    });
    await show(own, client);
    expect(await sync()).toBeNull();
  });

  it("asks the other node for the certificate that was written down of it", async () => {
    const asked = { authorities: null, certificate: null, key: null, shows: client.certificate };
    await setPeerTls(node(lead).folder, "EST", asked);
    expect(await sync()).toBeNull();
    for (const shown of [null, other]) {
      await show(own, shown);
      expect(await sync()).toMatchObject({
        code: "PEER_CERTIFICATE",
        said: expect.stringContaining("showed none with the key that was written down") as string,
      });
    }
    // Whoever runs the node that asks for it is told as well.
    const known = await node(lead).services.database.read(examinePeers);
    expect(known.flatMap(({ troubles }) => troubles)).toEqual([
      expect.objectContaining({ code: "PEER_CERTIFICATE", side: "here" }),
    ]);
    await show(own, client);
    expect(await sync()).toBeNull();
  });

  it.each([
    ["is for another name", () => makeCertificate("elsewhere", "DNS:elsewhere.example")],
    ["has run out", makeExpired],
  ])("refuses a certificate that %s", async (why, make) => {
    const shown = make();
    const { served, at } = await serve(node(lead), shown, client.certificate);
    const tending = { own: node(ally).own, by: "node", at: now() };
    const card = writePeerCard(node(lead).own.card);
    await node(ally).services.database.transact((tx) => addPeer(tx, tending, { card, address: at }));
    await show(shown, client);
    const said = expect.stringContaining(why) as string;
    expect(await sync()).toMatchObject({ code: "OUTBOUND_CERTIFICATE", said });
    await served.close();
  });

  it("takes nothing down that cannot be used", async () => {
    const wish = { authorities: null, certificate: client.certificate, key: other.key, shows: null };
    for (const bad of [
      wish,
      { ...wish, key: null },
      { ...wish, key: join(folder, "missing.pem") },
      { ...wish, certificate: null, key: null, shows: client.key },
    ])
      await expect(setPeerTls(node(ally).folder, "GBR", bad)).rejects.toMatchObject({
        code: "PEER_TLS_UNUSABLE",
      });
    expect(readFileSync(join(node(ally).folder, "peer-tls.json"), "utf8")).toContain("GBR");
  });
});
