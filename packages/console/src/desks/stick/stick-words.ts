// Texts of what is carried by hand.
import { defineWords } from "../../words/locale.tsx";

export const stickWords = defineWords(
  {
    title: "By stick",
    lead: "What no network brings: files from another node or from a kit are taken in here, and files for others are written.",
    reading: "Reading from the node",
    import: "Take in a file",
    "import.basis": "You see what it would do before anything is done. The same file twice changes nothing.",
    "import.file": "A bundle of another node, or the reply of a kit",
    "import.looking": "Looking into the file",
    plan: "Letters in this file",
    "plan.node": "Written by the node of {member}, under the keys that were confirmed here.",
    "plan.kit": "A reply from the kit of {member} in the case {case}. Whoever holds that kit can write one.",
    "plan.count":
      "{fresh, plural, =0 {It brings nothing new.} one {It brings # new letter.} other {It brings # new letters.}} {known, plural, =0 {} one {One was taken before.} other {# were taken before.}}",
    "plan.acknowledges": "It says that your letters up to number {number} arrived there.",
    "plan.unread": "read in its case once it is taken",
    "col.number": "Letter",
    "col.does": "What is done",
    "does.taken": "taken, if its case allows it",
    "does.nothing": "nothing: it was taken before",
    "heard.lead":
      "Nothing of it counts yet. Call {member} at a number you knew before, have the six words on its screen read to you, and type what you hear.",
    "heard.words": "The six words, as you heard them",
    take: "Take it in",
    "take.title":
      "{count, plural, =0 {Take in this file of {member}?} one {Take in # letter of {member}?} other {Take in # letters of {member}?}}",
    "take.node":
      "What these letters say is done in the name of {member}, as if a seat of it had acted. It cannot be taken back.",
    "take.kit":
      "From then on this reply, to its last byte, counts as said by {member}. It cannot be taken back.",
    taken:
      "{fresh, plural, =0 {Nothing new came of it} one {One new letter of {member} is taken} other {# new letters of {member} are taken}}; everything up to letter {taken} is here.",
    write: "Write a file for a node",
    "write.basis": "It holds all that the node has not acknowledged, and only that node can read it.",
    "write.none": "No node is paired. An administrator pairs one at Other nodes.",
    "write.waiting": "{waiting, plural, =0 {no letter waits} one {one letter waits} other {# letters wait}}",
    "write.do": "Write the file for {member}",
    written:
      "{letters, plural, =0 {Written, without a letter: it says what was taken here.} one {Written, with one letter.} other {Written, with # letters.}} {left, plural, =0 {} one {One more waits until these are acknowledged.} other {# more wait until these are acknowledged.}}",
    kit: "Make a kit",
    "kit.basis":
      "One page for a member without a node: it opens from a stick in any browser, and answers with a file.",
    "kit.none": "This node leads no case that you can read, so there is nothing to make a kit of.",
    "kit.nobody": "Nobody was approached in this case yet. Approach a member and deliver first.",
    "kit.case": "Case",
    "kit.member": "For",
    "kit.renewed": "The kit there was is lost, or answered twice: end it, and begin another",
    "kit.renewed.said": "The kit there was ends: nothing of it is taken any more.",
    "kit.do": "Make the kit",
    "kit.title": "Make the kit of {member}?",
    "kit.consequence":
      "Whoever holds this page can read what {member} was given, and write an answer. An answer counts only after you typed the words that are read to you. Keep the page as you keep what is in it.",
    "kit.made": "The kit of {member} is saved. Bring it there yourself, or by somebody you trust.",
  },
  {
    fr: {
      title: "Par clé",
      lead: "Ce qu’aucun réseau n’apporte : les fichiers d’un autre nœud ou d’un kit se prennent ici, et les fichiers pour d’autres s’y écrivent.",
      reading: "Lecture sur le nœud",
      import: "Prendre un fichier",
      "import.basis":
        "Vous voyez ce qu’il ferait avant que quoi que ce soit soit fait. Le même fichier deux fois ne change rien.",
      "import.file": "Un fichier d’un autre nœud, ou la réponse d’un kit",
      "import.looking": "Examen du fichier",
      plan: "Lettres de ce fichier",
      "plan.node": "Écrit par le nœud de {member}, sous les clés confirmées ici.",
      "plan.kit":
        "Une réponse du kit de {member} dans le dossier {case}. Quiconque tient ce kit peut en écrire une.",
      "plan.count":
        "{fresh, plural, =0 {Il n’apporte rien de nouveau.} one {Il apporte # lettre nouvelle.} other {Il apporte # lettres nouvelles.}} {known, plural, =0 {} one {Une avait déjà été prise.} other {# avaient déjà été prises.}}",
      "plan.acknowledges": "Il dit que vos lettres jusqu’au numéro {number} y sont arrivées.",
      "plan.unread": "se lit dans son dossier une fois prise",
      "col.number": "Lettre",
      "col.does": "Ce qui est fait",
      "does.taken": "prise, si son dossier le permet",
      "does.nothing": "rien : elle avait été prise",
      "heard.lead":
        "Rien n’en compte encore. Appelez {member} à un numéro connu d’avance, faites-vous lire les six mots de son écran, et saisissez ce que vous entendez.",
      "heard.words": "Les six mots, tels que vous les avez entendus",
      take: "Le prendre",
      "take.title":
        "{count, plural, =0 {Prendre ce fichier de {member} ?} one {Prendre # lettre de {member} ?} other {Prendre # lettres de {member} ?}}",
      "take.node":
        "Ce que disent ces lettres est fait au nom de {member}, comme si l’un de ses sièges avait agi. C’est sans retour.",
      "take.kit":
        "Dès lors cette réponse, jusqu’à son dernier octet, compte comme dite par {member}. C’est sans retour.",
      taken:
        "{fresh, plural, =0 {Rien de nouveau n’en est venu} one {Une lettre nouvelle de {member} est prise} other {# lettres nouvelles de {member} sont prises}} ; tout est là jusqu’à la lettre {taken}.",
      write: "Écrire un fichier pour un nœud",
      "write.basis":
        "Il contient tout ce dont le nœud n’a pas accusé réception, et ce nœud seul peut le lire.",
      "write.none": "Aucun nœud n’est apparié. Un administrateur en apparie un sous Autres nœuds.",
      "write.waiting":
        "{waiting, plural, =0 {aucune lettre n’attend} one {une lettre attend} other {# lettres attendent}}",
      "write.do": "Écrire le fichier pour {member}",
      written:
        "{letters, plural, =0 {Écrit, sans lettre : il dit ce qui a été pris ici.} one {Écrit, avec une lettre.} other {Écrit, avec # lettres.}} {left, plural, =0 {} one {Une autre attend que celles-ci soient accusées.} other {# autres attendent que celles-ci soient accusées.}}",
      kit: "Faire un kit",
      "kit.basis":
        "Une page pour un membre sans nœud : elle s’ouvre depuis une clé dans tout navigateur, et répond par un fichier.",
      "kit.none":
        "Ce nœud ne mène aucun dossier que vous puissiez lire ; il n’y a donc rien dont faire un kit.",
      "kit.nobody":
        "Personne n’a encore été approché dans ce dossier. Faites d’abord une démarche et remettez-la.",
      "kit.case": "Dossier",
      "kit.member": "Pour",
      "kit.renewed": "Le kit est perdu, ou a répondu deux fois : y mettre fin, et en commencer un autre",
      "kit.renewed.said": "Le kit existant prend fin : on n’en prend plus rien.",
      "kit.do": "Faire le kit",
      "kit.title": "Faire le kit de {member} ?",
      "kit.consequence":
        "Quiconque tient cette page peut lire ce que {member} a reçu, et écrire une réponse. Une réponse ne compte qu’après que vous avez saisi les mots qui vous sont lus. Gardez la page comme ce qu’elle contient.",
      "kit.made": "Le kit de {member} est enregistré. Portez-le vous-même, ou par quelqu’un de confiance.",
    },
  },
);
