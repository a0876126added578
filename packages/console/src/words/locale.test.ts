import { expect, test } from "vitest";
import { defineWords, findLocale, sayIn } from "./locale.tsx";

const words = defineWords(
  { released: "Released to {count, plural, one {# member} other {# members}}", quoted: "It says {text}" },
  {
    fr: {
      released: "Communiqué à {count, plural, one {# membre} other {# membres}}",
      quoted: "Il dit {text}",
    },
  },
);

test("counts as each language counts", () => {
  expect([0, 1, 2].map((count) => sayIn(words, "en", "released", { count }))).toEqual([
    "Released to 0 members",
    "Released to 1 member",
    "Released to 2 members",
  ]);
  // In French nothing is singular.
  expect([0, 1, 2].map((count) => sayIn(words, "fr", "released", { count }))).toEqual([
    "Communiqué à 0 membre",
    "Communiqué à 1 membre",
    "Communiqué à 2 membres",
  ]);
});

test.each(["<b>x</b>", "{count}", "'{'", "a # b", "<script>"])("a value %s stays what it is", (text) => {
  expect(sayIn(words, "en", "quoted", { text })).toBe(`It says ${text}`);
});

test("the first language that is spoken here is taken, and English otherwise", () => {
  expect(findLocale(null, ["de-DE", "fr-CA", "en"])).toBe("fr");
  expect(findLocale("en", ["fr"])).toBe("en");
  expect(findLocale("xx", ["hasOwnProperty", "__proto__"])).toBe("en");
});
