// Texts of the ledger.
import { defineWords } from "../../words/locale.tsx";

export const ledgerWords = defineWords(
  {
    title: "Ledger",
    lead: "Everything that was committed to stands here in its order: that, and when, not what or to whom. Nothing can be taken out or put in between without every later checkpoint giving it away.",
    reading: "Reading the latest checkpoint",
    checkpoint: "Latest checkpoint",
    origin: "Ledger",
    size: "{count, plural, one {# leaf} other {# leaves}}",
    root: "Root of the tree",
    signatures: "Signed by",
    "signature.log": "the ledger itself",
    "signature.witness": "a witness",
    "signature.count":
      "{own, plural, one {One line is} other {# lines are}} of the ledger’s own name, {others, plural, =0 {and none of a witness: nobody else has cosigned it yet.} one {and one of a witness.} other {and # of witnesses.}}",
    note: "The checkpoint as it is signed",
    prove: "Prove a leaf in this browser",
    "prove.lead":
      "The node gives the bytes; this browser works out the path to the root and checks the ledger’s signature itself.",
    leaf: "Leaf, counted from 0",
    key: "The ledger’s key, as your copy or its operator gave it",
    "key.hint":
      "Every cut names it, under “Checked in this browser”. Compare it by telephone before you trust it.",
    check: "Prove it",
    checking: "Proving the leaf",
    holds: "Leaf {index} is in the ledger of {size, plural, one {# leaf} other {# leaves}}.",
    committed: "Committed",
    commitment: "Its commitment",
    "holds.means":
      "The ledger signed a tree in which this leaf stands at this place. What was committed is shown to whoever holds it: its file carries the opening.",
    unchecked: "Lines whose keys are not known here, so nothing was checked of them: {names}.",
    broken: "This is not proven.",
    "leaf.none": "The ledger has no leaf of that number: it has {size}.",
    witnesses: "Check the signatures in this browser",
    "witnesses.lead":
      "A witness signs a state of the ledger only when it follows from the one it signed before. Take the keys of witnesses from those who run them, not from this node.",
    "witnesses.keys": "Keys of witnesses, one on each line",
    "witnesses.check": "Check the signatures",
    "witnesses.checking": "Checking the signatures",
    "witnesses.hold":
      "The ledger signed this state of {size, plural, one {# leaf} other {# leaves}}, {count, plural, =0 {and no witness whose key is given here did.} one {and one witness did:} other {and # witnesses did:}}",
    "witnesses.missing": "Not signed by: {names}.",
    tiles: "To follow the ledger yourself",
    "tiles.how":
      "Its files are those of tlog-tiles: anyone may fetch {checkpoint} and the tiles beside it, keep them, and compare later ones.",
  },
  {
    fr: {
      title: "Registre",
      lead: "Tout ce qui a été engagé figure ici dans son ordre : le fait et l’heure, ni le contenu ni le destinataire. Rien ne peut être retiré ni intercalé sans que chaque point de contrôle ultérieur le trahisse.",
      reading: "Lecture du dernier point de contrôle",
      checkpoint: "Dernier point de contrôle",
      origin: "Registre",
      size: "{count, plural, one {# feuille} other {# feuilles}}",
      root: "Racine de l’arbre",
      signatures: "Signé par",
      "signature.log": "le registre lui-même",
      "signature.witness": "un témoin",
      "signature.count":
        "{own, plural, one {Une ligne est} other {# lignes sont}} au nom du registre lui-même, {others, plural, =0 {et aucune d’un témoin : nul autre ne l’a encore cosigné.} one {et une d’un témoin.} other {et # de témoins.}}",
      note: "Le point de contrôle tel qu’il est signé",
      prove: "Prouver une feuille dans ce navigateur",
      "prove.lead":
        "Le nœud fournit les octets ; ce navigateur calcule le chemin jusqu’à la racine et vérifie lui-même la signature du registre.",
      leaf: "Feuille, comptée depuis 0",
      key: "La clé du registre, telle que votre copie ou son exploitant l’a donnée",
      "key.hint":
        "Chaque copie la nomme, sous « Vérifiée dans ce navigateur ». Comparez-la par téléphone avant de vous y fier.",
      check: "La prouver",
      checking: "Preuve de la feuille",
      holds: "La feuille {index} est dans le registre de {size, plural, one {# feuille} other {# feuilles}}.",
      committed: "Engagée",
      commitment: "Son engagement",
      "holds.means":
        "Le registre a signé un arbre où cette feuille se trouve à cette place. Ce qui a été engagé se montre à qui le détient : son fichier en porte l’ouverture.",
      unchecked: "Lignes dont les clés ne sont pas connues ici ; rien n’en a été vérifié : {names}.",
      broken: "Ce n’est pas prouvé.",
      "leaf.none": "Le registre n’a pas de feuille de ce numéro : il en a {size}.",
      witnesses: "Vérifier les signatures dans ce navigateur",
      "witnesses.lead":
        "Un témoin ne signe un état du registre que s’il découle de celui qu’il a signé auparavant. Demandez les clés des témoins à ceux qui les tiennent, non à ce nœud.",
      "witnesses.keys": "Clés des témoins, une par ligne",
      "witnesses.check": "Vérifier les signatures",
      "witnesses.checking": "Vérification des signatures",
      "witnesses.hold":
        "Le registre a signé cet état de {size, plural, one {# feuille} other {# feuilles}}, {count, plural, =0 {et aucun témoin dont la clé est donnée ici ne l’a fait.} one {et un témoin l’a fait :} other {et # témoins l’ont fait :}}",
      "witnesses.missing": "Non signé par : {names}.",
      tiles: "Pour suivre le registre vous-même",
      "tiles.how":
        "Ses fichiers sont ceux de tlog-tiles : chacun peut chercher {checkpoint} et les tuiles à côté, les garder et comparer les suivantes.",
    },
  },
);
