// Texts of the journal.
import { defineWords } from "../../words/locale.tsx";

export const journalWords = defineWords(
  {
    title: "Journal",
    lead: "What was done in this case, by which office and when. Of others you see what they did towards you: that they opened and read what you gave them, asked and answered.",
    reading: "Reading the journal",
    "not-lead":
      "The journal of a case is for the seats of its lead. Your member’s own trail stands at My seat.",
    shown: "{shown} of {all} acts",
    none: "Nothing was done yet.",
    "none.filtered": "No act matches what you chose.",
    who: "Office",
    what: "Act",
    any: "All",
    find: "Find in what it was done to",
    order: "Newest first",
    clear: "Show all again",
  },
  {
    fr: {
      title: "Journal",
      lead: "Ce qui a été fait dans ce dossier, par quel bureau et quand. Des autres, vous voyez ce qu’ils ont fait envers vous : qu’ils ont ouvert et lu ce que vous leur avez remis, demandé et répondu.",
      reading: "Lecture du journal",
      "not-lead":
        "Le journal d’un dossier est réservé aux sièges de son chef de file. Les traces de votre propre membre se trouvent sous Mon siège.",
      shown: "{shown} actes sur {all}",
      none: "Rien n’a encore été fait.",
      "none.filtered": "Aucun acte ne correspond à votre choix.",
      who: "Bureau",
      what: "Acte",
      any: "Tous",
      find: "Chercher dans l’objet de l’acte",
      order: "Les plus récents d’abord",
      clear: "Tout montrer de nouveau",
    },
  },
);
