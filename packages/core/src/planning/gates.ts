// Who may be shown what stands under one marking and, where it was quoted, comes from one origin. Places alike share a gate,
// so that every question about a reader is asked once per gate and never once per place.
// Invariant: an originator's consent only ever narrows what the marking allows.
import type { PortionOrigin } from "../documents/index.ts";
import { joinMarkings } from "../markings/index.ts";
import type { Audience, CompiledCommunity, Marking } from "../markings/index.ts";
import type { Place } from "./places.ts";
import type { Consent } from "./plan.ts";

export interface Gate {
  /** Which of the distinct markings it is under. */
  readonly marking: number;
  readonly audience: Audience;
  readonly origin: PortionOrigin | null;
}

export interface Gates {
  readonly gates: readonly Gate[];
  /** For each place which gate is its own. */
  readonly gateOf: readonly number[];
  /** Distinct, canonical. */
  readonly markings: readonly (Marking | null)[];
}

export function listGates(places: readonly Place[], community: CompiledCommunity): Gates {
  const { policies } = community.community;
  const markings = new Interned<Marking | null>();
  const gates = new Interned<Gate>();
  // Many portions share one marking as an object: its text is written once.
  const known = new Map<Marking | null, number>();
  const indexOf = (marking: Marking | null): number => {
    const canonical = joinMarkings(marking, marking, policies);
    const index = markings.add(JSON.stringify(canonical), () => canonical);
    known.set(marking, index);
    return index;
  };
  const gateOf = places.map(({ marking, origin }) => {
    const index = known.get(marking) ?? indexOf(marking);
    return gates.add(`${index} ${origin === null ? "" : nameQuotation(origin)}`, () => ({
      marking: index,
      audience: community.audienceOf(markings.all[index] ?? null),
      origin,
    }));
  });
  return { gates: gates.all, gateOf, markings: markings.all };
}

/** Things numbered from 0 in the order in which they first came. */
class Interned<Item> {
  readonly all: Item[] = [];
  readonly #indices = new Map<string, number>();

  add(key: string, make: () => Item): number {
    const known = this.#indices.get(key);
    if (known !== undefined) return known;
    this.#indices.set(key, this.all.length);
    return this.all.push(make()) - 1;
  }
}

/** What an originator answered about one portion for one recipient; `none` where no answer is needed. */
export type Say = "none" | "granted" | "refused" | "unasked";

/** Asked once per gate, or place, and recipient. */
export type OriginatorsSay = (gate: Pick<Gate, "origin">, recipient: string) => Say;

/**
 * An originator has its say over every reader but itself and the staff that quotes it. A refusal decides over a grant: two
 * answers to one question are no agreement.
 */
export function indexConsents(consents: readonly Consent[], quotedBy: string): OriginatorsSay {
  const answers = new Map<string, Say>();
  for (const { origin: member, release, portion, recipient, answer } of consents) {
    const key = `${nameQuotation({ member, release, portion })} ${recipient}`;
    if (answers.get(key) !== "refused") answers.set(key, answer === "granted" ? answer : "refused");
  }
  return ({ origin }, recipient) => {
    if (origin === null || recipient === origin.member || recipient === quotedBy) return "none";
    return answers.get(`${nameQuotation(origin)} ${recipient}`) ?? "unasked";
  };
}

function nameQuotation({ member, release, portion }: PortionOrigin): string {
  return JSON.stringify([member, release, portion]);
}
