import { describe, expect, it } from "vitest";
import { builtInKinds } from "@entente/core/kinds";
import { sayDone, sayMany } from "../../words/kind-words.ts";
import { nameIn, shortNameIn } from "../../words/names.ts";
import { nameMembers } from "../../words/prose.tsx";
import { groupFingerprint, saySize, sentenceOf } from "./sentences.ts";

describe("kinds of measures", () => {
  it("are said in every language, in number", () => {
    expect(sayDone("en", builtInKinds, "expulsion", 153)).toBe("153 expulsions");
    expect(sayDone("fr", builtInKinds, "consulate-closure", 2)).toBe("2 fermetures de consulats");
    expect(sayDone("fr", builtInKinds, "expulsion", null)).toBe("expulsions, nombre inconnu");
    expect(sayMany("fr", builtInKinds, "condemnation")).toBe("condamnations");
  });

  it("that only the community knows are said as it says them", () => {
    const own = [{ id: "port-call", one: "port call refused", many: "port calls refused", counted: true }];
    expect(sayDone("fr", own, "port-call", 3)).toBe("3 port calls refused");
    expect(sayMany("fr", own, "port-call")).toBe("port calls refused");
    expect(sayMany("fr", own, "toString")).toBe("toString");
  });

  it.each(builtInKinds.map(({ id }) => id))("%s has words of its own in French", (id) => {
    expect(sayMany("fr", [], id)).not.toBe(id);
  });
});

describe("members", () => {
  it("have the names of the reader's language, and invented ones their own", () => {
    expect(nameIn("en", { id: "DEU", name: "Germany" })).toBe("Germany");
    expect(nameIn("fr", { id: "DEU", name: "Germany" })).toBe("Allemagne");
    expect(nameIn("fr", { id: "NATO", name: "North Atlantic Treaty Organization" })).toMatch(/^Organisation/);
    expect(nameIn("fr", { id: "RUR", name: "Ruritania" })).toBe("Ruritania");
    expect([shortNameIn("en", "NATO"), shortNameIn("fr", "NATO"), shortNameIn("fr", "X")]).toEqual([
      "NATO",
      "l’OTAN",
      "X",
    ]);
  });

  it("named by codes in prose become names of states; groups, organisations and words stay", () => {
    const members = [
      { id: "DEU", name: "Germany", kind: "state" },
      { id: "NATO", name: "North Atlantic Treaty Organization", kind: "organisation" },
    ];
    expect(nameMembers("if DEU acts and at least 8 of NATO act, UK OFFICIAL", members)).toBe(
      "if Germany acts and at least 8 of NATO act, UK OFFICIAL",
    );
    expect(nameMembers("DEUS", members)).toBe("DEUS");
  });
});

describe("small words", () => {
  it("make of a rule a sentence, and of bytes a size", () => {
    expect(sentenceOf("counts every state")).toBe("Counts every state.");
    expect(sentenceOf("Done.")).toBe("Done.");
    expect([saySize(500, "en-GB"), saySize(12_345, "fr-FR")]).toEqual(["500 byte", "12\u202fko"]);
  });

  it("group a fingerprint for reading aloud", () => {
    expect(groupFingerprint("abcdef0123456789", 10)).toBe("abcd ef01 23");
    expect(groupFingerprint("", 10)).toBe("");
  });
});
