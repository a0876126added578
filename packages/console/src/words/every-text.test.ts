// Every text of every desk: it can be read in each language, and no language asks for a value that English is not given.
import { IntlMessageFormat } from "intl-messageformat";
import { expect, test } from "vitest";
import { LOCALES } from "./locale.tsx";
import type { Locale, Words } from "./locale.tsx";

const files = import.meta.glob<Record<string, unknown>>("../**/*-words.ts", { eager: true });

function isWords(value: unknown): value is Words<string> {
  return (
    typeof value === "object" && value !== null && Object.keys(LOCALES).every((locale) => locale in value)
  );
}

const texts = Object.entries(files).flatMap(([file, exported]) =>
  Object.values(exported)
    .filter(isWords)
    .flatMap((words) =>
      Object.keys(words.en).map((name) => ({
        file,
        name,
        words,
      })),
    ),
);

/** The names of the values a text takes. */
function listValues(text: string): readonly string[] {
  const names = new Set<string>();
  const walk = (parts: readonly unknown[]): void => {
    for (const part of parts as readonly {
      type: number;
      value?: unknown;
      options?: Record<string, { value: unknown[] }>;
    }[]) {
      // 0 is running text, 7 the number of a plural.
      if (part.type !== 0 && part.type !== 7 && typeof part.value === "string") names.add(part.value);
      for (const option of Object.values(part.options ?? {})) walk(option.value);
    }
  };
  walk(new IntlMessageFormat(text, "en", undefined, { ignoreTag: true }).getAst());
  return [...names].sort();
}

test("every text is understood, and no language takes a value that English does not", () => {
  expect(texts.length).toBeGreaterThan(400);
  const odd = texts.flatMap(({ file, name, words }) => {
    try {
      const own = listValues(words.en[name] ?? "");
      return (Object.keys(LOCALES) as Locale[])
        .flatMap((locale) => listValues(words[locale][name] ?? ""))
        .filter((value) => !own.includes(value))
        .map((value) => `${file} ${name}: ${value}`);
    } catch (error) {
      return [`${file} ${name}: ${String(error)}`];
    }
  });
  expect(odd).toEqual([]);
});
