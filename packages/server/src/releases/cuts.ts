// Reading a cut, in any form it is handed out in.
import { hash } from "node:crypto";
import type { Instant } from "@entente/core/encoding";
import { readCutHeader } from "@entente/core/releases";
import { askOnceUnder, writeJournal } from "../access/index.ts";
import type { View } from "../access/index.ts";
import type { Keystore } from "../keys/index.ts";
import { openRenewal } from "../ledger/index.ts";
import { openPageSigners } from "../rotations/index.ts";
import { keepRecent } from "../storage/index.ts";
import type { Reader, Transactor } from "../storage/index.ts";
import { writeCut } from "./cut-file.ts";
import type { CutForm } from "./cut-file.ts";
import { findCutFile } from "./store.ts";

/** A cut in one form, as it leaves the node. */
export interface WrittenCut {
  readonly id: string;
  readonly recipient: string;
  readonly bytes: () => Promise<Buffer>;
}

// Forms that were written before: bytes that follow from the file, the names and nothing else.
const written = keepRecent<Buffer>(64 * 1024 * 1024, ({ length }) => length);

/**
 * Reads one cut for a view, in one form. Whether the view reaches it is asked of the database; what is kept is what its file
 * looks like. Whoever sends it writes that down first.
 */
export async function readCut(
  reader: Reader,
  view: View,
  { form, ...wanted }: CutWanted & { readonly form: CutForm },
): Promise<WrittenCut | null> {
  const found = await findRenewed(reader, view, wanted);
  if (found === null) return null;
  const { id, recipient, digest } = found;
  const key = `${form} ${digest} ${digestNames(wanted.names)}`;
  const known = written.get(key);
  if (known !== undefined) return { id, recipient, bytes: () => Promise.resolve(known) };
  const cut = await prepareFound(reader, found, wanted);
  return {
    ...{ id, recipient },
    bytes: async () => {
      const bytes = Buffer.from(await cut.write(form));
      written.set(key, bytes);
      return bytes;
    },
  };
}

// Names are those of a case, which is read once for many cuts.
const digestsOfNames = new WeakMap<CutWanted["names"], string>();

function digestNames(names: CutWanted["names"]): string {
  const digest = digestsOfNames.get(names) ?? hash("sha256", JSON.stringify(names), "base64url");
  digestsOfNames.set(names, digest);
  return digest;
}

interface CutWanted {
  readonly cutId: string;
  /** Names of members by id, for the page. */
  readonly names: Readonly<Record<string, string>>;
  readonly keystore: Keystore;
  /** The node's data folder. */
  readonly folder: string;
}

/** A cut that can be written in any form. Writing it discloses nothing; handing it out does. */
export interface PreparedCut {
  readonly id: string;
  readonly recipient: string;
  readonly write: (form: CutForm) => Promise<string | Uint8Array>;
}

/** A cut in all its forms, for what is handed out later. */
export async function prepareCut(reader: Reader, view: View, wanted: CutWanted): Promise<PreparedCut | null> {
  const found = await findRenewed(reader, view, wanted);
  return found === null ? null : prepareFound(reader, found, wanted);
}

type Renewed = NonNullable<Awaited<ReturnType<typeof findCutFile>>> & {
  /** SHA-256 of the file, base64url. */
  readonly digest: string;
};

/** The cut with the proofs it leaves with. */
function findRenewed(
  reader: Reader,
  view: View,
  { cutId, folder }: Pick<CutWanted, "cutId" | "folder">,
): Promise<Renewed | null> {
  return askOnceUnder(reader, view, {
    what: ["renewed cut", cutId, folder],
    ask: async () => {
      // Asked with one another, and waited for one after the other.
      const renewal = openRenewal(reader, folder);
      renewal.catch(() => undefined);
      const cut = await findCutFile(reader, view, cutId);
      if (cut === null) return null;
      const { file } = await (await renewal)(cut.file);
      return { ...cut, file, digest: hash("sha256", file, "base64url") };
    },
  });
}

/** Asks for a cut before it is known whether it may be given: who waits for `readCut` then waits less. */
export function askAhead(reader: Reader, view: View, wanted: Pick<CutWanted, "cutId" | "folder">): void {
  findRenewed(reader, view, wanted).catch(() => undefined);
}

async function prepareFound(
  reader: Reader,
  { id, recipient, file, iss }: Renewed,
  { names, keystore }: CutWanted,
): Promise<PreparedCut> {
  const signerOf = await openPageSigners(reader, keystore, iss);
  return {
    ...{ id, recipient },
    write: (form) => writeCut({ text: file, names, authority: signerOf(readCutHeader(file).cnf.jwk) }, form),
  };
}

/** Writes down that a cut leaves the node, before it does. */
export async function journalReading(
  tx: Transactor,
  view: View,
  {
    cut,
    by,
    at,
  }: {
    readonly cut: { readonly id: string; readonly recipient: string };
    readonly by: string;
    readonly at: Instant;
  },
): Promise<void> {
  await writeJournal(tx, {
    ...{ caseId: view.caseId, at, seat: by, action: "cut.read" },
    ...{ subject: cut.id, detail: { recipient: cut.recipient } },
  });
}
