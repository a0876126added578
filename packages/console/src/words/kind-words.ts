// Kinds of measures in the reader's language. A kind that a community added has the words its community gave it.
import { findKind, sayMeasure } from "@entente/core/kinds";
import type { MeasureKind } from "@entente/core/kinds";
import { defineWords, hasWord, sayIn } from "./locale.tsx";
import type { Locale } from "./locale.tsx";

/** A number of it means something. */
const counted = (one: string, many: string, unknown: string): string =>
  `{form, select, many {${many}} unknown {${many}, ${unknown}} other {{count, plural, one {# ${one}} other {# ${many}}}}}`;
/** It is done or not. */
const whole = (one: string, many: string): string => `{form, select, many {${many}} other {${one}}}`;
const en = (one: string, many: string): string => counted(one, many, "number not known");
const fr = (one: string, many: string): string => counted(one, many, "nombre inconnu");

const kindWords = defineWords(
  {
    expulsion: en("expulsion", "expulsions"),
    "accreditation-denied": en("accreditation denied", "accreditations denied"),
    "consulate-closure": en("consulate closure", "consulate closures"),
    "honorary-consul-revoked": en("honorary consul revoked", "honorary consuls revoked"),
    "mission-cap": en("mission cap", "mission caps"),
    "entry-ban": en("entry ban", "entry bans"),
    "asset-freeze": en("asset freeze", "asset freezes"),
    sanction: en("sanction listing", "sanction listings"),
    "ambassador-recalled": whole("ambassador recalled", "ambassadors recalled"),
    "ambassador-summoned": whole("ambassador summoned", "ambassadors summoned"),
    "bilateral-suspension": whole("bilateral suspension", "bilateral suspensions"),
    "event-boycott": whole("event boycott", "event boycotts"),
    condemnation: whole("condemnation", "condemnations"),
    solidarity: whole("statement of solidarity", "statements of solidarity"),
    attribution: whole("attribution", "attributions"),
    legal: whole("legal step", "legal steps"),
    "technical-finding": whole("technical finding", "technical findings"),
    none: whole("no measure taken", "no measure taken"),
  },
  {
    fr: {
      expulsion: fr("expulsion", "expulsions"),
      "accreditation-denied": fr("accréditation refusée", "accréditations refusées"),
      "consulate-closure": fr("fermeture de consulat", "fermetures de consulats"),
      "honorary-consul-revoked": fr(
        "exequatur de consul honoraire retiré",
        "exequatur de consuls honoraires retirés",
      ),
      "mission-cap": fr("plafonnement de mission", "plafonnements de missions"),
      "entry-ban": fr("interdiction d’entrée", "interdictions d’entrée"),
      "asset-freeze": fr("gel d’avoirs", "gels d’avoirs"),
      sanction: fr("inscription sur une liste de sanctions", "inscriptions sur une liste de sanctions"),
      "ambassador-recalled": whole("ambassadeur rappelé", "ambassadeurs rappelés"),
      "ambassador-summoned": whole("ambassadeur convoqué", "ambassadeurs convoqués"),
      "bilateral-suspension": whole("suspension bilatérale", "suspensions bilatérales"),
      "event-boycott": whole("boycott d’une manifestation", "boycotts de manifestations"),
      condemnation: whole("condamnation", "condamnations"),
      solidarity: whole("déclaration de solidarité", "déclarations de solidarité"),
      attribution: whole("attribution", "attributions"),
      legal: whole("démarche juridique", "démarches juridiques"),
      "technical-finding": whole("constat technique", "constats techniques"),
      none: whole("aucune mesure prise", "aucune mesure prise"),
    },
  },
);

/** `4 expulsions`, `condamnation`; without a number `expulsions, number not known`. */
export function sayDone(
  locale: Locale,
  kinds: readonly MeasureKind[],
  kind: string,
  count: number | null,
): string {
  if (!hasWord(kindWords, kind)) return sayMeasure(kinds, kind, count);
  const form = count === null ? "unknown" : "counted";
  return sayIn(kindWords, locale, kind, { form, count: count ?? 0 });
}

/** `expulsions`: how many of a kind are called. */
export function sayMany(locale: Locale, kinds: readonly MeasureKind[], kind: string): string {
  if (!hasWord(kindWords, kind)) return findKind(kinds, kind)?.many ?? kind;
  return sayIn(kindWords, locale, kind, { form: "many", count: 0 });
}
