// The reasons of one class, place by place. Places of one gate that hang on the same have the same reason, so it is worked
// out once for all of them.
import { explainGate, explainGrading, explainPlace } from "./reasons.ts";
import type { Explanation, Missing } from "./reasons.ts";
import type { Ground } from "./ground.ts";
import type { Place } from "./places.ts";
import type { WithheldReason } from "./plan.ts";

/** What explains one place, by its number, that `recipients` do not see; they all see the places of which `sees` is 1. */
export function createExplainer(
  recipients: readonly string[],
  sees: Uint8Array,
  ground: Ground,
): (place: number) => WithheldReason {
  const { places, gates, rules, layout } = ground;
  const grounds = { community: ground.community, markings: gates.markings, say: ground.say };
  const hidden = new Set(rules.hidePlaces);
  const reached = new Set(places.flatMap(({ references }, place) => (sees[place] === 1 ? references : [])));
  const isSeen = (name: string): boolean => sees[layout.indexOf.get(name) ?? -1] === 1;
  const ofGate = new Map<number, Explanation | null>();
  const worked = new Map<string, Explanation>();

  function findMissing({ parent, target, entry }: Place): Missing | null {
    if (parent !== null && !isSeen(parent)) return "whole";
    if (target !== null && !isSeen(target)) return "target";
    return entry === null || reached.has(entry) ? null : "reference";
  }

  function explainOwnGate(index: number): Explanation | null {
    const known = ofGate.get(index);
    if (known !== undefined) return known;
    const gate = gates.gates[index];
    const explanation = gate === undefined ? null : explainGate(gate, recipients, grounds);
    ofGate.set(index, explanation);
    return explanation;
  }

  return (index) => {
    const place = places[index];
    if (place === undefined) throw new RangeError(`there is no place ${index}`);
    const gate = gates.gateOf[index] ?? -1;
    const missing = findMissing(place);
    const isHidden = hidden.has(place.name);
    const key = `${gate} ${missing ?? ""} ${String(isHidden)}`;
    const explanation =
      worked.get(key) ?? explainPlace({ gate: explainOwnGate(gate), missing, hidden: isHidden });
    worked.set(key, explanation);
    return { place: place.name, ...explanation };
  };
}

/** For a class from which gradings are withheld: those of portions and notes that it sees. */
export function explainGradings(
  recipients: readonly string[],
  sees: Uint8Array,
  { document, layout }: Ground,
): readonly WithheldReason[] {
  const explanation = explainGrading(recipients);
  return [...document.portions, ...document.footnotes]
    .filter(({ id, grading }) => grading !== null && sees[layout.indexOf.get(id) ?? -1] === 1)
    .map(({ id }) => ({ place: `${id}#grading`, ...explanation }));
}
