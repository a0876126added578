// The package around a DOCX: only parts known here, no author, no company, no times, the same bytes for the same document.
// The library writes the time of writing into the properties and into the archive; both are written again here.
import { crc32, deflateRawSync } from "node:zlib";
import yauzl from "yauzl";
import { ServerError } from "../errors.ts";

/** What a DOCX of ours may hold. */
const PARTS =
  /^(\[Content_Types\]\.xml|_rels\/\.rels|docProps\/(app|core|custom)\.xml|word\/(document|styles|settings|numbering|footnotes|endnotes|fontTable|header1|footer1)\.xml|word\/theme\/theme1\.xml|word\/_rels\/(document|footnotes|endnotes|fontTable|header1|footer1)\.xml\.rels|word\/media\/image\d+\.(png|jpg))$/;

/**
 * @param options.ownMarks notes carry marks of the document's own, so that none is numbered by a word processor.
 * @throws ServerError INTERNAL when the library wrote a part nobody here knows.
 */
export async function sealPackage(
  written: Uint8Array,
  { title, ownMarks }: { readonly title: string; readonly ownMarks: boolean },
): Promise<Uint8Array> {
  const parts = await readParts(Buffer.from(written));
  for (const name of parts.keys())
    if (!PARTS.test(name)) throw new ServerError("INTERNAL", `A DOCX must not hold ${name}.`);
  parts.set("docProps/core.xml", Buffer.from(writeProperties(title)));
  const notes = parts.get("word/footnotes.xml");
  if (ownMarks && notes !== undefined)
    parts.set("word/footnotes.xml", Buffer.from(notes.toString("utf8").replaceAll(OWN_NUMBER, "")));
  const body = parts.get("word/document.xml");
  if (body !== undefined)
    parts.set("word/document.xml", Buffer.from(body.toString("utf8").replace(BOOKMARK, NUMBERED_BOOKMARK)));
  return writeArchive(parts);
}

// The library numbers bookmarks over all documents a process writes; here each has the number in its own name.
const BOOKMARK = /<w:bookmarkStart w:name="place_(\d+)" w:id="\d+"\/><w:bookmarkEnd w:id="\d+"\/>/g;
const NUMBERED_BOOKMARK = '<w:bookmarkStart w:name="place_$1" w:id="$1"/><w:bookmarkEnd w:id="$1"/>';

// The number a word processor would give a note; text of the document cannot hold this, "<" is escaped in it.
const OWN_NUMBER = `<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteRef/></w:r>`;

function writeProperties(title: string): string {
  const escaped = title.replace(/[&<>]/g, (sign) =>
    sign === "&" ? "&amp;" : sign === "<" ? "&lt;" : "&gt;",
  );
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>${escaped}</dc:title><dc:language>en-GB</dc:language></cp:coreProperties>`;
}

async function readParts(archive: Buffer): Promise<Map<string, Buffer>> {
  const zip = await yauzl.fromBufferPromise(archive);
  const parts = new Map<string, Buffer>();
  for await (const entry of zip.eachEntry()) {
    if (entry.fileName.endsWith("/")) continue;
    const chunks: Buffer[] = [];
    for await (const chunk of await zip.openReadStreamPromise(entry)) chunks.push(chunk as Buffer);
    parts.set(entry.fileName, Buffer.concat(chunks));
  }
  return parts;
}

/** ZIP (APPNOTE 6.3): deflated, names in UTF-8, every time the first the format can say, no extra fields, no comment. */
function writeArchive(parts: ReadonlyMap<string, Buffer>): Uint8Array {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  // Readers know the kind of a package by its first part.
  const names = [...parts.keys()].sort();
  for (const name of names) {
    const content = parts.get(name) ?? Buffer.alloc(0);
    const packed = deflateRawSync(content, { level: 9 });
    const label = Buffer.from(name, "utf8");
    const shared = Buffer.alloc(26);
    shared.writeUInt16LE(20, 0);
    shared.writeUInt16LE(0x0800, 2);
    shared.writeUInt16LE(8, 4);
    shared.writeUInt16LE(FIRST_DAY, 8);
    shared.writeUInt32LE(crc32(content), 10);
    shared.writeUInt32LE(packed.length, 14);
    shared.writeUInt32LE(content.length, 18);
    shared.writeUInt16LE(label.length, 22);
    const local = Buffer.concat([Buffer.from("PK\x03\x04", "latin1"), shared, label]);
    const central = Buffer.concat([
      Buffer.from("PK\x01\x02\x14\x00", "latin1"),
      shared,
      Buffer.alloc(14),
      label,
    ]);
    central.writeUInt32LE(offset, 42);
    bodies.push(local, packed);
    directory.push(central);
    offset += local.length + packed.length;
  }
  const listing = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06", 0, "latin1");
  end.writeUInt16LE(parts.size, 8);
  end.writeUInt16LE(parts.size, 10);
  end.writeUInt32LE(listing.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...bodies, listing, end]);
}

/** 1 January 1980. */
const FIRST_DAY = (1 << 5) | 1;
