// What the node says in prose is English. A page in another language says so, for whoever has it read aloud or translated.
import { createContext, use } from "react";
import { useLanguage } from "./locale.tsx";

interface Coded {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
}

/** The members whose codes are spelled out in prose, by their English names. */
export const ProseMembers = createContext<readonly Coded[]>([]);

/** Text of the node as it stands, with the codes of members spelled out. */
export function Prose({ text }: { text: string }) {
  const said = nameMembers(text, use(ProseMembers));
  return useLanguage().locale === "en" ? said : <span lang="en">{said}</span>;
}

/**
 * Spells members out where text from the case's data names them by their codes: `if DEU and FRA act` →
 * `if Germany and France act`. Organisations keep the short names they are known by, as groups do.
 */
export function nameMembers(text: string, members: readonly Coded[]): string {
  const names = new Map(
    members.filter((member) => member.kind === "state").map((member) => [member.id, member.name]),
  );
  return text.replaceAll(/\b[A-Z]{2,}\b/g, (code) => names.get(code) ?? code);
}
