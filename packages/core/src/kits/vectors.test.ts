// Kits by their vectors: what is accepted says what it should, and each refused one is refused for its own reason.
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { portablePrimitives as primitives } from "../keys/index.ts";
import { codeOf } from "../releases/release.fixture.ts";
import { checkKitPage, openKit, writeKit } from "./index.ts";
import type { OpenedKit } from "./index.ts";
import { listInvalidKits, listValidKits } from "./vectors.fixture.ts";
import type { InvalidKit, KitVectors, ValidKit } from "./vectors.fixture.ts";

const load = <Case>(name: string): KitVectors<Case> =>
  JSON.parse(
    readFileSync(new URL(`../../../../vectors/kits/${name}.json`, import.meta.url), "utf8"),
  ) as KitVectors<Case>;

describe("vectors of kits", () => {
  const valid = load<ValidKit>("kits_valid");
  const invalid = load<InvalidKit>("kits_invalid");

  it.each(valid.cases)("accepts $why", ({ kit, page, says }) => {
    const say = ({ lead, own, approach, cuts, received, written }: OpenedKit): ValidKit["says"] => ({
      ...{ lead: lead.party.node, own: own.party.node, ask: approach.ask },
      cuts: cuts.map(({ name, document }) => ({
        ...{ name, recipient: document.recipient, release: document.header.release },
      })),
      ...{ received: received.number, written: written.number },
    });
    expect(say(openKit(kit, primitives))).toEqual(says);
    expect(say(checkKitPage(page, primitives))).toEqual(says);
    expect(writeKit(openKit(kit, primitives).kit)).toBe(kit);
  });

  it.each(invalid.cases)("refuses $of: $why", ({ of, from, to, code }) => {
    const whole = valid.cases[0]?.[of] ?? "";
    expect(whole).toContain(from);
    const changed = whole.replace(from, () => to);
    const open = of === "kit" ? openKit : checkKitPage;
    expect(codeOf(() => open(changed, primitives))).toBe(code);
  });

  it("are what the fixtures write", () => {
    expect(valid).toEqual(listValidKits());
    expect(invalid).toEqual(listInvalidKits());
  });
});
