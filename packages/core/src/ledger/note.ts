// Signed notes, https://c2sp.org/signed-note: text, an empty line, signature lines. A note is accepted only in the spelling
// we would write it in, so that every byte is text or part of a line; whose lines count is decided where keys are known.
import { concatBytes, encodeBase64, encodeHex, InputError } from "../encoding/index.ts";
import type { KeyId, NoteKey, NoteSignature, SignatureLine, SignedNote } from "./ledger.ts";
import { decodeOr, isKeyName, KEY_ID_LENGTH } from "./note-key.ts";

const SIGNATURE_LINE = /^— ([^ ]+) ([A-Za-z0-9+/]+=*)$/u;
// The format asks readers to accept 16 lines and to stop somewhere; its Go implementation stops at these two.
const MOST_LINES = 100;
const MOST_CHARACTERS = 1_000_000;

/** Takes a note apart, verifying nothing. @throws InputError NOTE_SYNTAX unless it is in its one spelling. */
export function readNote(note: string): SignedNote {
  // The text may hold empty lines itself, so the last one parts it from the signatures.
  const split = note.lastIndexOf("\n\n");
  const text = note.slice(0, split + 1);
  if (note.length > MOST_CHARACTERS || split < 0 || !isNoteText(text))
    throw new InputError("NOTE_SYNTAX", "This is not a signed note: text, an empty line, signature lines");
  return { text, signatures: readLines(note.slice(split + 2)).map(({ signature }) => signature) };
}

/** The lines of a witness's answer. @throws InputError NOTE_SYNTAX. */
export function readSignatureLines(body: string): readonly SignatureLine[] {
  return readLines(body).map(({ line }) => line);
}

/**
 * The note with more lines behind its own. Verifies nothing.
 * @throws InputError NOTE_SYNTAX when a line is none, or its key already stands in the note.
 */
export function addCosignatures(note: string, lines: readonly SignatureLine[]): string {
  const whole = `${note}${lines.join("")}`;
  const { signatures } = readNote(whole);
  if (readNote(note).signatures.length + lines.length !== signatures.length)
    throw new InputError("NOTE_SYNTAX", "These are not one signature line each");
  const keys = new Set(signatures.map(({ name, keyId }) => `${name} ${keyId}`));
  if (keys.size !== signatures.length)
    throw new InputError("NOTE_SYNTAX", "The note has a signature line of this key already");
  return whole;
}

/** A signature line for `key`. */
export function writeLine({ name, keyId }: NoteKey, blob: Uint8Array): SignatureLine {
  const id = Uint8Array.from(keyId.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
  return `— ${name} ${encodeBase64(concatBytes(id, blob))}\n` as SignatureLine;
}

/** A note with one line. @throws InputError NOTE_SYNTAX when `text` cannot be a note's. */
export function writeNote(text: string, line: SignatureLine): string {
  if (!isNoteText(text)) throw new InputError("NOTE_SYNTAX", "A note's text ends in a newline");
  return `${text}\n${line}`;
}

function readLines(text: string): { readonly line: SignatureLine; readonly signature: NoteSignature }[] {
  const lines = text.split("\n");
  if (lines.pop() !== "" || lines.length === 0 || lines.length > MOST_LINES)
    throw new InputError("NOTE_SYNTAX", `Signature lines are 1 to ${MOST_LINES}, each ending in a newline`);
  return lines.map((line) => ({ line: `${line}\n` as SignatureLine, signature: readLine(line) }));
}

function readLine(line: string): NoteSignature {
  const [, name, encoded] = SIGNATURE_LINE.exec(line) ?? [];
  if (name === undefined || encoded === undefined || !isKeyName(name))
    throw new InputError("NOTE_SYNTAX", "A signature line is a dash, the key's name and base64");
  const bytes = decodeOr(encoded, "A signature is not base64");
  if (bytes.length <= KEY_ID_LENGTH)
    throw new InputError("NOTE_SYNTAX", "A signature line holds a key id and nothing behind it");
  const keyId = encodeHex(bytes.subarray(0, KEY_ID_LENGTH)) as KeyId;
  return { name, keyId, blob: bytes.slice(KEY_ID_LENGTH) };
}

function isNoteText(text: string): boolean {
  // eslint-disable-next-line no-control-regex -- the format forbids exactly these
  return text.endsWith("\n") && text.isWellFormed() && !/[\u0000-\u0009\u000b-\u001f]/.test(text);
}
