// Reading a cut, in any form it is handed out in.
import type { Instant } from "@entente/core/encoding";
import { readCutHeader } from "@entente/core/releases";
import { writeJournal } from "../access/index.ts";
import type { View } from "../access/index.ts";
import type { Keystore } from "../keys/index.ts";
import { openRenewal } from "../ledger/index.ts";
import { openPageSigners } from "../rotations/index.ts";
import type { Reader, Transactor } from "../storage/index.ts";
import { writeCut } from "./cut-file.ts";
import type { CutForm } from "./cut-file.ts";
import { findCutFile } from "./store.ts";

/** Reads one cut for a view, to be written in any form. The reading is journaled in the same transaction, before any byte leaves. */
export async function readCut(
  tx: Transactor,
  view: View,
  {
    cutId,
    by,
    at,
    names,
    keystore,
    folder,
  }: {
    readonly cutId: string;
    readonly by: string;
    readonly at: Instant;
    /** Names of members by id, for the page. */
    readonly names: Readonly<Record<string, string>>;
    readonly keystore: Keystore;
    /** The node's data folder. */
    readonly folder: string;
  },
): Promise<PreparedCut | null> {
  const cut = await prepareCut(tx, view, { cutId, names, keystore, folder });
  if (cut === null) return null;
  await journalReading(tx, view, { cut, by, at });
  return cut;
}

/** A cut that can be written in any form. Writing it discloses nothing; handing it out does. */
export interface PreparedCut {
  readonly id: string;
  readonly recipient: string;
  readonly write: (form: CutForm) => Promise<string | Uint8Array>;
}

/** The same without a word in the journal, for what is handed out later. */
export async function prepareCut(
  reader: Reader,
  view: View,
  {
    cutId,
    names,
    keystore,
    folder,
  }: {
    readonly cutId: string;
    readonly names: Readonly<Record<string, string>>;
    readonly keystore: Keystore;
    readonly folder: string;
  },
): Promise<PreparedCut | null> {
  const cut = await findCutFile(reader, view, cutId);
  if (cut === null) return null;
  const { file } = await (await openRenewal(reader, folder))(cut.file);
  const signerOf = await openPageSigners(reader, keystore, cut.iss);
  return {
    ...{ id: cut.id, recipient: cut.recipient },
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
