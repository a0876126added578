// A ZIP archive from a stranger, opened with every claim in its directory checked before a byte is unpacked: names, sizes,
// ratios, overlaps, and whether the local headers say the same as the directory. Nothing is ever written to a disk.
import { crc32 } from "node:zlib";
import { fromBufferPromise, getFileNameLowLevel, validateFileName } from "yauzl";
import type { Entry, ZipFile } from "yauzl";
import {
  MOST_ENTRIES,
  MOST_PART_BYTES,
  MOST_RATIO,
  MOST_UNPACKED_BYTES,
  RATIO_FREE_BYTES,
} from "./limits.ts";
import { ImportRefusal } from "./refusal.ts";

interface Part {
  readonly entry: Entry;
  /** Where its bytes begin and end in the archive, its local header included. */
  readonly from: number;
  readonly to: number;
}

export class Archive {
  readonly #zip: ZipFile;
  readonly #parts: ReadonlyMap<string, Part>;

  constructor(zip: ZipFile, parts: ReadonlyMap<string, Part>) {
    this.#zip = zip;
    this.#parts = parts;
  }

  /** Names of all parts, in the directory's order. */
  get names(): readonly string[] {
    return [...this.#parts.keys()];
  }

  /**
   * The bytes of a part; null when there is none.
   * @throws ImportRefusal IMPORT_BOMB, IMPORT_DAMAGED.
   */
  async read(name: string, mostBytes = MOST_PART_BYTES): Promise<Uint8Array | null> {
    const part = this.#parts.get(name);
    if (part === undefined) return null;
    const { uncompressedSize } = part.entry;
    if (uncompressedSize > mostBytes) throw bomb(`${name} unpacks to more than is read`);
    const bytes = new Uint8Array(uncompressedSize);
    let at = 0;
    try {
      for await (const chunk of await this.#zip.openReadStreamPromise(part.entry)) {
        const piece = chunk as Uint8Array;
        // The library checks the size said; this keeps a wrong one from being believed at all.
        if (at + piece.length > bytes.length) throw new Error("more than its directory says");
        bytes.set(piece, at);
        at += piece.length;
      }
    } catch (error) {
      throw damaged(`${name}: ${error instanceof Error ? error.message : String(error)}`);
    }
    if (at !== bytes.length || crc32(bytes) !== part.entry.crc32)
      throw damaged(`${name} does not unpack whole`);
    return bytes;
  }
}

/** @throws ImportRefusal IMPORT_BOMB, IMPORT_UNSAFE_NAME, IMPORT_ENCRYPTED, IMPORT_TYPE_MISMATCH, IMPORT_DAMAGED. */
export async function openArchive(bytes: Uint8Array): Promise<Archive> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const parts = new Map<string, Part>();
  const seen = new Set<string>();
  let zip: ZipFile;
  try {
    zip = await fromBufferPromise(buffer, { lazyEntries: true, decodeStrings: false, autoClose: false });
    if (zip.entryCount > MOST_ENTRIES) throw bomb(`it holds ${zip.entryCount} parts`);
    for await (const entry of zip.eachEntry()) {
      const part = readPart(entry, buffer);
      const name = nameOf(entry);
      const folded = name.normalize("NFC").toLowerCase();
      if (seen.has(folded))
        throw new ImportRefusal(
          "IMPORT_TYPE_MISMATCH",
          `The archive holds "${name}" twice, so that readers could take different ones`,
        );
      seen.add(folded);
      if (name.endsWith("/")) continue;
      parts.set(name, part);
    }
  } catch (error) {
    if (error instanceof ImportRefusal) throw error;
    throw damaged(error instanceof Error ? error.message : String(error));
  }
  checkTogether(parts);
  return new Archive(zip, parts);
}

function readPart(entry: Entry, buffer: Buffer): Part {
  const name = nameOf(entry);
  if (entry.isEncrypted())
    throw new ImportRefusal(
      "IMPORT_ENCRYPTED",
      `"${name}" in the archive has a password: its sender saves it without one`,
    );
  const unsafe = validateFileName(name);
  // eslint-disable-next-line no-control-regex -- what no honest name holds
  if (unsafe !== null || /[\u0000-\u001f\\]/.test(name))
    throw new ImportRefusal(
      "IMPORT_UNSAFE_NAME",
      `The archive holds the name "${name.slice(0, 80)}", which leads out of it: do not unpack it by hand either`,
    );
  const { compressedSize, uncompressedSize, relativeOffsetOfLocalHeader: from } = entry;
  if (uncompressedSize > RATIO_FREE_BYTES && uncompressedSize > compressedSize * MOST_RATIO)
    throw bomb(
      `"${name}" unpacks to ${Math.floor(uncompressedSize / Math.max(compressedSize, 1))} times its size`,
    );
  if (from + 30 > buffer.length || buffer.readUInt32LE(from) !== 0x04034b50)
    throw damaged(`"${name}" is not where the directory says`);
  const nameLength = buffer.readUInt16LE(from + 26);
  const data = from + 30 + nameLength + buffer.readUInt16LE(from + 28);
  if (!buffer.subarray(from + 30, from + 30 + nameLength).equals(entry.fileNameRaw))
    throw new ImportRefusal(
      "IMPORT_TYPE_MISMATCH",
      `"${name}" has another name inside the archive, so that readers could take different parts`,
    );
  if (data + compressedSize > buffer.length) throw damaged(`"${name}" breaks off`);
  return { entry, from, to: data + compressedSize };
}

function checkTogether(parts: ReadonlyMap<string, Part>): void {
  const total = [...parts.values()].reduce((sum, { entry }) => sum + entry.uncompressedSize, 0);
  if (total > MOST_UNPACKED_BYTES) throw bomb("all parts together unpack to more than is read");
  let end = 0;
  for (const { from, to } of [...parts.values()].sort((a, b) => a.from - b.from)) {
    if (from < end) throw bomb("its parts overlap");
    end = to;
  }
}

function nameOf(entry: Entry): string {
  return getFileNameLowLevel(entry.generalPurposeBitFlag, entry.fileNameRaw, entry.extraFields, true);
}

function bomb(what: string): ImportRefusal {
  return new ImportRefusal(
    "IMPORT_BOMB",
    `The archive is not one a word processor writes: ${what}. Do not unpack it by hand either`,
  );
}

function damaged(what: string): ImportRefusal {
  return new ImportRefusal(
    "IMPORT_DAMAGED",
    `The archive cannot be read: ${what}. Get the file again from its sender`,
  );
}
