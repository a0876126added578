// What a refusal is called: the console recognises the node's title by its status and says it in the reader's language. A title
// that is changed on one side alone would be read in English by everybody.
import { expect, test } from "vitest";
import { problemWords } from "../packages/console/src/words/problem-words.ts";
import { problemTitles } from "../packages/server/src/http/problems.ts";

test("every title of the node is known to the console, word for word, and said in every language", () => {
  expect(problemWords.en).toEqual(problemTitles);
  for (const [locale, titles] of Object.entries(problemWords)) {
    expect(Object.keys(titles), locale).toEqual(Object.keys(problemTitles));
    if (locale !== "en")
      for (const [status, title] of Object.entries(titles))
        expect(title).not.toBe(problemTitles[Number(status)]);
  }
});
