// Words of a kit in its two languages, and what was said since it was first made.
import { escapeHtml } from "../printing/index.ts";
import type { Instant } from "../encoding/index.ts";
import type { Content } from "../letters/index.ts";
import type { OpenedKit } from "./kit-file.ts";

/** The same in both languages, of which the page shows one. */
export function both(english: string, french: string): string {
  return `<span lang="en">${escapeHtml(english)}</span><span lang="fr">${escapeHtml(french)}</span>`;
}

/** `2018-03-20 12:00 UTC`, which no language reads as another day. */
export function sayInstant(instant: Instant): string {
  return instant.replace("T", " ").replace(/(?::00)?\.\d{3}Z$/, " UTC");
}

/** What the lead's node said since: answers, what became of earlier replies, T-0. Empty: nothing. */
export function writeSaid({ said }: OpenedKit): string {
  const lines = said.flatMap(describe);
  if (lines.length === 0) return "";
  return `<section class="said" aria-labelledby="said-title">
<h2 id="said-title">${both("What was said to you since", "Ce qui vous a été dit depuis")}</h2>
<ul>${lines.map((line) => `<li>${line}</li>`).join("")}</ul>
</section>
`;
}

function describe(one: Content): readonly string[] {
  switch (one.kind) {
    case "answer":
      return [
        `${both("Answer to a question:", "Réponse à une question :")} <q>${escapeHtml(one.content.text)}</q>`,
      ];
    case "confirmation":
      return [`${both("Taken:", "Reçu :")} ${escapeHtml(one.content.said)}`];
    case "trouble":
      return [`${both("Not taken:", "Pas reçu :")} ${escapeHtml(one.content.said)}`];
    case "instant":
      return [
        `${both("The common instant (T-0):", "L’instant commun (T-0) :")} ${sayInstant(one.content.dueAt)}, ${escapeHtml(one.content.state)}`,
      ];
    default:
      return [];
  }
}
