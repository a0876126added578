// XML from a stranger as small trees. A document type is refused as such, so no entity but the five of XML exists. Names are
// local names with a short prefix for the namespaces we know, strict and transitional alike: `w:p`, `a:blip`; an unknown
// namespace stays in full, so that its elements match nothing.
import { SaxesParser } from "saxes";
import { MOST_DEPTH, MOST_ELEMENTS } from "./limits.ts";
import { ImportRefusal } from "./refusal.ts";

export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly (XmlElement | string)[];
}

const NAMESPACES: readonly (readonly [string, string])[] = [
  ["w", "http://schemas.openxmlformats.org/wordprocessingml/2006/main"],
  ["w", "http://purl.oclc.org/ooxml/wordprocessingml/main"],
  ["r", "http://schemas.openxmlformats.org/officeDocument/2006/relationships"],
  ["r", "http://purl.oclc.org/ooxml/officeDocument/relationships"],
  ["rel", "http://schemas.openxmlformats.org/package/2006/relationships"],
  ["ct", "http://schemas.openxmlformats.org/package/2006/content-types"],
  ["a", "http://schemas.openxmlformats.org/drawingml/2006/main"],
  ["a", "http://purl.oclc.org/ooxml/drawingml/main"],
  ["wp", "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"],
  ["wp", "http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing"],
  ["wps", "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"],
  ["mc", "http://schemas.openxmlformats.org/markup-compatibility/2006"],
  ["m", "http://schemas.openxmlformats.org/officeDocument/2006/math"],
  ["m", "http://purl.oclc.org/ooxml/officeDocument/math"],
  ["v", "urn:schemas-microsoft-com:vml"],
  ["o", "urn:schemas-microsoft-com:office:office"],
  ["w14", "http://schemas.microsoft.com/office/word/2010/wordml"],
  ["dc", "http://purl.org/dc/elements/1.1/"],
];
const PREFIX = new Map(NAMESPACES.map(([prefix, uri]) => [uri, prefix]));
const SLICE = 64 * 1024;

interface OpenElement extends XmlElement {
  readonly children: (XmlElement | string)[];
}

/**
 * Reads XML. Elements whose parent is called `container` are handed to `take` as they end and are not kept.
 * @returns the root, without what was handed out.
 * @throws ImportRefusal IMPORT_ENTITIES, IMPORT_TOO_DEEP, IMPORT_TOO_LARGE, IMPORT_DAMAGED.
 */
export function readXml(
  bytes: Uint8Array,
  {
    part,
    container = null,
    take = () => undefined,
    report = () => undefined,
  }: {
    readonly part: string;
    readonly container?: string | null;
    readonly take?: (element: XmlElement) => void;
    /** Hears how much of the text was read. */
    readonly report?: (done: number, total: number) => void;
  },
): XmlElement {
  const text = decodeXml(bytes, part);
  const parser = new SaxesParser({ xmlns: true, position: false });
  const open: OpenElement[] = [];
  const roots: XmlElement[] = [];
  let held = 0;
  parser.on("doctype", () => {
    throw new ImportRefusal(
      "IMPORT_ENTITIES",
      `${part} declares a document type, with which a file can make its reader fetch or multiply text. No word processor writes one: do not open the file elsewhere`,
    );
  });
  parser.on("error", (error) => {
    throw new ImportRefusal(
      "IMPORT_DAMAGED",
      `${part} is not proper XML (${error.message.slice(0, 120)}). Get the file again from its sender`,
    );
  });
  parser.on("opentag", (tag) => {
    held += 1;
    if (open.length >= MOST_DEPTH)
      throw new ImportRefusal(
        "IMPORT_TOO_DEEP",
        `${part} nests its elements more than ${MOST_DEPTH} deep: ask its sender for the file in another form`,
      );
    if (held > MOST_ELEMENTS)
      throw new ImportRefusal(
        "IMPORT_TOO_LARGE",
        `${part} holds more in one piece than is read: divide the document into parts`,
      );
    const attributes: Record<string, string> = {};
    for (const { prefix, local, uri, value } of Object.values(tag.attributes)) {
      if (prefix === "xmlns" || local === "xmlns") continue;
      attributes[uri === "" ? local : nameOf(uri, local)] = value;
    }
    open.push({ name: nameOf(tag.uri, tag.local), attributes, children: [] });
  });
  const addText = (found: string): void => void open.at(-1)?.children.push(found);
  parser.on("text", addText);
  parser.on("cdata", addText);
  parser.on("closetag", () => {
    const element = open.pop();
    if (element === undefined) return;
    const parent = open.at(-1);
    if (parent === undefined) roots.push(element);
    else if (parent.name === container) {
      held = open.length;
      take(element);
    } else parent.children.push(element);
  });
  for (let at = 0; at < text.length; at += SLICE) {
    parser.write(text.slice(at, at + SLICE));
    report(Math.min(at + SLICE, text.length), text.length);
  }
  parser.close();
  const [root] = roots;
  if (root === undefined)
    throw new ImportRefusal("IMPORT_DAMAGED", `${part} is empty. Get the file again from its sender`);
  return root;
}

function nameOf(uri: string, local: string): string {
  return uri === "" ? local : `${PREFIX.get(uri) ?? `{${uri}}`}:${local}`;
}

/** XML says by its first bytes which of the two encodings of OOXML it is in. */
function decodeXml(bytes: Uint8Array, part: string): string {
  const wide =
    bytes[0] === 0xff && bytes[1] === 0xfe
      ? "utf-16le"
      : bytes[0] === 0xfe && bytes[1] === 0xff
        ? "utf-16be"
        : "utf-8";
  try {
    return new TextDecoder(wide, { fatal: true }).decode(bytes);
  } catch {
    throw new ImportRefusal(
      "IMPORT_DAMAGED",
      `${part} holds bytes that are no text. Get the file again from its sender`,
    );
  }
}

export function isElement(node: XmlElement | string): node is XmlElement {
  return typeof node !== "string";
}

/** The first child of a name. */
export function childOf(element: XmlElement | undefined, name: string): XmlElement | undefined {
  return element?.children.filter(isElement).find((child) => child.name === name);
}

export function childrenOf(element: XmlElement | undefined, name: string): readonly XmlElement[] {
  return element?.children.filter(isElement).filter((child) => child.name === name) ?? [];
}

/** The first descendant of a name, itself included. */
export function findElement(element: XmlElement, name: string): XmlElement | undefined {
  return findElements(element, name)[0];
}

/** Every descendant of a name in document order, itself included. Depth is bounded by the reading. */
export function findElements(element: XmlElement, name: string): readonly XmlElement[] {
  return [
    ...(element.name === name ? [element] : []),
    ...element.children.filter(isElement).flatMap((child) => findElements(child, name)),
  ];
}
