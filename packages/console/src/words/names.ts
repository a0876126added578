// Names of members in the reader's language. The node names them as its community does, in English; what the browser knows by
// another name in the reader's language is called by that.
import { numericCode } from "./iso-codes.ts";
import type { Locale } from "./locale.tsx";

interface Named {
  readonly id: string;
  readonly name: string;
}

/** Organisations as they are called in running text, by language; those without an entry keep their own name. */
const organisations: Readonly<Record<Exclude<Locale, "en">, Readonly<Record<string, string>>>> = {
  fr: {
    NATO: "Organisation du traité de l’Atlantique nord",
    EU: "Union européenne",
    PUBLIC: "le public",
  },
};

const shorts: Readonly<Record<Exclude<Locale, "en">, Readonly<Record<string, string>>>> = {
  fr: { NATO: "l’OTAN", EU: "l’Union européenne", UN: "l’ONU", OSCE: "l’OSCE", OPCW: "l’OIAC" },
};

/** `Germany`, `Allemagne`; an invented member has the name its community gave it. */
export function nameIn(locale: Locale, { id, name }: Named): string {
  if (locale === "en") return name;
  const own = organisations[locale][id];
  if (own !== undefined) return own;
  const code = numericCode(id);
  // A numeric code is an alias of the two letters under which names are kept.
  const region = code === null ? undefined : new Intl.Locale(`und-${code}`).region;
  if (region === undefined) return name;
  return new Intl.DisplayNames(locale, { type: "region", fallback: "none" }).of(region) ?? name;
}

/** An organisation's short name with its article: `NATO`, `l’OTAN`. */
export function shortNameIn(locale: Locale, id: string): string {
  return locale === "en" ? id : (shorts[locale][id] ?? id);
}

/** What a code is called where no community names it: `Estonia`, `Estonie`; what nobody knows is called by its code. */
export function nameOfCode(locale: Locale, id: string): string {
  const code = numericCode(id);
  const region = code === null ? undefined : new Intl.Locale(`und-${code}`).region;
  if (region === undefined) return nameIn(locale, { id, name: id });
  return new Intl.DisplayNames(locale, { type: "region", fallback: "none" }).of(region) ?? id;
}
