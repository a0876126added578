// The frame's own words in the languages of a record: English and French, NATO's two. Documents, details and sources stay in
// the language they were written in. One entry per sentence, so that none is put together in the order of one language.
import type { MeasureKind } from "../kinds/index.ts";
import { sayMeasure } from "../kinds/index.ts";
import { describeRule, readCountingRule, sayTally } from "../measures/index.ts";
import type { Tally } from "../measures/index.ts";
import type { Language } from "./layout.ts";

const en = {
  locale: "en_GB",
  other: "Français",
  skip: "Skip to the text",
  record: "Public record",
  exercise: "EXERCISE EXERCISE EXERCISE",
  sections: "Parts of this record",
  home: "The case",
  documents: "Documents",
  persons: "Persons responsible",
  corrections: "Corrections",
  check: "Check this record",
  edition: (number: number) => `Edition ${number}`,
  published: (who: string, when: string) => `Published by ${who} on ${when}`,
  why: "Why",
  statement: "Statement",
  statementFrom: "This is the document of that name, whole, as it was released to the public.",
  counts: "What it came to",
  otherwise: "Counted otherwise",
  asOf: (figure: string, day: string) => `${figure}, as of ${day}.`,
  disagree: "Sources that disagree",
  counted: "counted",
  alsoSaid: "also said",
  confidence: { high: "high confidence", medium: "medium confidence", low: "low confidence" },
  noNumber: "no number",
  clocks: "How fast",
  clockFirst: "From the act to the first measure",
  clockTenth: "From the act to the tenth member",
  clockTZero: "From the act to the common instant",
  days: (count: number) => (count === 1 ? "1 day" : `${count} days`),
  width: (seconds: number) =>
    seconds === 1
      ? "The openings of the common instant lay 1 second apart."
      : `The openings of the common instant lay ${seconds} seconds apart.`,
  notYet: "has not happened, or is not known",
  map: "Who acted",
  mapText: (acted: number) =>
    `Map of the members by what they did. ${acted === 1 ? "1 member" : `${acted} members`} took a measure of the kind that is counted. The table below the map says the same in words.`,
  fills: {
    acted: "took the counted measure",
    otherwise: "acted otherwise",
    none: "said it took none",
    lead: "the lead",
  },
  frames: {
    europe: "Europe and its neighbours",
    america: "North America",
    "south-america": "South America",
    africa: "Africa",
    "east-asia": "East Asia",
    asia: "Asia",
    oceania: "Oceania",
  },
  elsewhere: "Not on the map",
  curve: "How members joined",
  curveText: (members: number, days: number) =>
    `Curve of the members that had joined, by days since the act: ${members} members on day ${days}. The timeline says the same in words.`,
  curveAxis: "days since the act",
  curveMembers: (count: number) => (count === 1 ? "1 member" : `${count} members`),
  timeline: "Timeline",
  act: "The act",
  joined: "joined",
  total: "members, persons",
  who: "Who",
  what: "What",
  day: "Day",
  detail: "Detail and sources",
  measures: "Who acted how",
  measuresNote:
    "Every measure on record, by the day it was announced. Each source is named by its key in the list below, or by its address.",
  answers: "What was done in answer",
  answersNote: "Counted apart, and never in a sum with the measures above.",
  unknown: "not known",
  sources: "Sources",
  noSources: "No sources are listed.",
  data: "Data",
  dataNote: "The same facts for programs, as JSON and as tables.",
  files: {
    case: "facts and sources",
    tallies: "counts with their rules",
    clocks: "clocks",
    measures: "measures",
    sources: "sources",
    timeline: "timeline",
    exposures: "pages about persons",
    edition: "editions",
    feed: "feed of corrections and editions",
    ledger: "checkpoint of the ledger",
  },
  noDocuments: "No document is released to the public.",
  withheldNote:
    "Where a document shows *** something is withheld from the public. What is shown is a true cut of one signed original.",
  cutFile: "cut file",
  cite: "Cite",
  citeNote:
    "Each place has a mark such as p-12. Open it for a citation that holds the digest of the document, the place and the entry of this record in the ledger. entente-verify cite answers whether it holds.",
  howToCheck: "How to check it",
  checkShort: "Every page here is written from signed cuts, recorded facts and a ledger, and can be checked.",
  checkHere: "Check it in this browser",
  checkNoScript:
    "This page checks the record where scripts may run. Without them, take one of the ways below.",
  checkLocal:
    "Opened from a disk, a page may not read the files beside it. Choose the folder of the record, and it is checked without a network.",
  checkChoose: "Choose the folder of the record",
  checkRunning: "Fetched %1 of %2 files.",
  checkNotYet: "Not checked yet.",
  checkWorking: "Checking every file, every place and the ledger.",
  checkPassed: "This record is whole: all %1 checks passed in this browser.",
  checkFailed: "Do not rely on this record: its check failed.",
  checkAway: "The files of the record could not be fetched, so nothing was decided.",
  checkLimit:
    "A page that checks itself shows that the record is whole. It cannot show who made it: whoever swaps the folder can swap the check with it. So compare the words of the publisher’s key by another channel, or check with a program you did not get from here.",
  checkOwn: "With the program",
  checkOwnText:
    "Take the whole folder, and run this from a copy of the program you did not get from here. It needs no network.",
  checkOther: "With another program",
  checkOtherText:
    "A second checker in another language shares no line with the first: e2e/independent in the source. It takes the cut files one by one.",
  checkCite: "A citation",
  checkCiteText:
    "Give the folder and the citation; the answer is yes with the words cited, or no with the reason.",
  keyWords: "Words of the publisher’s keys, to compare by voice",
  was: "What was said",
  is: "What is said now",
  nothing: "nothing",
  noChange: "The text stands as it was; read it with this.",
  noReason: "No reason was given.",
  noCorrections: "Nothing was corrected, replaced or retracted.",
  editions: "Editions",
  kinds: { corrected: "Correction", replaced: "Replaced", retracted: "Retracted" },
  ofDocument: "Document",
  ofPerson: "Page about a person",
  retracted: "This page is retracted.",
  documentRetracted: "This document is retracted.",
  documentCorrected: "This document is corrected.",
  documentReplaced: "An earlier release of this document was replaced.",
  seeCorrections: "Old, new and why",
  claims: "What is said, and on what it stands",
  rests: "stands on",
  reply: "Right of reply",
  asked: (day: string) => `Asked on ${day}.`,
  notAsked: "Not asked.",
  validations: "Who stands for it",
  validatedBy: (who: string, when: string) => `${who}, on ${when}`,
  legal: "Legal check",
  version: (number: number) => `Version ${number}`,
  digest: "Digest of the words that were validated",
  leaf: (number: number) => `entry ${number} of the ledger`,
};

export type Words = typeof en;

const fr: Words = {
  locale: "fr_FR",
  other: "English",
  skip: "Aller au texte",
  record: "Dossier public",
  exercise: "EXERCICE EXERCICE EXERCICE",
  sections: "Parties de ce dossier",
  home: "L’affaire",
  documents: "Documents",
  persons: "Personnes responsables",
  corrections: "Rectifications",
  check: "Vérifier ce dossier",
  edition: (number) => `Édition ${number}`,
  published: (who, when) => `Publié par ${who} le ${when}`,
  why: "Motif",
  statement: "Déclaration",
  statementFrom: "C’est le document de ce nom, entier, tel qu’il a été communiqué au public.",
  counts: "Le résultat",
  otherwise: "Compté autrement",
  asOf: (figure, day) => `${figure}, au ${day}.`,
  disagree: "Sources qui se contredisent",
  counted: "compté",
  alsoSaid: "dit aussi",
  confidence: { high: "confiance élevée", medium: "confiance moyenne", low: "confiance faible" },
  noNumber: "sans nombre",
  clocks: "La rapidité",
  clockFirst: "De l’acte à la première mesure",
  clockTenth: "De l’acte au dixième membre",
  clockTZero: "De l’acte à l’instant commun",
  days: (count) => (count < 2 ? `${count} jour` : `${count} jours`),
  width: (seconds) =>
    seconds < 2
      ? `Les ouvertures de l’instant commun étaient à ${seconds} seconde d’écart.`
      : `Les ouvertures de l’instant commun étaient à ${seconds} secondes d’écart.`,
  notYet: "n’a pas eu lieu, ou n’est pas connu",
  map: "Qui a agi",
  mapText: (acted) =>
    `Carte des membres selon ce qu’ils ont fait. ${acted < 2 ? `${acted} membre a pris` : `${acted} membres ont pris`} une mesure du genre compté. Le tableau sous la carte dit la même chose en mots.`,
  fills: {
    acted: "a pris la mesure comptée",
    otherwise: "a agi autrement",
    none: "a dit n’en prendre aucune",
    lead: "le chef de file",
  },
  frames: {
    europe: "L’Europe et ses voisins",
    america: "Amérique du Nord",
    "south-america": "Amérique du Sud",
    africa: "Afrique",
    "east-asia": "Asie de l’Est",
    asia: "Asie",
    oceania: "Océanie",
  },
  elsewhere: "Hors de la carte",
  curve: "Comment les membres se sont joints",
  curveText: (members, days) =>
    `Courbe des membres qui s’étaient joints, en jours depuis l’acte : ${members} membres le jour ${days}. La chronologie dit la même chose en mots.`,
  curveAxis: "jours depuis l’acte",
  curveMembers: (count) => (count < 2 ? `${count} membre` : `${count} membres`),
  timeline: "Chronologie",
  act: "L’acte",
  joined: "se sont joints",
  total: "membres, personnes",
  who: "Qui",
  what: "Quoi",
  day: "Jour",
  detail: "Détail et sources",
  measures: "Qui a agi, et comment",
  measuresNote:
    "Toutes les mesures enregistrées, par jour d’annonce. Chaque source est nommée par sa clé dans la liste ci-dessous, ou par son adresse.",
  answers: "Ce qui a été fait en réponse",
  answersNote: "Compté à part, et jamais dans une somme avec les mesures ci-dessus.",
  unknown: "inconnu",
  sources: "Sources",
  noSources: "Aucune source n’est donnée.",
  data: "Données",
  dataNote: "Les mêmes faits pour des programmes, en JSON et en tableaux.",
  files: {
    case: "faits et sources",
    tallies: "comptes avec leurs règles",
    clocks: "délais",
    measures: "mesures",
    sources: "sources",
    timeline: "chronologie",
    exposures: "pages sur des personnes",
    edition: "éditions",
    feed: "fil des rectifications et des éditions",
    ledger: "point de contrôle du registre",
  },
  noDocuments: "Aucun document n’est communiqué au public.",
  withheldNote:
    "Là où un document montre ***, quelque chose n’est pas communiqué au public. Ce qui est montré est un extrait fidèle d’un seul original signé.",
  cutFile: "fichier signé",
  cite: "Citer",
  citeNote:
    "Chaque passage porte une marque telle que p-12. Ouvrez-la pour une citation qui contient l’empreinte du document, le passage et l’entrée de ce dossier dans le registre. entente-verify cite répond si elle est exacte.",
  howToCheck: "Comment le vérifier",
  checkShort:
    "Chaque page est écrite à partir d’extraits signés, de faits enregistrés et d’un registre, et peut être vérifiée.",
  checkHere: "Le vérifier dans ce navigateur",
  checkNoScript:
    "Cette page vérifie le dossier là où les scripts sont permis. Sans eux, prenez l’un des moyens ci-dessous.",
  checkLocal:
    "Ouverte depuis un disque, une page ne peut pas lire les fichiers voisins. Choisissez le dossier entier, et il est vérifié sans réseau.",
  checkChoose: "Choisir le dossier",
  checkRunning: "%1 fichiers sur %2 reçus.",
  checkNotYet: "Pas encore vérifié.",
  checkWorking: "Vérification de chaque fichier, de chaque passage et du registre.",
  checkPassed: "Ce dossier est entier : les %1 contrôles ont réussi dans ce navigateur.",
  checkFailed: "Ne vous fiez pas à ce dossier : sa vérification a échoué.",
  checkAway: "Les fichiers du dossier n’ont pas pu être reçus : rien n’est décidé.",
  checkLimit:
    "Une page qui se vérifie elle-même montre que le dossier est entier. Elle ne peut pas montrer qui l’a fait : qui remplace le dossier peut remplacer la vérification. Comparez donc les mots de la clé de l’éditeur par une autre voie, ou vérifiez avec un programme qui ne vient pas d’ici.",
  checkOwn: "Avec le programme",
  checkOwnText:
    "Prenez le dossier entier et lancez ceci depuis une copie du programme qui ne vient pas d’ici. Aucun réseau n’est nécessaire.",
  checkOther: "Avec un autre programme",
  checkOtherText:
    "Un second vérificateur, dans un autre langage, ne partage aucune ligne avec le premier : e2e/independent dans le code source. Il prend les fichiers signés un par un.",
  checkCite: "Une citation",
  checkCiteText:
    "Donnez le dossier et la citation ; la réponse est oui, avec les mots cités, ou non, avec la raison.",
  keyWords: "Mots des clés de l’éditeur, à comparer de vive voix",
  was: "Ce qui était dit",
  is: "Ce qui est dit maintenant",
  nothing: "rien",
  noChange: "Le texte reste tel quel ; lisez-le avec ceci.",
  noReason: "Aucun motif n’a été donné.",
  noCorrections: "Rien n’a été rectifié, remplacé ni retiré.",
  editions: "Éditions",
  kinds: { corrected: "Rectification", replaced: "Remplacé", retracted: "Retiré" },
  ofDocument: "Document",
  ofPerson: "Page sur une personne",
  retracted: "Cette page est retirée.",
  documentRetracted: "Ce document est retiré.",
  documentCorrected: "Ce document est rectifié.",
  documentReplaced: "Une version antérieure de ce document a été remplacée.",
  seeCorrections: "Ancien, nouveau et motif",
  claims: "Ce qui est dit, et sur quoi cela repose",
  rests: "repose sur",
  reply: "Droit de réponse",
  asked: (day) => `Interrogé le ${day}.`,
  notAsked: "Non interrogé.",
  validations: "Qui s’en porte garant",
  validatedBy: (who, when) => `${who}, le ${when}`,
  legal: "Contrôle juridique",
  version: (number) => `Version ${number}`,
  digest: "Empreinte des mots validés",
  leaf: (number) => `entrée ${number} du registre`,
};

export const WORDS: Readonly<Record<Language, Words>> = { en, fr };

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
