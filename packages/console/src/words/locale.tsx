// The languages of the console: every text is written once per language beside the desk that shows it, and the compiler
// refuses a language that lacks one. Texts are ICU messages; dates and numbers follow the reader's language.
import { IntlMessageFormat } from "intl-messageformat";
import { Fragment, createContext, createElement, use, useCallback, useMemo, useState } from "react";
import type { ReactElement, ReactNode } from "react";

/** A language is added by its name here; the compiler then lists every text that is missing. */
export const LOCALES = { en: "English", fr: "Français" } as const;
export type Locale = keyof typeof LOCALES;
/** How dates and numbers are written in each. */
export const TAGS: Readonly<Record<Locale, string>> = { en: "en-GB", fr: "fr-FR" };

/** The texts of one desk in every language, by the same names. */
export type Words<Name extends string> = Readonly<Record<Locale, Readonly<Record<Name, string>>>>;

/** @param en the texts in English; the other languages must have each of its names, and no others. */
export function defineWords<const Name extends string>(
  en: Readonly<Record<Name, string>>,
  others: Readonly<Record<Exclude<Locale, "en">, Readonly<Record<NoInfer<Name>, string>>>>,
): Words<Name> {
  return { en, ...others };
}

export type Values = Readonly<Record<string, string | number | Date>>;
export type Say<Name extends string> = (name: Name, values?: Values) => string;

const compiled = new Map<string, IntlMessageFormat>();

/** One text in one language. Values are put in as they are: they are text, never markup. */
export function sayIn<Name extends string>(
  words: Words<Name>,
  locale: Locale,
  name: Name,
  values: Values = {},
): string {
  return String(compile(words[locale][name], locale).format(values));
}

/** The same with elements among its values, each put where its language wants it. */
function sayParts(
  text: string,
  locale: Locale,
  values: Readonly<Record<string, string | number | Date | ReactElement>>,
): ReactNode {
  const said = compile(text, locale).format<ReactElement>(values);
  return Array.isArray(said) ? createElement(Fragment, null, ...(said as ReactNode[])) : said;
}

function compile(text: string, locale: Locale): IntlMessageFormat {
  const key = `${locale}:${text}`;
  let format = compiled.get(key);
  if (format === undefined) {
    format = new IntlMessageFormat(text, TAGS[locale], undefined, { ignoreTag: true });
    compiled.set(key, format);
  }
  return format;
}

/** Whether there is a text of this name: for names that are made of what the node says. */
export function hasWord<Name extends string>(words: Words<Name>, name: string): name is Name {
  return Object.hasOwn(words.en, name);
}

interface Language {
  readonly locale: Locale;
  /** BCP 47, `en-GB`. */
  readonly tag: string;
  readonly choose: (locale: Locale) => void;
}

/** What is rendered outside of the console speaks English. */
const LanguageContext = createContext<Language>({ locale: "en", tag: TAGS.en, choose: () => undefined });
const KEPT = "entente-language";

/** What was chosen before, or the first of the browser's languages that is spoken here. */
export function findLocale(kept: string | null, preferred: readonly string[]): Locale {
  const wanted = [kept ?? "", ...preferred].map((one) => one.slice(0, 2).toLowerCase());
  return wanted.find((one): one is Locale => Object.hasOwn(LOCALES, one)) ?? "en";
}

export function LocaleProvider({ children }: { children: ReactNode }) {
  const [locale, setLocale] = useState(() => findLocale(localStorage.getItem(KEPT), navigator.languages));
  document.documentElement.lang = TAGS[locale];
  const choose = useCallback((next: Locale) => {
    localStorage.setItem(KEPT, next);
    setLocale(next);
  }, []);
  const language = useMemo(() => ({ locale, tag: TAGS[locale], choose }), [locale, choose]);
  return <LanguageContext value={language}>{children}</LanguageContext>;
}

export function useLanguage(): Language {
  return use(LanguageContext);
}

/** The texts of a desk in the reader's language: `const say = useWords(pledgeWords); say("place", { count: 3 })`. */
export function useWords<Name extends string>(words: Words<Name>): Say<Name> {
  const { locale } = useLanguage();
  return useCallback((name, values) => sayIn(words, locale, name, values), [words, locale]);
}

/** The same for texts with elements in them: `<p>{fill("sum", { figure: <strong>{say("figure")}</strong> })}</p>`. */
export function useFilledWords<Name extends string>(
  words: Words<Name>,
): (name: Name, values: Parameters<typeof sayParts>[2]) => ReactNode {
  const { locale } = useLanguage();
  return useCallback((name, values) => sayParts(words[locale][name], locale, values), [words, locale]);
}

/** `a, b and c` in the reader's language. */
export function useJoin(): (words: readonly string[]) => string {
  const { tag } = useLanguage();
  return useCallback((words) => new Intl.ListFormat(tag, { type: "conjunction" }).format(words), [tag]);
}
