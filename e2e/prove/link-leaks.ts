// Whether bytes that went over a link show a word: as it is, in other alphabets, in the forms that programs write texts in, and
// inside what is compressed.
import { gunzipSync, inflateRawSync, inflateSync, brotliDecompressSync, constants } from "node:zlib";

/** Every form of a word of ASCII that is looked for. */
function listForms(word: string): readonly Buffer[] {
  const bytes = Buffer.from(word);
  const utf16 = Buffer.from(word, "utf16le");
  const forms = [bytes, utf16, Buffer.from(utf16).swap16(), Buffer.from([...bytes].reverse())];
  for (const inner of [bytes, utf16]) {
    forms.push(Buffer.from(inner.toString("hex")), Buffer.from(inner.toString("hex").toUpperCase()));
    // A word may begin at any of three places of base64; what its neighbours reach into is left out.
    for (const shift of [0, 1, 2])
      for (const alphabet of ["base64", "base64url"] as const) {
        const text = Buffer.concat([Buffer.alloc(shift), inner])
          .toString(alphabet)
          .replaceAll("=", "");
        forms.push(Buffer.from(text.slice(shift === 0 ? 0 : shift + 1, -2)));
      }
  }
  forms.push(Buffer.from(Array.from(word, (sign) => `\\u00${sign.charCodeAt(0).toString(16)}`).join("")));
  forms.push(Buffer.from(Array.from(word, (sign) => `%${sign.charCodeAt(0).toString(16)}`).join("")));
  return forms;
}

const formsOf = new Map<string, readonly Buffer[]>();

/** The words that a stream shows. */
export function findShown(stream: Buffer, words: readonly string[]): readonly string[] {
  const readings = [stream, ...unpack(stream)];
  return words.filter((word) => {
    const forms = formsOf.get(word) ?? listForms(word);
    formsOf.set(word, forms);
    return readings.some((reading) => forms.some((form) => reading.includes(form)));
  });
}

const MOST = 1024 * 1024;
const lenient = { maxOutputLength: MOST, finishFlush: constants.Z_SYNC_FLUSH };

/** What is compressed in it: at each place where gzip or zlib says that it begins, and a body that is all Brotli or deflate. */
function unpack(stream: Buffer): readonly Buffer[] {
  const unpacked: Buffer[] = [];
  const attempt = (work: () => Buffer): void => {
    try {
      unpacked.push(work());
    } catch {
      // It only looked like that.
    }
  };
  for (let at = stream.indexOf(0x1f); at >= 0; at = stream.indexOf(0x1f, at + 1))
    if (stream[at + 1] === 0x8b) attempt(() => gunzipSync(stream.subarray(at), lenient));
  for (let at = stream.indexOf(0x78); at >= 0; at = stream.indexOf(0x78, at + 1))
    if ([0x01, 0x5e, 0x9c, 0xda].includes(stream[at + 1] ?? 0))
      attempt(() => inflateSync(stream.subarray(at), lenient));
  const head = stream.indexOf("\r\n\r\n");
  const body = stream.subarray(head < 0 ? 0 : head + 4);
  attempt(() => brotliDecompressSync(body, { maxOutputLength: MOST }));
  attempt(() => inflateRawSync(body, lenient));
  return unpacked;
}
