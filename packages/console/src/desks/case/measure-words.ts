// Kinds of measure in words. The vocabulary is data: an unknown kind is printed as it is written, never dropped.

interface KindWords {
  /** `expelled 4`. */
  readonly past: (count: number | null) => string;
  /** `expulsions`, for a control. */
  readonly plural: string;
  /** Placed after a number of persons: `153 expelled by …`. */
  readonly counted: string;
}

const counting =
  (verb: string, one: string, many: string) =>
  (count: number | null): string =>
    count === null ? `${verb} ${many}` : `${verb} ${count} ${count === 1 ? one : many}`;

const always = (text: string) => (): string => text;

const kinds: Readonly<Record<string, KindWords>> = {
  expulsion: {
    past: (count) => (count === null ? "expelled officers" : `expelled ${count}`),
    plural: "Expulsions",
    counted: "expelled",
  },
  "accreditation-denied": {
    past: (count) => `refused accreditation${count === null ? "" : ` to ${count}`}`,
    plural: "Accreditations refused",
    counted: "refused accreditation",
  },
  "ambassador-recalled": {
    past: always("recalled its ambassador"),
    plural: "Ambassadors recalled",
    counted: "recalled",
  },
  "ambassador-summoned": {
    past: always("summoned the ambassador"),
    plural: "Ambassadors summoned",
    counted: "summoned",
  },
  "consulate-closure": {
    past: counting("closed", "consulate", "consulates"),
    plural: "Consulates closed",
    counted: "consulates closed",
  },
  "honorary-consul-revoked": {
    past: always("withdrew an honorary consul's recognition"),
    plural: "Honorary consuls",
    counted: "withdrawn",
  },
  "entry-ban": {
    past: (count) => `banned entry${count === null ? "" : ` of ${count}`}`,
    plural: "Entry bans",
    counted: "banned from entry",
  },
  "mission-cap": {
    past: (count) => `capped the mission${count === null ? "" : ` at ${count}`}`,
    plural: "Mission caps",
    counted: "posts capped",
  },
  sanction: {
    past: (count) => `imposed sanctions${count === null ? "" : ` on ${count}`}`,
    plural: "Sanctions",
    counted: "sanctioned",
  },
  condemnation: { past: always("condemned the act"), plural: "Condemnations", counted: "condemnations" },
  solidarity: { past: always("stated solidarity"), plural: "Statements", counted: "statements" },
  attribution: { past: always("attributed the act"), plural: "Attributions", counted: "attributions" },
  legal: { past: always("took legal steps"), plural: "Legal steps", counted: "legal steps" },
  "technical-finding": {
    past: always("published a technical finding"),
    plural: "Technical findings",
    counted: "findings",
  },
  "bilateral-suspension": {
    past: always("suspended bilateral contacts"),
    plural: "Contacts suspended",
    counted: "contacts suspended",
  },
  "event-boycott": { past: always("stayed away from an occasion"), plural: "Boycotts", counted: "boycotts" },
  none: { past: always("took no national step"), plural: "No step", counted: "no step" },
};

/** What was done, past tense, no subject: `expelled 4`. */
export function sayMeasure(kind: string, count: number | null): string {
  return kinds[kind]?.past(count) ?? (count === null ? plain(kind) : `${plain(kind)}: ${count}`);
}

export function sayKind(kind: string): string {
  return kinds[kind]?.plural ?? plain(kind);
}

export function sayCounted(kind: string): string {
  return kinds[kind]?.counted ?? `counted as ${plain(kind)}`;
}

function plain(kind: string): string {
  return kind.replaceAll("-", " ");
}
