// Kinds of measures: the vocabulary of what can be done, as data. A community adds its own; no program knows one by name.
// Invariant: no two kinds share an id or a wording, so that what is printed can be read back.

/** One kind of measure, and how it is said. */
export interface MeasureKind {
  /** As files and rows name it: `expulsion`. */
  readonly id: string;
  /** `expulsion`, `ambassador recalled`: said of one. */
  readonly one: string;
  /** `expulsions`, `ambassadors recalled`: said of any other number. */
  readonly many: string;
  /** Whether a number of it means something: three expulsions, but not three condemnations. Else its actors are counted. */
  readonly counted: boolean;
}

/** Records in a case file that a measure was looked for and not taken; no kind may be called so. */
export const NOT_TAKEN = "none";

const counted = (id: string, one: string, many: string): MeasureKind => ({ id, one, many, counted: true });
const whole = (id: string, one: string, many: string): MeasureKind => ({ id, one, many, counted: false });

/** The kinds every node knows. Ids are those of `coalition-case/1`. */
export const builtInKinds: readonly MeasureKind[] = [
  counted("expulsion", "expulsion", "expulsions"),
  counted("accreditation-denied", "accreditation denied", "accreditations denied"),
  counted("consulate-closure", "consulate closure", "consulate closures"),
  counted("honorary-consul-revoked", "honorary consul revoked", "honorary consuls revoked"),
  counted("mission-cap", "mission cap", "mission caps"),
  counted("entry-ban", "entry ban", "entry bans"),
  counted("asset-freeze", "asset freeze", "asset freezes"),
  counted("sanction", "sanction listing", "sanction listings"),
  whole("ambassador-recalled", "ambassador recalled", "ambassadors recalled"),
  whole("ambassador-summoned", "ambassador summoned", "ambassadors summoned"),
  whole("bilateral-suspension", "bilateral suspension", "bilateral suspensions"),
  whole("event-boycott", "event boycott", "event boycotts"),
  whole("condemnation", "condemnation", "condemnations"),
  whole("solidarity", "statement of solidarity", "statements of solidarity"),
  whole("attribution", "attribution", "attributions"),
  whole("legal", "legal step", "legal steps"),
  whole("technical-finding", "technical finding", "technical findings"),
];

/** The kind a row or file names, or null when nobody described it. */
export function findKind(kinds: readonly MeasureKind[], id: string): MeasureKind | null {
  return kinds.find((one) => one.id === id) ?? null;
}

/**
 * `4 expulsions`, `1 consulate closure`; without a number `condemnation`, or `expulsions, number not known`. A kind nobody
 * described is said by its id.
 */
export function sayMeasure(kinds: readonly MeasureKind[], id: string, count: number | null): string {
  if (id === NOT_TAKEN) return "no measure taken";
  const kind = findKind(kinds, id);
  if (count !== null) return `${count} ${kind === null ? id : count === 1 ? kind.one : kind.many}`;
  if (kind === null) return id;
  return kind.counted ? `${kind.many}, number not known` : kind.one;
}
