// A backup as one file: a tar archive, or the same encrypted with age to the recipients who may open it. Its parts are held
// in memory one at a time, so that nothing lies about unencrypted while it is made or read. The file appears whole or not
// at all: it is written beside its place, synced, and linked there, never over another.
import { createReadStream } from "node:fs";
import { link, open, unlink } from "node:fs/promises";
import { dirname } from "node:path";
import { Readable } from "node:stream";
import { Decrypter, Encrypter } from "age-encryption";
import { extract, pack } from "tar-stream";
import type { Instant } from "@entente/core/encoding";
import { ServerError } from "../errors.ts";
import { damaged } from "./manifest.ts";

export interface ArchivePart {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** No part is larger: what is, is divided before. */
export const PART_BYTES = 4 * 1024 * 1024;
const MOST_PART_BYTES = 512 * 1024 * 1024;
const AGE = Buffer.from("age-encryption.org/v1\n");

export interface ArchiveRequest {
  readonly path: string;
  readonly madeAt: Instant;
  /** `age1…`; none: the archive is not encrypted. */
  readonly recipients: readonly string[];
}

/** Writes the parts as they come. @throws ServerError REQUEST_INVALID for a recipient that is none; what `parts` throws; the file system's errors. */
export async function writeArchive(
  { path, madeAt, recipients }: ArchiveRequest,
  parts: AsyncIterable<ArchivePart>,
): Promise<void> {
  const encrypter = recipients.length === 0 ? null : createEncrypter(recipients);
  const draft = `${path}.${process.pid}.new`;
  const file = await open(draft, "wx", 0o600);
  try {
    const tar = pack();
    const packing = packParts(parts, new Date(madeAt), tar).catch((error: unknown) => {
      tar.destroy(error instanceof Error ? error : new Error(String(error)));
      throw error;
    });
    // Its failure is thrown below, when what it wrote has been taken.
    packing.catch(() => undefined);
    try {
      const plain = Readable.toWeb(Readable.from(tar)) as unknown as globalThis.ReadableStream<Uint8Array>;
      const stream = encrypter === null ? plain : await encrypter.encrypt(plain);
      for await (const chunk of stream) await writeAll(file, chunk);
    } finally {
      await packing;
    }
    await file.sync();
    await file.close();
    await link(draft, path);
  } finally {
    await file.close().catch(() => undefined);
    await unlink(draft).catch(() => undefined);
  }
  const folder = await open(dirname(path), "r");
  await folder.sync().finally(() => folder.close());
}

async function writeAll(file: Awaited<ReturnType<typeof open>>, chunk: Uint8Array): Promise<void> {
  for (let written = 0; written < chunk.length;)
    written += (await file.write(chunk, written, chunk.length - written)).bytesWritten;
}

async function packParts(
  parts: AsyncIterable<ArchivePart>,
  mtime: Date,
  tar: ReturnType<typeof pack>,
): Promise<void> {
  for await (const { name, bytes } of parts)
    await new Promise<void>((done, fail) => {
      const sink = tar.entry({ name, size: bytes.length, mode: 0o600, mtime }, (error) =>
        error == null ? done() : fail(error),
      );
      sink.end(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length));
    });
  tar.finalize();
}

function createEncrypter(recipients: readonly string[]): Encrypter {
  const encrypter = new Encrypter();
  for (const recipient of recipients) {
    try {
      encrypter.addRecipient(recipient);
    } catch (cause) {
      throw new ServerError(
        "REQUEST_INVALID",
        `"${recipient}" is no age recipient. It begins with age1; whoever keeps the identity reads it off with age-keygen -y.`,
        { cause },
      );
    }
  }
  return encrypter;
}

/**
 * The parts of an archive, in order. `identities`: the secret keys that may open it.
 * @throws ServerError BACKUP_SEALED, BACKUP_DAMAGED; the file system's errors.
 */
export async function* readArchive(path: string, identities: readonly string[]): AsyncGenerator<ArchivePart> {
  const sealed = await isSealed(path);
  const source = createReadStream(path, { highWaterMark: 1024 * 1024 });
  const tar = extract();
  const feeding = feed(source, sealed, identities, tar).catch((error: unknown) => {
    tar.destroy(error instanceof Error ? error : new Error(String(error)));
  });
  try {
    for await (const entry of tar) {
      const { name, size, type } = entry.header;
      if (type !== "file" || size > MOST_PART_BYTES)
        throw damaged(`it holds "${name}", which no backup does`);
      const chunks: Uint8Array[] = [];
      for await (const chunk of entry) chunks.push(chunk as Uint8Array);
      const bytes = Buffer.concat(chunks);
      if (bytes.length !== size) throw damaged(`"${name}" breaks off`);
      yield { name, bytes };
    }
  } catch (error) {
    throw explain(error);
  } finally {
    source.destroy();
    tar.destroy();
    await feeding;
  }
}

async function isSealed(path: string): Promise<boolean> {
  const file = await open(path, "r");
  try {
    const start = Buffer.alloc(AGE.length);
    await file.read(start, 0, start.length, 0);
    return start.equals(AGE);
  } finally {
    await file.close();
  }
}

async function feed(
  source: Readable,
  sealed: boolean,
  identities: readonly string[],
  tar: ReturnType<typeof extract>,
): Promise<void> {
  const chunks = sealed ? await decrypt(source, identities) : source;
  const closed = new Promise<void>((done) => tar.once("close", () => done()));
  for await (const chunk of chunks as AsyncIterable<Uint8Array>) {
    const taken = tar.write(Buffer.from(chunk));
    // Whoever read it has stopped: nothing will ask for more, nor say that it is closed a second time.
    if (tar.destroyed) return;
    if (taken) continue;
    const drained = new Promise<void>((done) => tar.once("drain", () => done()));
    await Promise.race([drained, closed]);
  }
  tar.end(null);
}

async function decrypt(source: Readable, identities: readonly string[]): Promise<AsyncIterable<Uint8Array>> {
  if (identities.length === 0)
    throw new ServerError(
      "BACKUP_SEALED",
      "The backup is encrypted. Name the file that holds the identity it was made for with --identity FILE.",
    );
  const decrypter = new Decrypter();
  try {
    for (const identity of identities) decrypter.addIdentity(identity);
    const opened = await decrypter.decrypt(
      Readable.toWeb(source) as unknown as globalThis.ReadableStream<Uint8Array>,
    );
    return opened;
  } catch (cause) {
    throw new ServerError(
      "BACKUP_SEALED",
      "The backup is encrypted, and the identity given is not one it was made for. Name another with --identity FILE.",
      { cause },
    );
  }
}

function explain(error: unknown): unknown {
  if (error instanceof ServerError) return error;
  const code = error instanceof Error && "code" in error ? error.code : null;
  // The file system's own refusals are not the backup's fault.
  if (typeof code === "string" && /^E[A-Z]+$/.test(code)) return error;
  return damaged(error instanceof Error ? error.message : String(error), error);
}
