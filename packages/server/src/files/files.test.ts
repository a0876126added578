import { randomBytes } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  unlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { tmpdir } from "node:os";
import S3rver from "s3rver";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openReleaseDesk } from "../releases/releases.fixture.ts";
import type { ReleaseDesk } from "../releases/releases.fixture.ts";
import { openExerciseKeystore } from "../keys/index.ts";
import { openFileStore, openPlace } from "./index.ts";
import type { FileStore } from "./index.ts";

const CANARY = "canary of an original 5f2c";
let desk: ReleaseDesk;
let scratch = "";
let server: S3rver;
const places: { name: string; store: FileStore; root: string }[] = [];

beforeAll(async () => {
  desk = await openReleaseDesk();
  scratch = mkdtempSync(join(tmpdir(), "entente-test-"));
  const bucket = join(scratch, "objects");
  mkdirSync(bucket);
  server = new S3rver({
    directory: bucket,
    port: 0,
    address: "127.0.0.1",
    silent: true,
    configureBuckets: [{ name: "entente", configs: [] }],
  });
  const { port } = await server.run();
  const remote = join(scratch, "remote");
  mkdirSync(remote);
  writeFileSync(
    join(remote, "files.json"),
    JSON.stringify({
      ...{
        format: "entente-files/1",
        endpoint: `http://127.0.0.1:${port}`,
        region: "eu-west-2",
        bucket: "entente",
      },
      ...{ accessKeyId: "S3RVER", secretAccessKey: "S3RVER" },
    }),
    { mode: 0o600 },
  );
  const { database, context, folder } = desk;
  const open = async (place: string) =>
    openFileStore({ database, keystore: context.keystore, blobs: await openPlace(place) });
  places.push({ name: "a folder", store: await open(folder), root: join(folder, "files") });
  places.push({ name: "an S3-compatible store", store: await open(remote), root: bucket });
}, 60_000);
afterAll(async () => {
  for (const { store } of places) store.close();
  await server.close();
  rmSync(scratch, { recursive: true, force: true });
  await desk.close();
});

const text = Buffer.from(`${CANARY} ${randomBytes(4000).toString("hex")}`);

/** Puts bytes and names them in one transaction. */
async function keep(store: FileStore, member: string, bytes: Uint8Array): Promise<string> {
  const put = await store.put(desk.row.id, bytes);
  const view = desk.viewOf(`${member}/desk`);
  await desk.database.transact((tx) => store.name(tx, view, { ...put, member, mediaType: "text/plain" }));
  return put.id;
}

const read = (store: FileStore, seat: string, id: string) =>
  desk.database.read((reader) => store.read(reader, desk.viewOf(seat), id));

/** Every file below a folder, whatever keeps it there. */
function listBelow(root: string): readonly string[] {
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

describe.each([0, 1])("files in place %i", (which) => {
  const place = () => {
    const found = places[which];
    if (found === undefined) throw new Error("no such place");
    return found;
  };

  test("come back byte for byte, to those whose they are", async () => {
    const { store } = place();
    const id = await keep(store, "EST", text);
    expect(Buffer.from((await read(store, "EST/desk", id))?.bytes ?? []).equals(text)).toBe(true);
    expect(await read(store, "GBR/desk", id)).toMatchObject({ mediaType: "text/plain" });
    expect(await read(store, "DEU/desk", id)).toBeNull();
    const empty = await keep(store, "GBR", new Uint8Array());
    expect((await read(store, "GBR/desk", empty))?.bytes).toHaveLength(0);
    expect(await read(store, "EST/desk", empty)).toBeNull();
  });

  test("are encrypted where they lie", async () => {
    const { store, root } = place();
    await keep(store, "GBR", text);
    const kept = listBelow(root).map((path) => readFileSync(path));
    expect(kept.length).toBeGreaterThan(0);
    for (const bytes of kept) expect(bytes.includes(Buffer.from(CANARY))).toBe(false);
    const { database, folder } = desk;
    const elsewhere = openExerciseKeystore(join(scratch, "other-keys"));
    const other = openFileStore({ database, keystore: elsewhere, blobs: await openPlace(folder) });
    await expect(other.put(desk.row.id, text)).rejects.toMatchObject({ code: "KEY_MISSING" });
  });

  test("that are changed, swapped or gone are never handed out", async () => {
    const { store, root } = place();
    const [first, second] = [await keep(store, "GBR", text), await keep(store, "GBR", text)];
    const pathOf = (id: string): string => {
      const found = listBelow(root).find((path) => path.includes(id) && statSync(path).size > text.length);
      if (found === undefined) throw new Error(`${id} is nowhere`);
      return found;
    };
    const whole = readFileSync(pathOf(first));
    for (const at of [0, 12, whole.length >> 1, whole.length - 1]) {
      const flipped = Buffer.from(whole);
      flipped[at] = (flipped[at] ?? 0) ^ 1;
      writeFileSync(pathOf(first), flipped);
      await expect(read(store, "GBR/desk", first)).rejects.toMatchObject({ code: "FILE_TAMPERED" });
    }
    writeFileSync(pathOf(first), whole.subarray(0, 5));
    await expect(read(store, "GBR/desk", first)).rejects.toMatchObject({ code: "FILE_TAMPERED" });
    writeFileSync(join(pathOf2(root, first)), readFileSync(pathOf(second)));
    await expect(read(store, "GBR/desk", first)).rejects.toMatchObject({ code: "FILE_TAMPERED" });
    for (const path of listBelow(root).filter((one) => one.includes(first))) unlinkSync(path);
    await expect(read(store, "GBR/desk", first)).rejects.toMatchObject({ code: "FILE_MISSING" });
  });

  function pathOf2(root: string, id: string): string {
    return listBelow(root).find((path) => path.endsWith(id) || path.endsWith(`${id}._S3rver_object`)) ?? "";
  }

  test("that no transaction named are swept away, and no other", async () => {
    const { store } = place();
    const orphan = await store.put(desk.row.id, text);
    const kept = await keep(store, "GBR", text);
    expect(await store.sweep([desk.row], Date.now())).toBe(0);
    const later = Date.now() + 2 * 3_600_000;
    expect(await store.sweep([desk.row], later)).toBeGreaterThanOrEqual(1);
    expect(await read(store, "GBR/desk", kept)).not.toBeNull();
    const view = desk.viewOf("GBR/desk");
    const named = { ...orphan, member: "GBR", mediaType: "text/plain" };
    await desk.database.transact((tx) => store.name(tx, view, named));
    await expect(read(store, "GBR/desk", orphan.id)).rejects.toMatchObject({ code: "FILE_MISSING" });
    expect(await store.sweep([desk.row], later)).toBe(0);
  });
});

describe("where files are kept", () => {
  test("is said in a file that only its owner may read, or not at all", async () => {
    const folder = join(scratch, "said");
    mkdirSync(folder);
    const path = join(folder, "files.json");
    for (const [content, mode] of [
      ["{}", 0o600],
      ["not JSON", 0o600],
      [
        JSON.stringify({
          format: "entente-files/1",
          endpoint: "ftp://x",
          region: "r",
          bucket: "b",
          accessKeyId: "a",
          secretAccessKey: "s",
        }),
        0o600,
      ],
    ] as const) {
      writeFileSync(path, content, { mode });
      await expect(openPlace(folder)).rejects.toMatchObject({ code: "FILES_PLACE_INVALID" });
    }
    // Only a store on this very machine is spoken to in the clear.
    const place = {
      format: "entente-files/1",
      region: "r",
      bucket: "b",
      accessKeyId: "a",
      secretAccessKey: "s",
    };
    for (const endpoint of [
      "http://store.example:9000",
      "http://10.0.0.5",
      "http://127.0.0.1.example",
      "ftp://127.0.0.1",
    ]) {
      writeFileSync(path, JSON.stringify({ ...place, endpoint }), { mode: 0o600 });
      await expect(openPlace(folder)).rejects.toMatchObject({ code: "FILES_PLACE_INVALID" });
    }
    for (const endpoint of [
      "https://store.example",
      "http://127.0.0.1:9000",
      "http://localhost:9000",
      "http://[::1]:9000",
    ]) {
      writeFileSync(path, JSON.stringify({ ...place, endpoint }), { mode: 0o600 });
      await openPlace(folder);
    }
    rmSync(path);
    writeFileSync(path, "{}", { mode: 0o644 });
    await expect(openPlace(folder)).rejects.toMatchObject({ code: "FILES_PLACE_INVALID" });
  });

  test("being away or full, nothing that needs it is changed", async () => {
    const { database, context } = desk;
    const folder = join(scratch, "unwritable");
    mkdirSync(folder);
    writeFileSync(join(folder, "files"), "a file stands where the folder should");
    const store = openFileStore({ database, keystore: context.keystore, blobs: await openPlace(folder) });
    await expect(store.put(desk.row.id, text)).rejects.toMatchObject({ code: "FILE_UNWRITTEN" });
    expect(existsSync(join(folder, "files"))).toBe(true);
  });
});
