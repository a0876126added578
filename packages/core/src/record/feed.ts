// The feed of a record in Atom (RFC 4287): one entry for each edition and for each correction, so that who follows it learns
// of a correction without looking. Names of entries follow from what they are about, so that a later edition keeps them.
import { encodeHex, utf8 } from "../encoding/index.ts";
import type { Primitives } from "../keys/index.ts";
import type { Language } from "./layout.ts";
import { markup } from "./markup.ts";
import type { Markup } from "./markup.ts";
import { nameOf } from "./names.ts";
import type { RecordSite } from "./site.ts";
import { WORDS } from "./words.ts";

interface Entry {
  readonly about: string;
  readonly title: string;
  readonly updated: string;
  readonly href: string;
  readonly summary: string;
}

export function writeFeed(site: RecordSite, language: Language, primitives: Primitives): string {
  const words = WORDS[language];
  const { manifest, caseFile, edition, corrections } = site;
  const editions = [
    ...edition.earlier.map(({ publishedAt, why }) => ({ publishedAt, why })),
    { publishedAt: manifest.publishedAt, why: edition.why },
  ];
  const entries: readonly Entry[] = [
    ...editions.map(({ publishedAt, why }, index) => ({
      about: `edition ${index + 1}`,
      title: `${words.edition(index + 1)}: ${caseFile.title}`,
      updated: publishedAt,
      href: "index.html",
      summary: why ?? words.published(nameOf(site, manifest.iss, language), publishedAt),
    })),
    ...corrections.map(({ kind, subject, at, why }) => ({
      about: `${kind} ${subject.kind} ${subject.name} ${at ?? ""}`,
      title: `${words.kinds[kind]}: ${subject.title}`,
      updated: at ?? manifest.publishedAt,
      href: "corrections.html",
      summary: why ?? words.noReason,
    })),
  ];
  const newest = [...entries].sort((a, b) => (a.updated < b.updated ? 1 : a.updated > b.updated ? -1 : 0));
  const name = (about: string): string =>
    nameEntry(`${manifest.ledger.vkey}\n${manifest.case}\n${language}\n${about}`, primitives);
  const prefix = manifest.exercise ? `${words.exercise}: ` : "";
  const updated = newest[0]?.updated ?? manifest.publishedAt;
  return markup`<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${language}">
<id>${name("feed")}</id>
<title>${prefix}${caseFile.title}</title>
<subtitle>${words.record}</subtitle>
<updated>${updated}</updated>
<author><name>${nameOf(site, manifest.iss, language)}</name></author>
<link rel="self" type="application/atom+xml" href="feed.xml"/>
<link rel="alternate" type="text/html" hreflang="${language}" href="index.html"/>
${newest.map((entry) => writeEntry(entry, name))}</feed>
`.markup;
}

function writeEntry(
  { about, title, updated, href, summary }: Entry,
  name: (about: string) => string,
): Markup {
  return markup`<entry>
<id>${name(about)}</id>
<title>${title}</title>
<updated>${updated}</updated>
<link rel="alternate" type="text/html" href="${href}"/>
<summary>${summary}</summary>
</entry>
`;
}

/** A UUID of version 8 (RFC 9562) from what an entry is about: the same in every edition, and nobody hands it out. */
function nameEntry(about: string, primitives: Primitives): string {
  const bytes = primitives.sha256(utf8(about)).slice(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = encodeHex(bytes);
  return `urn:uuid:${[hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-")}`;
}
