// The script inside every kit. It checks the page as that of a cut does: all that the kit carries is verified, the page is
// written again from it and compared with what stands in the browser, and with what the lead's node signed. Only then can a
// person answer; and what is answered leaves the page as one file, encrypted to the lead's node.
// Invariant: nothing is sent anywhere, nothing is kept, and no answer can be written in a page that was not found whole.
import { Encrypter } from "age-encryption";
import { encodeBase64url, InputError, readInstant } from "@entente/core/encoding";
import type { Authority } from "@entente/core/arrangements";
import { portablePrimitives as primitives } from "@entente/core/keys";
import {
  checkKitSignatures,
  FORM_IDS,
  KIT_PARTS,
  openKit,
  readEmbedded,
  sealPledge,
  spellReply,
  writeKitPage,
  writeLetters,
  writeReply,
} from "@entente/core/kits";
import type { OpenedKit, SaidPledge, Saying } from "@entente/core/kits";
import type { Letter } from "@entente/core/letters";
import { NOTICE } from "@entente/core/pages";
import { parsePledge, printPledge } from "@entente/core/pledges";
import { findDifference, parseInert } from "./compare-pages.ts";

const SIGNATURES = /^ entente-kit-signature ([\w-]{86}) ([\w-]{4412}) $/;
const WORDS = {
  en: {
    whole: "This kit is whole: everything in it was verified in this browser, without a network.",
    broken: "Do not rely on this page: its check failed.",
    nothing: "There is nothing to save yet: say where you stand, ask, or pledge.",
    reads: "This reads:",
    remove: "Take back",
  },
  fr: {
    whole: "Ce dossier est entier : tout ce qu’il contient a été vérifié dans ce navigateur, sans réseau.",
    broken: "Ne vous fiez pas à cette page : sa vérification a échoué.",
    nothing: "Il n’y a encore rien à enregistrer : prenez position, demandez, ou engagez-vous.",
    reads: "Cela se lit :",
    remove: "Retirer",
  },
};
type Language = keyof typeof WORDS;

let language: Language = "en";
const say = (): (typeof WORDS)[Language] => WORDS[language];
/** Said again when the language changes. */
let repeat = (): void => undefined;

function find(id: string): HTMLElement {
  const element = document.getElementById(id);
  if (element === null) throw new Error(`the page has no element ${id}`);
  return element;
}

const findText = (id: string): HTMLTextAreaElement => find(id) as HTMLTextAreaElement;

/** @throws Error for whatever is not as it should be. */
function check(): OpenedKit {
  const text = (id: string): string => document.getElementById(id)?.textContent ?? "";
  const parts = { kit: readEmbedded(text(KIT_PARTS.kit)), script: text(KIT_PARTS.script) };
  const opened = openKit(parts.kit, primitives);
  const page = writeKitPage(parts, primitives);
  const last = document.lastChild;
  const [, ed25519 = "", mlDsa = ""] = SIGNATURES.exec(last instanceof Comment ? last.data : "") ?? [];
  checkKitSignatures(opened, { page, ed25519, mlDsa }, primitives);
  const difference = findDifference(parseInert(`${page}<!-- -->\n`), document);
  if (difference !== null)
    throw new Error(`This page shows something else than its kit says, ${difference}.`);
  return opened;
}

function show(state: "passed" | "failed", detail: string | null): void {
  const notice = find(NOTICE.id);
  notice.dataset["state"] = state;
  const verdict = notice.querySelector(`.${NOTICE.verdict}`);
  const tell = (): void => {
    if (verdict !== null) verdict.textContent = state === "passed" ? say().whole : say().broken;
  };
  repeat = tell;
  tell();
  if (detail === null) return;
  const item = document.createElement("li");
  item.className = "broken";
  item.textContent = detail;
  notice.querySelector(`.${NOTICE.steps}`)?.replaceChildren(item);
  notice.querySelector("details")?.setAttribute("open", "");
}

function speak(next: Language): void {
  language = next;
  document.documentElement.lang = next;
  repeat();
}

/** What a person wants to say, as far as it was not said in an earlier file. */
class Answer {
  readonly #opened: OpenedKit;
  readonly #questions: string[] = [];
  #letters: readonly Letter[] = [];
  #asked = 0;
  #position = "";
  #pledge = "";

  constructor(opened: OpenedKit) {
    this.#opened = opened;
  }

  start(): void {
    const form = find(FORM_IDS.form);
    form.hidden = false;
    form.addEventListener("submit", (submitted) => {
      submitted.preventDefault();
      void this.#save();
    });
    find(FORM_IDS.addQuestion).addEventListener("click", () => {
      this.#addQuestion();
    });
    find(FORM_IDS.pledge).addEventListener("input", () => {
      this.#readPledge();
    });
  }

  #addQuestion(): void {
    const field = findText(FORM_IDS.question);
    const text = field.value.trim();
    if (text === "") return;
    field.value = "";
    field.focus();
    this.#questions.push(text);
    this.#listQuestions();
  }

  #listQuestions(): void {
    find(FORM_IDS.questions).replaceChildren(
      ...this.#questions.map((text, index) => {
        const item = document.createElement("li");
        item.append(`${text} `);
        // What a file holds stays said.
        if (index >= this.#asked) {
          const remove = document.createElement("button");
          remove.type = "button";
          remove.textContent = say().remove;
          remove.addEventListener("click", () => {
            this.#questions.splice(index, 1);
            this.#listQuestions();
          });
          item.append(remove);
        }
        return item;
      }),
    );
  }

  #readPledge(): void {
    const { value } = findText(FORM_IDS.pledge);
    const said = find(FORM_IDS.pledgeSays);
    said.textContent = "";
    if (value.trim() === "") return;
    try {
      const { vocabulary } = this.#opened.kit;
      said.textContent = `${say().reads} ${printPledge(parsePledge(value, vocabulary), vocabulary.kinds)}`;
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      said.textContent = describe(error);
    }
  }

  async #save(): Promise<void> {
    const problem = find(FORM_IDS.problem);
    problem.textContent = "";
    this.#addQuestion();
    try {
      const position = JSON.stringify(readPosition());
      const said = readPledge();
      const pledge = JSON.stringify([said, isSealing()]);
      const isNew = said !== null && pledge !== this.#pledge;
      const salt = crypto.getRandomValues(new Uint8Array(32));
      const seals = isNew && isSealing();
      const saying: Saying = {
        position: position === this.#position ? null : readPosition(),
        questions: this.#questions.slice(this.#asked),
        pledge: seals ? await seal(this.#opened, said, salt) : isNew ? said : null,
        opened: this.#letters.length > 0 ? [] : this.#opened.approach.cuts.map(({ document: name }) => name),
      };
      if (saying.position === null && saying.pledge === null && saying.questions.length === 0) {
        problem.textContent = say().nothing;
        return;
      }
      const at = readInstant(new Date().toISOString());
      const letters = writeLetters(this.#opened, { before: this.#letters, saying, at }, primitives);
      const reply = writeReply(this.#opened, letters, primitives);
      const age = new Encrypter();
      age.addRecipient(this.#opened.lead.card.recipient);
      hand(await age.encrypt(reply), nameFile(this.#opened, letters.length));
      this.#letters = letters;
      this.#asked = this.#questions.length;
      this.#position = position;
      this.#pledge = pledge;
      this.#listQuestions();
      find(FORM_IDS.words).textContent = spellReply(reply, primitives);
      if (seals) {
        find(FORM_IDS.salt).textContent = encodeBase64url(salt);
        find(FORM_IDS.kept).hidden = false;
      }
      find(FORM_IDS.saved).hidden = false;
    } catch (error) {
      problem.textContent = error instanceof Error ? describe(error) : say().broken;
    }
  }
}

/** An error as a person reads it, with line and column where it has them. */
function describe(error: Error): string {
  const place = error instanceof InputError ? error.position : null;
  return place === null ? error.message : `${place.line}:${place.column} ${error.message}`;
}

function checked(name: string): string {
  return document.querySelector<HTMLInputElement>(`input[name="${name}"]:checked`)?.value ?? "";
}

function readPosition(): Saying["position"] {
  const position = checked("position");
  const statement = findText(FORM_IDS.statement).value.trim();
  return position === "" ? null : { position, statement };
}

function readPledge(): SaidPledge | null {
  const text = findText(FORM_IDS.pledge).value.trim();
  return text === "" ? null : { text, authority: checked("authority") as Authority };
}

/** Whether the pledge is to be sealed; no box to tick stands where the lead takes no sealed ones. */
function isSealing(): boolean {
  const box = document.getElementById(FORM_IDS.seal);
  return box instanceof HTMLInputElement && box.checked;
}

async function seal(
  opened: OpenedKit,
  said: SaidPledge,
  salt: Uint8Array,
): Promise<{ readonly sealed: string }> {
  const { resolver } = opened.approach;
  if (resolver === null) throw new Error(say().broken);
  const age = new Encrypter();
  age.addRecipient(resolver);
  return { sealed: encodeBase64url(await age.encrypt(sealPledge(opened, said, salt))) };
}

/** Replies of one page have names of their own: none stands over another on the stick. */
function nameFile({ own, received }: OpenedKit, letters: number): string {
  const chance = encodeBase64url(crypto.getRandomValues(new Uint8Array(6))).replaceAll(/[^A-Za-z0-9]/g, "0");
  return `reply-${own.party.member}-${received.number}-${letters}-${chance}.bundle`;
}

function hand(bytes: Uint8Array, name: string): void {
  const address = URL.createObjectURL(
    new Blob([Uint8Array.from(bytes)], { type: "application/octet-stream" }),
  );
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => {
    URL.revokeObjectURL(address);
  }, 60_000);
}

function start(): void {
  try {
    const opened = check();
    if (navigator.language.startsWith("fr")) speak("fr");
    show("passed", null);
    new Answer(opened).start();
  } catch (error) {
    show("failed", error instanceof Error ? error.message : "The check ended unexpectedly");
  }
  find("say-en").addEventListener("click", () => {
    speak("en");
  });
  find("say-fr").addEventListener("click", () => {
    speak("fr");
  });
}

document.addEventListener("DOMContentLoaded", () => {
  // What the page shows is painted first.
  setTimeout(start, 0);
});
