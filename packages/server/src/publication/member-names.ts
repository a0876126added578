// Names of members in the languages of a record: the community's own in English, and in French the name of the state from
// the list of country names. What is in no list keeps the name its community gives it.
import { createRequire } from "node:module";
import countries from "i18n-iso-countries";
import type { CaseFile } from "@entente/core/measures";
import type { MemberName } from "@entente/core/record";

const require = createRequire(import.meta.url);
countries.registerLocale(require("i18n-iso-countries/langs/fr.json") as countries.LocaleData);

const FRENCH_ORGANISATIONS: Readonly<Record<string, string>> = { NATO: "OTAN", EU: "Union européenne" };

/** The members a record speaks of, and no others: who else is in the community is not for the public. */
export function pickMembers({ measures, reciprocal, lead, incident }: CaseFile): readonly string[] {
  const named = [...measures, ...reciprocal].flatMap(({ actor, target }) =>
    target === null ? [actor] : [actor, target],
  );
  const ids = new Set([...named, lead, incident.host]);
  if (incident.attributedTo !== null) ids.add(incident.attributedTo);
  return [...ids].sort();
}

/** The names of `ids`; `names` are the community's, by id. */
export function nameMembers(
  ids: readonly string[],
  names: Readonly<Record<string, string>>,
): Readonly<Record<string, MemberName>> {
  return Object.fromEntries(
    ids.map((id) => {
      const en = (Object.hasOwn(names, id) ? names[id] : undefined) ?? id;
      const organisation = Object.hasOwn(FRENCH_ORGANISATIONS, id) ? FRENCH_ORGANISATIONS[id] : undefined;
      const fr = organisation ?? (/^[A-Z]{3}$/.test(id) ? countries.getName(id, "fr") : undefined) ?? en;
      return [id, { en, fr }];
    }),
  );
}

/** The numeric code under which the atlas keeps a state's shape; null for what is no state. */
export function numericCode(id: string): string | null {
  return /^[A-Z]{3}$/.test(id) ? (countries.alpha3ToNumeric(id) ?? null) : null;
}
