// Days, measures, tallies and rules as sentences in the languages of a record. No locale of the machine is asked: the same record
// is the same bytes everywhere.
import type { MeasureKind } from "../kinds/index.ts";
import { sayMeasure } from "../kinds/index.ts";
import { describeRule, readCountingRule, sayTally } from "../measures/index.ts";
import type { Tally } from "../measures/index.ts";
import type { Language } from "./layout.ts";

const MONTHS: Readonly<Record<Language, readonly string[]>> = {
  en: "January February March April May June July August September October November December".split(" "),
  fr: "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split(" "),
};

/** `2018-04-13` → `13 April 2018`, `1er avril 2018`; `2018-04` → `April 2018`; anything else as it stands. */
export function sayDay(day: string, language: Language): string {
  const [, year = "", month = "", date] = /^(\d{4})-(\d{2})(?:-(\d{2}))?$/.exec(day) ?? [];
  const name = MONTHS[language][Number(month) - 1];
  if (name === undefined) return day;
  if (date === undefined) return `${name} ${year}`;
  return `${date === "01" && language === "fr" ? "1er" : Number(date)} ${name} ${year}`;
}

/** `2018-03-26T14:00:00.000Z` → `26 March 2018, 14:00 UTC`. */
export function sayMoment(instant: string, language: Language): string {
  const [, day, time] = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2})/.exec(instant) ?? [];
  return day === undefined || time === undefined ? instant : `${sayDay(day, language)}, ${time} UTC`;
}

const FRENCH_KINDS: Readonly<Record<string, readonly [one: string, many: string]>> = {
  expulsion: ["expulsion", "expulsions"],
  "accreditation-denied": ["accréditation refusée", "accréditations refusées"],
  "consulate-closure": ["fermeture de consulat", "fermetures de consulats"],
  "honorary-consul-revoked": ["consul honoraire révoqué", "consuls honoraires révoqués"],
  "mission-cap": ["plafond de mission", "plafonds de missions"],
  "entry-ban": ["interdiction d’entrée", "interdictions d’entrée"],
  "asset-freeze": ["gel d’avoirs", "gels d’avoirs"],
  sanction: ["inscription sur une liste de sanctions", "inscriptions sur une liste de sanctions"],
  "ambassador-recalled": ["ambassadeur rappelé", "ambassadeurs rappelés"],
  "ambassador-summoned": ["ambassadeur convoqué", "ambassadeurs convoqués"],
  "bilateral-suspension": ["suspension bilatérale", "suspensions bilatérales"],
  "event-boycott": ["boycott d’un événement", "boycotts d’événements"],
  condemnation: ["condamnation", "condamnations"],
  solidarity: ["déclaration de solidarité", "déclarations de solidarité"],
  attribution: ["attribution", "attributions"],
  legal: ["démarche juridique", "démarches juridiques"],
  "technical-finding": ["constat technique", "constats techniques"],
};

/** A measure in words; a kind that a community added is said as it says it. */
export function tellMeasure(
  kinds: readonly MeasureKind[],
  { kind, count }: { readonly kind: string; readonly count: number | null },
  language: Language,
): string {
  const french = Object.hasOwn(FRENCH_KINDS, kind) ? FRENCH_KINDS[kind] : undefined;
  if (language === "fr" && kind === "none") return "aucune mesure prise";
  if (language === "en" || french === undefined) return sayMeasure(kinds, kind, count);
  const [one, many] = french;
  if (count !== null) return `${count} ${count < 2 ? one : many}`;
  return kinds.find(({ id }) => id === kind)?.counted === true ? `${many}, nombre inconnu` : one;
}

/** A tally in words. */
export function tellTally(tally: Tally, kinds: readonly MeasureKind[], language: Language): string {
  if (language === "en") return sayTally(tally, kinds);
  const { kind, persons, states, organisations } = tally;
  const actors = [
    ...(states === 0 ? [] : [states === 1 ? "1 État" : `${states} États`]),
    ...organisations.map((id) => (id === "NATO" ? "l’OTAN" : id === "EU" ? "l’UE" : id)),
  ];
  const said =
    actors.length < 2
      ? (actors[0] ?? "personne")
      : `${actors.slice(0, -1).join(", ")} et ${actors.at(-1) ?? ""}`;
  const what = tellMeasure(kinds, { kind, count: persons }, language);
  return `${what} par ${said}`;
}

/** The counting rule as a sentence, the lead by its name. */
export function tellRule(
  tally: Tally,
  { lead, name }: { readonly lead: string; readonly name: string },
  language: Language,
): string {
  if (language === "en") {
    const said = describeRule(tally.rule, name === "" ? lead : name, null);
    return `${said.charAt(0).toUpperCase()}${said.slice(1)}.`;
  }
  const { leadInStates, leadInPersons, organisations, withKinds, except, among } = readCountingRule(
    tally.rule,
  );
  const parts = [
    `Compte chaque État${organisations ? " et chaque organisation" : ""} qui a pris la mesure`,
    leadInStates && leadInPersons
      ? `, le chef de file (${name}) compris`
      : !leadInStates && !leadInPersons
        ? `, sauf le chef de file (${name})`
        : leadInPersons
          ? `, les personnes du chef de file (${name}) comprises, mais pas lui parmi les États`
          : `, le chef de file (${name}) compris, mais sans ses personnes`,
    organisations ? "" : ", et aucune organisation",
    except.length === 0 ? "" : ` ; laisse de côté ${except.join(", ")}`,
    among === null ? "" : ` ; seulement les membres de ${among}`,
    withKinds.length === 0 ? "" : ` ; ajoute ${withKinds.join(", ")}`,
  ];
  return `${parts.join("")}.`;
}
