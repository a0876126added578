// Recipients that are treated alike, in two steps: first those to whom the same gates are open, so that what they see is
// worked out once; then those who see the same, by whatever gates.
import type { Ground } from "./ground.ts";
import { createWorlds, holdsInWorld, reachPlaces } from "./reach.ts";
import type { Worlds } from "./reach.ts";

/** Recipients to whom the same gates are open, and of the others the same is missing; what they see in which world. */
export interface Readers {
  readonly recipients: readonly string[];
  readonly seen: Worlds;
}

export function groupReaders(recipients: readonly string[], ground: Ground): readonly Readers[] {
  const { gates, markings, gateOf } = ground.gates;
  const alike = new Map<string, string[]>();
  for (const recipient of recipients) {
    const key = gates
      .map((gate) => {
        const say = ground.say(gate, recipient);
        if (say === "unasked" || say === "refused") return "0";
        return gate.audience.has(recipient) ? "2" : "1";
      })
      .join("");
    const known = alike.get(key);
    if (known === undefined) alike.set(key, [recipient]);
    else known.push(recipient);
  }
  return [...alike].map(([key, members]) => {
    const open = createWorlds(gates.length, 1 + markings.length);
    for (const [index, { marking }] of gates.entries()) {
      const from = index * open.width;
      if (key[index] === "2") open.words.fill(0xffffffff, from, from + open.width);
      // Only its marking shuts it: it is open where that one is relaxed.
      if (key[index] === "1") open.words[from + ((1 + marking) >>> 5)] = (1 << ((1 + marking) & 31)) >>> 0;
    }
    return { recipients: members, seen: reachPlaces(ground.layout, { gates: open, of: gateOf }) };
  });
}

export interface Sight {
  recipients: readonly string[];
  readonly released: readonly string[];
  readonly sees: Uint8Array;
  readonly counts: boolean;
  readonly gradings: boolean;
}

/** Recipients that see the same places in the same way, by whatever gates. */
export function groupSights(readers: readonly Readers[], { places, rules }: Ground): readonly Sight[] {
  const countsFor = new Set(rules.countsFor);
  const withoutGradings = new Set(rules.withholdGradingsFrom);
  const groups = new Map<string, Sight>();
  for (const { recipients, seen } of readers) {
    const sees = Uint8Array.from(places, (_, place) => (holdsInWorld(seen, place, 0) ? 1 : 0));
    const key = writeBits(sees);
    for (const recipient of recipients) {
      const [counts, gradings] = [countsFor.has(recipient), !withoutGradings.has(recipient)];
      const name = `${key} ${String(counts)} ${String(gradings)}`;
      const known = groups.get(name);
      if (known !== undefined) known.recipients = [...known.recipients, recipient].sort();
      else
        groups.set(name, {
          ...{ recipients: [recipient], sees, counts, gradings },
          released: places.filter((_, place) => sees[place] === 1).map(({ name: place }) => place),
        });
    }
  }
  return [...groups.values()];
}

/** One text for each content. */
function writeBits(bits: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bits.length; at += 16) {
    let code = 0;
    for (let bit = 0; bit < 16; bit += 1) code = code * 2 + (bits[at + bit] ?? 0);
    text += String.fromCharCode(code);
  }
  return text;
}
