// A public text beside a plan: which withheld words it gives away.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { comparePublic } from "./index.ts";
import { document, plan, read } from "./nordhavn.fixture.ts";
import type { Wish } from "./nordhavn.fixture.ts";

describe("a public text", () => {
  const compare = (publicText: string, wish: Wish = {}) =>
    comparePublic({ document: wish.of ?? document, plan: plan(wish), publicText });

  it("is searched for withheld words, not for those that are shown", () => {
    const text =
      "It said: “THE BOAT was seen twice — and it showed\nno light”. A device was found at the pier.";
    const [found, ...others] = compare(text);
    expect(found).toEqual({
      place: "p2",
      phrase: "THE BOAT was seen twice — and it showed\nno light",
      at: 10,
      from: ["SWE"],
    });
    expect(others).toEqual([]);
    expect(compare("Nothing of it. The boat was seen.")).toEqual([]);
    expect(compare("")).toEqual([]);
  });

  it("gives away a short place whole, and names all from whom it is withheld", () => {
    const short = read("(O) An agent, {(S): Amaranth}, was used with *** and {(S): an *** oar}.\n");
    expect(
      compare("They say amaranth was it, an oar too.", { of: short, recipients: ["CHE", "SWE"] }),
    ).toEqual([{ place: "p1/1", phrase: "amaranth", at: 9, from: ["CHE", "SWE"] }]);
  });

  it("is searched for every longest run of words there is", () => {
    const words = fc.array(fc.constantFrom("a", "b"), { minLength: 12, maxLength: 40 });
    let found = 0;
    fc.assert(
      fc.property(words, words, (own, open) => {
        const text = `x ${own.join(" ")} y`;
        const of = read(`(O) Open.\n\n(S) ${text}\n`);
        const publicText = open.join(", ");
        const phrases = compare(publicText, { of }).map(({ phrase, at }) => {
          expect(publicText.slice(at, at + phrase.length)).toBe(phrase);
          expect(publicText.indexOf(phrase)).toBe(at);
          return phrase;
        });
        found += phrases.length;
        expect(phrases).toEqual(listRuns(["x", ...own, "y"], open).map((run) => run.join(", ")));
      }),
      { numRuns: 500 },
    );
    expect(found).toBeGreaterThan(200);
  });
});

/** Runs of five words and more that stand in `open` and go no further on either side. */
function listRuns(own: readonly string[], open: readonly string[]): readonly (readonly string[])[] {
  const stands = (run: readonly string[]): boolean => ` ${open.join(" ")} `.includes(` ${run.join(" ")} `);
  return own.flatMap((_, start) =>
    own.flatMap((__, last) => {
      const run = own.slice(start, last + 1);
      const longer = [own.slice(start - 1, last + 1), own.slice(start, last + 2)];
      const isLongest =
        (start === 0 || !stands(longer[0] ?? [])) && (last === own.length - 1 || !stands(longer[1] ?? []));
      return run.length >= 5 && stands(run) && isLongest ? [run] : [];
    }),
  );
}
