// XML from strangers as a plain tree. What makes XML dangerous is refused rather than switched off: any DOCTYPE (and with
// it every entity of one's own), any processing instruction, another encoding than UTF-8, and whatever is larger or
// deeper than a label or a policy ever is. Nothing is fetched. Invariant: an element that is not asked for by namespace
// and name is never taken for another.
import { SaxesParser } from "saxes";
import { decodeUtf8, InputError } from "@entente/core/encoding";
import type { SourcePosition } from "@entente/core/encoding";

export interface XmlAttribute {
  /** Empty for an attribute without a prefix. */
  readonly namespace: string;
  readonly name: string;
  readonly value: string;
}

export interface XmlElement {
  readonly namespace: string;
  /** Local name. */
  readonly name: string;
  /** Without namespace declarations. */
  readonly attributes: readonly XmlAttribute[];
  readonly children: readonly XmlElement[];
  /** Character data directly in the element, CDATA included. */
  readonly text: string;
  readonly position: SourcePosition;
}

/** One mebibyte: the largest policy file known has a tenth of it. */
export const XML_BYTES = 1_048_576;
const XML_DEPTH = 64;
/** Ten times as many as in that file. */
const XML_NODES = 40_000;

const XMLNS = "http://www.w3.org/2000/xmlns/";
/** Hints for validators and editors, with no say in what a document means. */
const XSI = "http://www.w3.org/2001/XMLSchema-instance";
export const XML_NAMESPACE = "http://www.w3.org/XML/1998/namespace";

type Growing = Omit<XmlElement, "children"> & { children: Growing[]; text: string };

/**
 * The root element of a document.
 * @throws InputError XML_LIMIT beyond 1 MiB, 64 levels or 40,000 elements and attributes; XML_SYNTAX with the position for everything that is not well
 * formed or refused on principle; SHAPE_INVALID for bytes that are not UTF-8.
 */
export function readXml(bytes: Uint8Array): XmlElement {
  if (bytes.byteLength > XML_BYTES)
    throw new InputError("XML_LIMIT", `The XML is larger than ${XML_BYTES} bytes: no label or policy is`);
  const text = decodeUtf8(bytes);
  const parser = new SaxesParser({ xmlns: true, position: true });
  const open: Growing[] = [];
  const roots: Growing[] = [];
  let nodes = 0;
  const position = (): SourcePosition => ({ line: parser.line, column: parser.column + 1 });
  const refuse = (what: string): never => {
    throw new InputError("XML_SYNTAX", what, position());
  };

  parser.on("error", ({ message }) => refuse(`Not well-formed XML: ${message.replace(/^\d+:\d+: /, "")}`));
  parser.on("doctype", () => refuse("A DOCTYPE is refused: send the file without it"));
  parser.on("processinginstruction", () =>
    refuse("A processing instruction is refused: send the file without it"),
  );
  parser.on("xmldecl", ({ version, encoding }) => {
    if (version !== "1.0") refuse("Only XML 1.0 is read");
    if (encoding !== undefined && encoding.toUpperCase() !== "UTF-8") refuse("Only UTF-8 is read");
  });
  parser.on("opentag", (tag) => {
    nodes += 1 + Object.keys(tag.attributes).length;
    if (nodes > XML_NODES)
      throw new InputError(
        "XML_LIMIT",
        `There are more than ${XML_NODES} elements and attributes`,
        position(),
      );
    if (open.length >= XML_DEPTH)
      throw new InputError("XML_LIMIT", `Elements nest deeper than ${XML_DEPTH}`, position());
    const element: Growing = {
      namespace: tag.uri,
      name: tag.local,
      attributes: Object.values(tag.attributes)
        .filter(({ uri }) => uri !== XMLNS && uri !== XSI)
        .map(({ uri, local, value }) => ({ namespace: uri, name: local, value })),
      children: [],
      text: "",
      position: position(),
    };
    open.at(-1)?.children.push(element);
    if (open.length === 0) roots.push(element);
    open.push(element);
  });
  const append = (piece: string): void => {
    const element = open.at(-1);
    if (element !== undefined) element.text += piece;
  };
  parser.on("text", append);
  parser.on("cdata", append);
  parser.on("closetag", () => void open.pop());

  parser.write(text).close();
  return roots[0] ?? refuse("There is no element");
}

/** What is wrong with an element, at its place. @throws InputError, always. */
export function refuseElement(
  code: "LABEL_INVALID" | "SPIF_INVALID",
  element: XmlElement,
  what: string,
): never {
  throw new InputError(code, `${element.name}: ${what}`, element.position);
}
