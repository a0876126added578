// The feeds of records against the grammar of RFC 4287 (its sections 4.1 and 4.2), by a parser that forgives nothing: which
// elements stand where and how often, and what their values may be.
import { SaxesParser } from "saxes";
import type { SaxesAttributeNS } from "saxes";
import { describe, expect, test } from "vitest";
import { makeRandomRecord } from "./prove/random-record.ts";

const ATOM = "http://www.w3.org/2005/Atom";

interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: Element[];
  text: string;
}

function parse(xml: string): Element {
  const root: Element = { name: "", attributes: {}, children: [], text: "" };
  const open: Element[] = [root];
  const parser = new SaxesParser({ xmlns: true });
  parser.on("error", (error) => {
    throw error;
  });
  parser.on("doctype", () => {
    throw new Error("a feed has no document type");
  });
  parser.on("opentag", ({ local, uri, attributes }) => {
    if (uri !== ATOM) throw new Error(`<${local}> is not of Atom`);
    const values = Object.values(attributes as unknown as Record<string, SaxesAttributeNS>);
    const element: Element = {
      name: local,
      attributes: Object.fromEntries(values.map(({ name, value }) => [name, value])),
      ...{ children: [], text: "" },
    };
    open.at(-1)?.children.push(element);
    open.push(element);
  });
  parser.on("text", (text) => {
    const last = open.at(-1);
    if (last !== undefined) last.text += text;
  });
  parser.on("closetag", () => open.pop());
  parser.write(xml).close();
  const [feed] = root.children;
  if (feed === undefined || root.children.length !== 1)
    throw new Error("there is no single document element");
  return feed;
}

type Often = readonly [least: number, most: number];
const ANY = Number.POSITIVE_INFINITY;
const FEED: Readonly<Record<string, Often>> = {
  ...{ id: [1, 1], title: [1, 1], updated: [1, 1], author: [1, ANY], link: [0, ANY], entry: [0, ANY] },
  ...{ subtitle: [0, 1], rights: [0, 1], generator: [0, 1], icon: [0, 1], logo: [0, 1] },
  ...{ category: [0, ANY], contributor: [0, ANY] },
};
/** Entries of a feed that names its author need none of their own. */
const ENTRY: Readonly<Record<string, Often>> = {
  ...{ id: [1, 1], title: [1, 1], updated: [1, 1], author: [0, ANY], link: [1, ANY], summary: [0, 1] },
  ...{ content: [0, 1], published: [0, 1], rights: [0, 1], source: [0, 1] },
  ...{ category: [0, ANY], contributor: [0, ANY] },
};
/** RFC 3339 with a zone, as section 3.3 wants it. */
const DATE = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/;
const ABSOLUTE = /^[a-z][a-z0-9+.-]*:\S+$/;
const RELATIVE = /^[\w./#-]+$/;
const TEXT = new Set(["title", "subtitle", "summary", "rights"]);

function listFaults(feed: Element): readonly string[] {
  const faults: string[] = [];
  const check = (holds: boolean, fault: string): void => {
    if (!holds) faults.push(fault);
  };
  const look = (element: Element, grammar: Readonly<Record<string, Often>>): void => {
    const { name, children } = element;
    for (const [child, [least, most]] of Object.entries(grammar)) {
      const found = children.filter((one) => one.name === child).length;
      check(found >= least && found <= most, `${found} <${child}> in <${name}>`);
    }
    for (const child of children) {
      check(Object.hasOwn(grammar, child.name), `<${child.name}> has no place in <${name}>`);
      if (child.name === "id") check(ABSOLUTE.test(child.text), `id ${child.text}`);
      if (child.name === "updated" || child.name === "published")
        check(DATE.test(child.text) && !Number.isNaN(Date.parse(child.text)), `date ${child.text}`);
      if (TEXT.has(child.name))
        check(
          ["text", undefined].includes(child.attributes["type"]) && child.children.length === 0,
          `<${child.name}> is not plain text`,
        );
      if (child.name === "author")
        check(child.children.filter((one) => one.name === "name").length === 1, "an author has one name");
      if (child.name === "link") {
        const { href = "", rel = "alternate" } = child.attributes;
        check(RELATIVE.test(href) || ABSOLUTE.test(href), `link ${href}`);
        check(["self", "alternate", "related", "via", "enclosure"].includes(rel), `rel ${rel}`);
      }
    }
    const alternates = children
      .filter((one) => one.name === "link" && (one.attributes["rel"] ?? "alternate") === "alternate")
      .map(({ attributes: { type, hreflang } }) => `${type ?? ""} ${hreflang ?? ""}`);
    check(new Set(alternates).size === alternates.length, `two alternates of one kind in <${name}>`);
  };
  check(feed.name === "feed", `<${feed.name}> is no feed`);
  look(feed, FEED);
  const entries = feed.children.filter(({ name }) => name === "entry");
  for (const entry of entries) look(entry, ENTRY);
  const ids = entries.map((entry) => textOf(entry, "id"));
  check(new Set(ids).size === ids.length, "two entries have one id");
  const dates = entries.map((entry) => Date.parse(textOf(entry, "updated")));
  check(
    Date.parse(textOf(feed, "updated")) === Math.max(...dates),
    "the feed is not as new as its newest entry",
  );
  return faults;
}

const textOf = ({ children }: Element, name: string): string =>
  children.find((one) => one.name === name)?.text ?? "";

describe("the feeds of a record", () => {
  test.each([1, 2, 3, 4])("of seed %i are Atom as its grammar has it, in both languages", (seed) => {
    const files = makeRandomRecord(seed);
    for (const path of ["feed.xml", "fr/feed.xml"]) {
      const xml = Buffer.from(files.get(path) ?? "").toString();
      const feed = parse(xml);
      expect({ path, faults: listFaults(feed) }).toEqual({ path, faults: [] });
      expect(feed.children.some(({ name }) => name === "entry")).toBe(true);
    }
  });

  test("this check finds what is wrong", () => {
    const xml = Buffer.from(makeRandomRecord(1).get("feed.xml") ?? "").toString();
    const changes: readonly (readonly [RegExp, string])[] = [
      [/<id>[^<]*<\/id>/, ""],
      [/<id>[^<]*<\/id>/, "<id>seven</id>"],
      [/<updated>[^<]*<\/updated>/, "<updated>yesterday</updated>"],
      [/<title>/, "<p/><title>"],
      [/<author>.*?<\/author>/s, "<author/>"],
      [/<link rel="alternate"[^>]*>/, '$&<link type="text/html" hreflang="en" href="b.html"/>'],
    ];
    for (const [pattern, instead] of changes) {
      const changed = xml.replace(pattern, instead);
      expect(changed).not.toBe(xml);
      expect(listFaults(parse(changed)), instead).not.toEqual([]);
    }
    for (const broken of [xml.replace("</feed>", ""), `${xml}<more/>`, xml.replace("<title>", "<title>&x;")])
      expect(() => parse(broken)).toThrow();
  });
});
