// Styles of a DOCX as far as they carry meaning. Ids are localised ("Überschrift1", "Titre1"), so meaning is read from the
// outline level and the built-in name, each inherited along basedOn.
import { childOf, childrenOf } from "./xml.ts";
import type { XmlElement } from "./xml.ts";

export interface DocxStyle {
  /** Lower case. */
  readonly name: string;
  /** From 0; null for body text. */
  readonly outline: number | null;
  readonly numbering: { readonly list: string | null; readonly level: number | null };
  readonly hidden: boolean;
}

const PLAIN: DocxStyle = { name: "", outline: null, numbering: { list: null, level: null }, hidden: false };
const MOST_ANCESTORS = 20;

export class DocxStyles {
  readonly #elements = new Map<string, XmlElement>();
  readonly #read = new Map<string, DocxStyle>();
  readonly #defaults = new Map<string, string>();

  constructor(root: XmlElement | null) {
    for (const style of childrenOf(root ?? undefined, "w:style")) {
      const id = style.attributes["w:styleId"];
      if (id === undefined) continue;
      this.#elements.set(id, style);
      if (isOn(style.attributes["w:default"] ?? "0"))
        this.#defaults.set(style.attributes["w:type"] ?? "paragraph", id);
    }
  }

  /** The style of a paragraph or run; the default one of its type for null. */
  find(id: string | null, type: "paragraph" | "character"): DocxStyle {
    const wanted = id ?? this.#defaults.get(type);
    if (wanted === undefined) return PLAIN;
    const known = this.#read.get(wanted);
    if (known !== undefined) return known;
    const style = this.#resolve(wanted);
    this.#read.set(wanted, style);
    return style;
  }

  #resolve(id: string): DocxStyle {
    const chain: XmlElement[] = [];
    for (let at: string | undefined = id; at !== undefined && chain.length < MOST_ANCESTORS;) {
      const element = this.#elements.get(at);
      if (element === undefined) break;
      chain.push(element);
      at = valueOf(element, "w:basedOn") ?? undefined;
    }
    const first = <Value>(read: (style: XmlElement) => Value | null): Value | null => {
      for (const style of chain) {
        const value = read(style);
        if (value !== null) return value;
      }
      return null;
    };
    const name = (chain[0] === undefined ? null : valueOf(chain[0], "w:name")) ?? id;
    // A heading by name alone: some programs leave the outline level to the reader.
    const named = first((style) => /^heading ([1-9])$/i.exec(valueOf(style, "w:name") ?? "")?.[1] ?? null);
    const outline = first((style) => valueOf(childOf(style, "w:pPr"), "w:outlineLvl"));
    const level = outline === null ? (named === null ? null : Number(named) - 1) : Number(outline);
    const listed = (tag: string): string | null =>
      first((style) => valueOf(childOf(childOf(style, "w:pPr"), "w:numPr"), tag));
    const depth = listed("w:ilvl");
    return {
      name: name.toLowerCase(),
      outline: level !== null && level >= 0 && level < 9 ? level : null,
      numbering: { list: listed("w:numId"), level: depth === null ? null : Number(depth) },
      hidden: first((style) => readSwitch(childOf(style, "w:rPr"), "w:vanish")) ?? false,
    };
  }
}

/** The `w:val` of a child. */
export function valueOf(element: XmlElement | undefined, name: string): string | null {
  return childOf(element, name)?.attributes["w:val"] ?? null;
}

/** A switch such as `<w:vanish/>`; null where it is not there. */
export function readSwitch(element: XmlElement | undefined, name: string): boolean | null {
  const found = childOf(element, name);
  return found === undefined ? null : isOn(found.attributes["w:val"] ?? "1");
}

function isOn(value: string): boolean {
  return !["0", "false", "off"].includes(value);
}
