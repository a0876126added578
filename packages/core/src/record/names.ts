import type { Language } from "./layout.ts";
import type { RecordSite } from "./site.ts";

/** What a member is called; by its id where no name is given. */
export function nameOf({ names }: Pick<RecordSite, "names">, id: string, language: Language): string {
  const name = Object.hasOwn(names, id) ? names[id] : undefined;
  return name === undefined ? id : name[language];
}
