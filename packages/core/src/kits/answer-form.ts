// The part of a kit in which a person answers. It stands in the page from the beginning, hidden until the page was checked.
import { authorities } from "../arrangements/index.ts";
import { escapeHtml } from "../printing/index.ts";
import { both } from "./kit-words.ts";
import type { OpenedKit } from "./kit-file.ts";

/** Ids by which the script of a kit finds what it works with. */
export const FORM_IDS = {
  form: "answer",
  statement: "statement",
  question: "question",
  questions: "questions",
  addQuestion: "add-question",
  pledge: "pledge",
  pledgeSays: "pledge-says",
  seal: "seal",
  kept: "kept",
  salt: "salt",
  problem: "problem",
  saved: "saved",
  words: "reply-words",
} as const;

const positions: readonly (readonly [string, string, string])[] = [
  ["", "Nothing yet", "Rien pour l’instant"],
  ["considering", "We are considering it", "Nous examinons la demande"],
  ["supportive", "We support it", "Nous y sommes favorables"],
  ["committed", "We will act", "Nous agirons"],
  ["declined", "We decline", "Nous déclinons"],
];
const authorityWords: Readonly<Record<(typeof authorities)[number], readonly [string, string]>> = {
  desk: ["the desk", "le bureau"],
  minister: ["the minister", "le ministre"],
  cabinet: ["the cabinet", "le gouvernement"],
  parliament: ["parliament", "le parlement"],
};

export function writeAnswerForm(
  { kit, approach }: OpenedKit,
  names: { readonly lead: string; readonly own: string },
): string {
  const radio = (name: string, value: string, first: boolean, words: readonly [string, string]): string =>
    `<label><input type="radio" name="${name}" value="${value}"${first ? " checked" : ""}> ${both(words[0], words[1])}</label>`;
  const [example = "ALLY"] = kit.vocabulary.members.filter((id) => id !== kit.vocabulary.member);
  return `<form id="${FORM_IDS.form}" class="answer" hidden>
<h2>${both(`Your answer for ${names.own}`, `Votre réponse pour ${names.own}`)}</h2>
<fieldset><legend>${both("Where you stand", "Votre position")}</legend>
${positions.map(([value, en, fr], index) => radio("position", value, index === 0, [en, fr])).join("\n")}
<label class="field" for="${FORM_IDS.statement}">${both("In your words, if you like", "Dans vos mots, si vous le souhaitez")}</label>
<textarea id="${FORM_IDS.statement}" rows="3" maxlength="20000"></textarea>
</fieldset>
<fieldset><legend>${both("Questions", "Questions")}</legend>
<ul id="${FORM_IDS.questions}"></ul>
<label class="field" for="${FORM_IDS.question}">${both("A question", "Une question")}</label>
<textarea id="${FORM_IDS.question}" rows="2" maxlength="20000"></textarea>
<p><button type="button" id="${FORM_IDS.addQuestion}">${both("Add this question", "Ajouter cette question")}</button></p>
</fieldset>
<fieldset><legend>${both("What you would do", "Ce que vous feriez")}</legend>
<label class="field" for="${FORM_IDS.pledge}">${both("A pledge, in English words", "Un engagement, en mots anglais")}</label>
<textarea id="${FORM_IDS.pledge}" rows="3" maxlength="20000" spellcheck="false" aria-describedby="${FORM_IDS.pledgeSays} pledge-example"></textarea>
<p id="${FORM_IDS.pledgeSays}" class="says" role="status"></p>
<p id="pledge-example" class="aside">${both("Such as:", "Par exemple :")} <code>3 expulsions if at least 10 others act and ${escapeHtml(example)} acts</code></p>
<p>${both("Who says so", "Qui le décide")}</p>
${authorities.map((one, index) => radio("authority", one, index === 0, authorityWords[one])).join("\n")}
${approach.resolver === null ? "" : writeSealChoice(names)}</fieldset>
<p class="warning">${both(
    `Whoever holds this file can answer for ${names.own}. Keep it as you keep the documents in it. What you save counts only after you have read its six words aloud to ${names.lead}.`,
    `Quiconque détient ce fichier peut répondre pour ${names.own}. Gardez-le comme les documents qu’il contient. Ce que vous enregistrez ne compte qu’après que vous avez lu ses six mots à ${names.lead}.`,
  )}</p>
<p><button type="submit">${both("Save the reply", "Enregistrer la réponse")}</button></p>
<p id="${FORM_IDS.problem}" class="problem" role="alert"></p>
<section id="${FORM_IDS.saved}" class="saved" aria-live="polite" hidden>
<p>${both(
    `The reply was saved as a file. Bring it to ${names.lead}, and read these six words to its desk, in a call you place yourself:`,
    `La réponse est enregistrée dans un fichier. Portez-le à ${names.lead}, et lisez ces six mots à son bureau, par un appel que vous passez vous-même :`,
  )}</p>
<p id="${FORM_IDS.words}" class="words"></p>
${approach.resolver === null ? "" : writeKept()}<p>${both(
    "Until you close this page you may say more and save again: the newest file holds all, and has words of its own. Once you have closed it, ask for another kit to say more.",
    "Tant que cette page reste ouverte vous pouvez ajouter et enregistrer encore : le dernier fichier contient tout, et a ses propres mots. Une fois la page fermée, demandez un autre dossier pour ajouter quelque chose.",
  )}</p>
</section>
</form>
`;
}

function writeSealChoice({ lead }: { readonly lead: string }): string {
  return `<label><input type="checkbox" id="${FORM_IDS.seal}" aria-describedby="seal-says"> ${both("Seal it until pledges are locked", "Le sceller jusqu’au verrouillage des engagements")}</label>
<p id="seal-says" class="aside">${both(
    `Nobody is shown a sealed pledge before all are locked for T-0. Whoever has both the resolver’s key and the database of ${lead} could technically open it before.`,
    `Nul ne voit un engagement scellé avant que tous soient verrouillés pour T-0. Qui détient à la fois la clé du résolveur et la base de ${lead} pourrait techniquement l’ouvrir avant.`,
  )}</p>
`;
}

/** Shown once something sealed was saved. */
function writeKept(): string {
  return `<p id="${FORM_IDS.kept}" hidden>${both(
    "Write this line down and keep it to yourself. With it you can show later what you sealed; this page forgets it:",
    "Notez cette ligne et gardez-la pour vous. Elle permet de montrer plus tard ce que vous avez scellé ; cette page l’oublie :",
  )} <code id="${FORM_IDS.salt}"></code></p>
`;
}
