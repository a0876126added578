import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { fingerprintIssuer, thumbprint } from "@entente/core/keys";
import { parseLedgerPolicy } from "@entente/core/ledger";
import { openKeyStatement, readCutHeader, verifyCut } from "@entente/core/releases";
import type { Trust } from "@entente/core/releases";
import { nodePrimitives, readTrust } from "@entente/verifier";
import { inspectNode } from "../fsck/index.ts";
import { AT, openReleaseDesk, TEXT } from "../releases/releases.fixture.ts";
import type { ReleaseDesk } from "../releases/releases.fixture.ts";
import { readCutFiles } from "../releases/index.ts";
import { sendNotice } from "../notices/index.ts";
import { openExerciseKeystore } from "../keys/index.ts";
import { migrationsFolder } from "../storage/index.ts";
import { listKeys, openAuthority, openIssuer, listStatements, revokeKeys, rotateKeys } from "./index.ts";
import type { KeyOwner } from "./index.ts";

let desk: ReleaseDesk;
beforeAll(async () => {
  desk = await openReleaseDesk();
});
afterAll(() => desk.close());

const stating = () => ({ keystore: desk.context.keystore, ledger: desk.context.ledger, at: AT, by: "node" });
const rotate = (purpose: KeyOwner["purpose"]) =>
  desk.database.transact((tx) => rotateKeys(tx, stating(), { purpose, member: "GBR" }));
const revoke = (purpose: KeyOwner["purpose"], generation: number) =>
  desk.database.transact((tx) => revokeKeys(tx, stating(), { purpose, member: "GBR", generation }));

/** Pins these generations, under every statement there is. */
async function pin(generations: {
  issuer: readonly number[];
  authority: readonly number[];
}): Promise<Trust & { kind: "pinned" }> {
  const { keystore, ledger } = desk.context;
  const policy = parseLedgerPolicy(`log ${ledger.identity.vkey}\nquorum none\n`, nodePrimitives);
  const rows = await desk.database.read((reader) => listStatements(reader, null));
  const open = (purpose: KeyOwner["purpose"], number: number) =>
    keystore.openGeneration({ purpose, member: "GBR", number });
  return {
    kind: "pinned",
    issuers: await Promise.all(
      generations.issuer.map(async (number) => {
        const { ed25519, mlDsa } = await open("issuer", number);
        if (mlDsa === null) throw new Error("an issuer has two keys");
        return fingerprintIssuer({ ed25519: ed25519.publicKey, mlDsa: mlDsa.publicKey }, nodePrimitives);
      }),
    ),
    authorities: await Promise.all(
      generations.authority.map(async (number) =>
        thumbprint((await open("authority", number)).ed25519.publicKey, nodePrimitives),
      ),
    ),
    policy,
    statements: rows.map(({ file }) => openKeyStatement({ text: file, policy }, nodePrimitives).stated),
  };
}

const fileOf = async (document: string): Promise<string> => {
  const files = await desk.database.read((reader) => readCutFiles(reader, desk.lead));
  const found = files.find((one) => one.document === document && one.recipient === "DEU");
  if (found === undefined) throw new Error(`no cut of ${document}`);
  return found.file;
};

const verdict = (text: string, trust: Trust): string => {
  try {
    verifyCut({ text, trust, primitives: nodePrimitives });
    return "holds";
  } catch (error) {
    return (error as { code: string }).code;
  }
};

const first = { issuer: [1], authority: [1] };

describe("new keys and revoked ones", () => {
  test("are followed in the ledger's order, and what was released before stays verifiable", async () => {
    await desk.draft("before", TEXT);
    await desk.release("before", ["DEU"]);
    const unrotated = await pin(first);
    expect(verdict(await fileOf("before"), unrotated)).toBe("holds");

    await rotate("issuer");
    await rotate("authority");
    await desk.draft("after", TEXT);
    await desk.release("after", ["DEU"]);
    // Pinned are the first keys alone: the new ones follow by the statements.
    const rotated = await pin(first);
    expect(verdict(await fileOf("before"), rotated)).toBe("holds");
    expect(verdict(await fileOf("after"), rotated)).toBe("holds");
    expect(verdict(await fileOf("after"), unrotated)).toBe("KEY_UNTRUSTED");
    const { steps } = verifyCut({ text: await fileOf("after"), trust: rotated, primitives: nodePrimitives });
    expect(steps.find(({ name }) => name === "trust")?.detail).toContain("statements in the ledger");

    // A key that was not stated yet is nobody's: the new ones pinned alone do not reach back.
    expect(verdict(await fileOf("before"), await pin({ issuer: [2], authority: [2] }))).toBe("KEY_UNTRUSTED");
  });

  test("are what a trust file of the third format says, and without one that holds nothing is trusted", async () => {
    const { keystore, ledger } = desk.context;
    const rows = await desk.database.read((reader) => listStatements(reader, null));
    const trust = await pin(first);
    const file = {
      format: "entente-trust/3",
      ...{ issuers: trust.issuers, authorities: trust.authorities },
      policy: `log ${ledger.identity.vkey}\nquorum none\n`,
      statements: rows.map((row) => row.file),
    };
    const read = readTrust(JSON.stringify(file), nodePrimitives);
    expect(verdict(await fileOf("after"), read)).toBe("holds");
    const spoilt = [
      { ...file, statements: [(rows[0]?.file ?? "").replace(/"payload":"./, '"payload":"f')] },
      { ...file, statements: [(rows[0]?.file ?? "").replace(/"signature":"../, '"signature":"AA')] },
      { ...file, format: "entente-trust/2" },
      { format: "entente-trust/3", issuers: [], authorities: [], policy: file.policy },
    ];
    for (const one of spoilt)
      expect(() => readTrust(JSON.stringify(one), nodePrimitives)).toThrow(
        expect.objectContaining({ code: "TRUST_INVALID" }),
      );
    expect(await keystore.listKeys()).toContain("authority-GBR.2");
  });

  test("are signed with by whoever signs next, on any process that has the keys", async () => {
    const { keystore } = desk.context;
    const [issuer, authority] = await desk.database.read(async (reader) => [
      await openIssuer(reader, keystore, "GBR"),
      await openAuthority(reader, keystore, "GBR"),
    ]);
    const second = await keystore.openGeneration({ purpose: "issuer", member: "GBR", number: 2 });
    expect(issuer.ed25519.publicKey).toEqual(second.ed25519.publicKey);
    expect(authority.publicKey).not.toEqual((await keystore.openSigner("authority", "GBR")).publicKey);
    const elsewhere = openExerciseKeystore(`${desk.folder}/other-keys`);
    await expect(desk.database.read((reader) => openIssuer(reader, elsewhere, "GBR"))).rejects.toMatchObject({
      code: "KEY_MISSING",
    });
    // A later key under the right name that is another one is missed too.
    await elsewhere.makeGeneration({ purpose: "authority", member: "GBR", number: 2 });
    await expect(
      desk.database.read((reader) => openAuthority(reader, elsewhere, "GBR")),
    ).rejects.toMatchObject({ code: "KEY_MISSING" });
  });

  test("let a notice be given of an older release while its key is replaced, and not when it is revoked", async () => {
    const header = readCutHeader(await fileOf("before"));
    const said = {
      release: header.release,
      kind: "correction",
      text: "The bridge, not the ferry.",
      replacedBy: null,
    } as const;
    const send = () =>
      desk.database.transact((tx) =>
        sendNotice(tx, desk.actOf("GBR/release-authority"), { ...said, ...desk.context }),
      );
    await send();
    await revoke("authority", 1);
    await expect(send()).rejects.toMatchObject({ code: "KEY_REVOKED" });
    expect(verdict(await fileOf("before"), await pin(first))).toBe("holds");
    await expect(revoke("authority", 1)).rejects.toMatchObject({ code: "TRANSITION_REFUSED" });
    await expect(revoke("authority", 7)).rejects.toMatchObject({ code: "TRANSITION_REFUSED" });
  });

  test("follow a revocation only where the reader compared them", async () => {
    await revoke("issuer", 2);
    await desk.draft("anew", TEXT);
    await desk.release("anew", ["DEU"]);
    expect(verdict(await fileOf("anew"), await pin({ issuer: [1, 2], authority: [1, 2] }))).toBe(
      "KEY_UNTRUSTED",
    );
    expect(verdict(await fileOf("anew"), await pin({ issuer: [3], authority: [2] }))).toBe("holds");
    for (const document of ["before", "after"])
      expect(verdict(await fileOf(document), await pin({ issuer: [1], authority: [1] }))).toBe("holds");
  });

  test("are listed with when each was put in use and ended; looking makes none", async () => {
    const list = (members: readonly string[]) =>
      desk.database.read((reader) => listKeys(reader, desk.context.keystore, members));
    const before = await desk.context.keystore.listKeys();
    expect((await list(["FRA"])).filter(({ member }) => member === "FRA")).toEqual([]);
    expect(await desk.context.keystore.listKeys()).toEqual(before);
    const keys = (await list(["GBR"])).filter(({ purpose }) => purpose === "authority");
    const newest = keys.at(-1);
    expect(newest).toMatchObject({
      member: "GBR",
      state: "in use",
      since: AT,
      replacedOn: null,
      revokedOn: null,
    });
    const ended = (await list([])).filter(({ state }) => state !== "in use");
    expect(ended.length).toBeGreaterThan(0);
    for (const { state, replacedOn, revokedOn } of ended)
      expect(state === "revoked" ? revokedOn : replacedOn).toBe(AT);
    expect(keys[0]?.since).toBeNull();
    const { ed25519 } = await desk.context.keystore.openGeneration({
      ...{ purpose: "authority", member: "GBR", number: newest?.number ?? 0 },
    });
    expect(newest?.fingerprint).toBe(thumbprint(ed25519.publicKey, nodePrimitives));
    expect(JSON.stringify(keys)).not.toContain('"d"');
  });

  test("leave a node in which everything follows from everything else", async () => {
    expect((await inspect()).findings).toEqual([]);
  });

  test("and the files beside the database are where they were put, and statements are as they were signed", async () => {
    const { database, files, row, lead } = desk;
    // Originals are files too.
    const before = (await inspect()).checked["files"] ?? 0;
    const put = await files.put(row.id, Buffer.from("kept"));
    await database.transact((tx) => files.name(tx, lead, { ...put, member: "GBR", mediaType: "text/plain" }));
    expect(await inspect()).toMatchObject({ findings: [], checked: { files: before + 1, keys: 4 } });
    rmSync(join(desk.folder, "files", row.id, put.id));
    expect((await inspect()).findings).toMatchObject([{ table: "stored_file", row: put.id }]);
    writeFileSync(join(desk.folder, "files", row.id, put.id), "something else, as long as it likes");
    expect((await inspect()).findings).toMatchObject([{ table: "stored_file", row: put.id }]);
    const [first] = await database.read((reader) => listStatements(reader, null));
    const turn =
      "UPDATE entente.key_statement SET kind = 'revocation', generation = 7, in_use = 9 WHERE leaf_index = $1";
    await desk.tamper("entente.key_statement", turn, [first?.leafIndex]);
    expect((await inspect()).findings).toContainEqual(
      expect.objectContaining({ table: "key_statement", column: "kind", row: String(first?.leafIndex) }),
    );
  });

  const inspect = () =>
    inspectNode({
      ...desk.context,
      ...{ database: desk.database, files: desk.files, cosigners: [] },
      ...{ migrations: migrationsFolder, progress: () => undefined },
    });
});
