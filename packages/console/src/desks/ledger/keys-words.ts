// Texts of the keys a node signs with.
import { defineWords } from "../../words/locale.tsx";

export const keysWords = defineWords(
  {
    title: "Keys of this node",
    basis:
      "Public halves only. Read the words aloud to whoever pins a key, and have them read back what they see.",
    reading: "Reading the keys",
    none: "This node has signed nothing yet, so it has no key to show. Its first release makes one.",
    caption: "Keys that readers pin",
    "col.use": "Use",
    "col.key": "Key, and its words to read aloud",
    "col.since": "In use since",
    "col.until": "Replaced or revoked",
    use: "{use, select, issuer {Documents of {member}} other {Copies of {member}, by its release authority}}",
    generation: "generation {generation}",
    state: "{state, select, revoked {revoked} replaced {replaced} other {in use}}",
    first: "its first signature",
    still: "in use",
    ledger: "This node’s ledger",
    witness: "As a witness of other ledgers",
    "ledger.how":
      "A reader pins the whole line. The eight signs after the name are the key’s own id: read those aloud.",
  },
  {
    fr: {
      title: "Clés de ce nœud",
      basis:
        "Les moitiés publiques seulement. Lisez les mots à voix haute à qui épingle une clé, et faites-vous relire ce qu’il voit.",
      reading: "Lecture des clés",
      none: "Ce nœud n’a encore rien signé et n’a donc aucune clé à montrer. Sa première communication en crée une.",
      caption: "Clés que les lecteurs épinglent",
      "col.use": "Usage",
      "col.key": "Clé, et ses mots à lire à voix haute",
      "col.since": "En usage depuis",
      "col.until": "Remplacée ou révoquée",
      use: "{use, select, issuer {Documents de {member}} other {Copies de {member}, par son autorité de communication}}",
      generation: "génération {generation}",
      state: "{state, select, revoked {révoquée} replaced {remplacée} other {en usage}}",
      first: "sa première signature",
      still: "en usage",
      ledger: "Le registre de ce nœud",
      witness: "Comme témoin d’autres registres",
      "ledger.how":
        "Le lecteur épingle la ligne entière. Les huit signes après le nom sont l’identifiant de la clé : lisez-les à voix haute.",
    },
  },
);
