// The bytes of an HTML page as text, strictly: UTF-8, and nothing in the file that says otherwise. A page that two programs
// decode differently has two texts.
import { ImportRefusal } from "./refusal.ts";

const LOOK_AHEAD = 1_024;
const META = /<meta\b[^>]{0,200}?\bcharset\s*=\s*["']?\s*([A-Za-z0-9_.:-]{1,40})/i;
const XML = /^\s*<\?xml\b[^>]{0,200}?\bencoding\s*=\s*["']([A-Za-z0-9_.:-]{1,40})/i;
const ASCII_BASED =
  /^(?:us-ascii|ascii|iso-?8859-?\d+|latin-?\d|windows-125\d|cp125\d|koi8-[ru]|macintosh)$/i;

/** @throws ImportRefusal IMPORT_ENCODING, naming the encoding. */
export function decodeHtml(bytes: Uint8Array, name: string): string {
  const refuse = (encoding: string): never => {
    throw new ImportRefusal(
      "IMPORT_ENCODING",
      `${name} is ${encoding}, and only UTF-8 is read: save it as UTF-8`,
    );
  };
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) refuse("UTF-16");
  const head = new TextDecoder("latin1").decode(bytes.subarray(0, LOOK_AHEAD));
  const declared = (META.exec(head) ?? XML.exec(head))?.[1] ?? null;
  const other = declared !== null && !/^utf-?8$/i.test(declared);
  // What is all ASCII reads the same in every encoding that builds on it.
  if (other && !(ASCII_BASED.test(declared) && bytes.every((byte) => byte < 0x80)))
    refuse(`declared as ${declared}`);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return refuse("not UTF-8, and does not say what it is,");
  }
}
