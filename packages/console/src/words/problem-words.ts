// What went wrong, in the reader's language by the status of the answer. The sentence of what to do comes from the node, which
// writes English; the page says so to whoever reads aloud.
import type { Problem } from "../api/read-node.ts";
import { defineWords, useLanguage, useWords } from "./locale.tsx";

export const problemWords = defineWords(
  {
    "400": "The request is not what this address takes",
    "401": "Who asks is not known well enough",
    "403": "Not from here",
    "404": "Not found",
    "406": "Not a kind of content that is answered here",
    "409": "Not now",
    "412": "Changed since it was read",
    "413": "Too much",
    "415": "Not a kind of content this address takes",
    "422": "Sent before, and different",
    "428": "Read it first",
    "429": "Too often",
    "500": "This should not have happened",
    "503": "Not ready",
  },
  {
    fr: {
      "400": "La demande n’est pas ce que cette adresse accepte",
      "401": "On ne sait pas assez bien qui demande",
      "403": "Pas d’ici",
      "404": "Introuvable",
      "406": "Ce n’est pas un type de contenu que cette adresse fournit",
      "409": "Pas maintenant",
      "412": "Modifié depuis la lecture",
      "413": "Trop volumineux",
      "415": "Ce genre de contenu n’est pas accepté à cette adresse",
      "422": "Déjà envoyé, et différent",
      "428": "À lire d’abord",
      "429": "Trop souvent",
      "500": "Cela n’aurait pas dû arriver",
      "503": "Pas prêt",
    },
  },
);

/** The title in the reader's language, and the language of the sentence below it. */
export function useProblemWords(problem: Problem): {
  readonly title: string;
  readonly lang: string | undefined;
} {
  const say = useWords(problemWords);
  const { locale } = useLanguage();
  const status = String(problem.status);
  // What the console found by itself is in the reader's language already where it was said there.
  const known =
    Object.hasOwn(problemWords.en, status) &&
    problem.title === problemWords.en[status as keyof typeof problemWords.en];
  return {
    title: known ? say(status as keyof typeof problemWords.en) : problem.title,
    lang: known && locale !== "en" ? "en" : undefined,
  };
}
