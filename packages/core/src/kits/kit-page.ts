// The page of a kit: what is asked in three sentences, the cuts, and the answer, in two languages. It is written from what the
// kit carries and from nothing else, and ends in the signatures of the lead's node over every byte before; so whoever reads it
// writes it again and compares.
import {
  decodeBase64url,
  encodeBase64,
  encodeBase64url,
  InputError,
  utf8,
  VerificationError,
} from "../encoding/index.ts";
import { fingerprintPeer } from "../letters/index.ts";
import { publicKeyBytes, SPOKEN_WORDS, spellWords } from "../keys/index.ts";
import type { IssuerSigner, Primitives } from "../keys/index.ts";
import { describeCopy, NOTICE, NOTICE_STYLE } from "../pages/index.ts";
import { escapeHtml, PAGE_POLICY, writeBody, writeStyle } from "../printing/index.ts";
import type { BannerBand } from "../printing/index.ts";
import { writeAnswerForm } from "./answer-form.ts";
import { openKit } from "./kit-file.ts";
import type { OpenedKit } from "./kit-file.ts";
import { KIT_STYLE } from "./kit-style.ts";
import { both, sayInstant, writeSaid } from "./kit-words.ts";

/** Ids of the elements that carry what a kit's page is written from. */
export const KIT_PARTS = { kit: "entente-kit", script: "entente-kit-script" } as const;
const OPEN_KIT = `<script type="application/json" id="${KIT_PARTS.kit}">`;
const OPEN_SCRIPT = `<script id="${KIT_PARTS.script}">`;
const CLOSE = "</script>";
const TAIL = /\n<!-- entente-kit-signature ([\w-]{86}) ([\w-]{4412}) -->\n$/;
const TAIL_LENGTH = 4600;

/** What a page is written from: the text of `writeKit`, and the script that checks it and writes replies. */
export interface KitParts {
  readonly kit: string;
  readonly script: string;
}

/**
 * The page with its signatures, for the lead's node to hand over.
 * @throws everything `openKit` throws; VerificationError KEY_UNTRUSTED unless the signer is the kit's lead.
 */
export function sealKitPage(parts: KitParts, signer: IssuerSigner, primitives: Primitives): string {
  const page = writeKitPage(parts, primitives);
  const message = messageOf(page, primitives);
  const signed = `${page}<!-- entente-kit-signature ${encodeBase64url(signer.ed25519.sign(message))} ${encodeBase64url(signer.mlDsa.sign(message))} -->\n`;
  checkKitPage(signed, primitives);
  return signed;
}

/**
 * Checks a kit from its first byte to its last.
 * @throws InputError KIT_INVALID and as `openKit`; VerificationError RENDERING_MISMATCH, SIGNATURE_INVALID.
 */
export function checkKitPage(text: string, primitives: Primitives): OpenedKit {
  const parts = readParts(text);
  const page = writeKitPage(parts, primitives);
  const [tail = "", ed25519 = "", mlDsa = ""] = TAIL.exec(text.slice(-TAIL_LENGTH)) ?? [];
  if (tail === "" || `${page}${tail.slice(1)}` !== text)
    throw new VerificationError(
      "RENDERING_MISMATCH",
      "This kit shows something else than it carries: ask the lead's desk for it again",
    );
  const opened = openKit(parts.kit, primitives);
  checkKitSignatures(opened, { page, ed25519, mlDsa }, primitives);
  return opened;
}

/** @throws VerificationError SIGNATURE_INVALID; InputError BASE64_INVALID. */
export function checkKitSignatures(
  { lead }: OpenedKit,
  { page, ed25519, mlDsa }: { readonly page: string; readonly ed25519: string; readonly mlDsa: string },
  primitives: Primitives,
): void {
  const message = messageOf(page, primitives);
  const { keys } = lead.card;
  if (
    primitives.verifyEd25519(publicKeyBytes(keys.ed25519), message, decodeBase64url(ed25519)) &&
    primitives.verifyMlDsa("ML-DSA-65", publicKeyBytes(keys.mlDsa), message, decodeBase64url(mlDsa))
  )
    return;
  throw new VerificationError(
    "SIGNATURE_INVALID",
    "This kit was changed after the lead's node signed it: ask the lead's desk for it again",
  );
}

function messageOf(page: string, primitives: Primitives): Uint8Array {
  return utf8(`entente-kit-page/1 ${encodeBase64url(primitives.sha256(utf8(page)))}\n`);
}

function readParts(text: string): KitParts {
  const cut = (open: string): string => {
    const at = text.indexOf(open);
    const end = text.indexOf(CLOSE, at);
    if (at < 0 || end < 0)
      throw new InputError("KIT_INVALID", "This is not the page of a kit. Ask the lead's desk for it again");
    return text.slice(at + open.length, end);
  };
  return { kit: readEmbedded(cut(OPEN_KIT)), script: cut(OPEN_SCRIPT) };
}

/** Whether a page says of itself that it is a kit; whether it is one says `checkKitPage`. */
export function isKitPage(text: string): boolean {
  return text.includes(OPEN_KIT);
}

/** What a kit carries as it was before it was put into its element. */
export function readEmbedded(text: string): string {
  return text.replace(/\\\\|\\u003c/g, (escape) => (escape === "\\u003c" ? "<" : escape));
}

/** The page without its signatures. The same parts give the same bytes. @throws everything `openKit` throws. */
export function writeKitPage({ kit: text, script }: KitParts, primitives: Primitives): string {
  if (/<\/script|<!--/i.test(script))
    throw new VerificationError("RENDERING_MISMATCH", "The script of this kit holds what no script may hold");
  const opened = openKit(text, primitives);
  const { kit, approach, cuts, lead, own } = opened;
  const copies = cuts.map((cut) => describeCopy(cut, kit.names));
  const bands = collectBands(copies.map(({ document }) => document.bands));
  const banner = bands
    .map((band, index) => `<p class="level-${index}">${escapeHtml(band.text)}</p>`)
    .join("");
  const isDrill = approach.exercise || copies.some(({ document }) => document.exercise);
  const drill = isDrill ? `<p class="exercise-line">EXERCISE EXERCISE EXERCISE</p>` : "";
  const handling = [...new Set(copies.map(({ document }) => document.handling))].map(escapeHtml).join(" ");
  const style = `${writeStyle(bands)}${NOTICE_STYLE}${KIT_STYLE}`;
  const names = { lead: nameOf(lead.party.member, kit.names), own: nameOf(own.party.member, kit.names) };
  const articles = copies.map(
    (
      { document },
      index,
    ) => `<article class="copy" aria-label="${escapeHtml(approach.cuts[index]?.title ?? "")}">
${setApart(writeBody(document, { pictures: new Map(), primitives, places: null }), index)}
</article>`,
  );
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${writePolicy({ style, script }, primitives)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${isDrill ? "EXERCISE: " : ""}${escapeHtml(approach.title)}</title>
<style>${style}</style>
${OPEN_SCRIPT}${script}${CLOSE}
</head>
<body${isDrill ? ` class="exercise"` : ""}>
${OPEN_KIT}${text.replaceAll("<", "\\u003c")}${CLOSE}
<header class="band">${banner}${drill}<p class="handling">${handling}</p></header>
<main><div class="sheet">
<p class="languages"><button type="button" id="say-en" lang="en">English</button> <button type="button" id="say-fr" lang="fr">Français</button></p>
${writeNotice(opened, names, primitives)}<h1>${escapeHtml(approach.title)}</h1>
<section class="ask" aria-labelledby="ask-title">
<h2 id="ask-title">${both("What is asked of you", "Ce qui vous est demandé")}</h2>
<p id="what">${both(
    `${names.lead} brings you ${cuts.length === 1 ? "one document" : `${cuts.length} documents`} on this case.`,
    `${names.lead} vous apporte ${cuts.length === 1 ? "un document" : `${cuts.length} documents`} sur cette affaire.`,
  )}</p>
<p id="asked">${both("It asks:", "La demande :")} <q>${escapeHtml(approach.ask)}</q></p>
<p id="by-when">${both(
    `Answer by ${sayInstant(approach.answerBy)}.`,
    `Répondez au plus tard le ${sayInstant(approach.answerBy)}.`,
  )}</p>
</section>
${writeSaid(opened)}${articles.join("\n")}
${writeAnswerForm(opened, names)}</div></main>
<footer class="band"><p class="imprint">${handling}</p>${drill}${banner}</footer>
</body>
</html>
`;
}

function collectBands(lists: readonly (readonly BannerBand[])[]): readonly BannerBand[] {
  const all = new Map<string, BannerBand>();
  for (const band of lists.flat()) if (!all.has(band.text)) all.set(band.text, band);
  return [...all.values()];
}

/** A text is escaped, so these stand in attributes alone: each copy has anchors of its own. */
function setApart(body: string, index: number): string {
  return body
    .replaceAll(' id="', ` id="copy-${index}-`)
    .replaceAll(' href="#', ` href="#copy-${index}-`)
    .replaceAll(' aria-labelledby="', ` aria-labelledby="copy-${index}-`);
}

const nameOf = (id: string, names: Readonly<Record<string, string>>): string =>
  Object.hasOwn(names, id) && names[id] !== id ? `${names[id] ?? ""} (${id})` : id;

function writeNotice({ lead }: OpenedKit, names: { readonly lead: string }, primitives: Primitives): string {
  // Of the card and its keys: the name others call a node by is only claimed in it once keys were changed.
  const spoken = spellWords(fingerprintPeer(lead.card, primitives), SPOKEN_WORDS)
    .split(" ")
    .map((word) => `<li>${escapeHtml(word)}</li>`)
    .join("");
  return `<section class="check" id="${NOTICE.id}" data-state="unchecked" aria-label="Check of this page">
<p class="${NOTICE.verdict}" role="status">${both("Not checked yet. This page checks itself, and takes an answer, where scripts may run.", "Pas encore vérifié. Cette page se vérifie elle-même, et prend une réponse, si les scripts sont permis.")}</p>
<details><summary>${both("Who made it? Compare twelve words", "Qui l’a faite ? Comparez douze mots")}</summary>
<ol class="${NOTICE.steps}"></ol>
<p>${both(
    `A page that checks itself shows that it is whole, and not who made it. Ask ${names.lead}, in a call you place yourself, to read the words of its node, and compare:`,
    `Une page qui se vérifie elle-même montre qu’elle est entière, et non qui l’a faite. Demandez à ${names.lead}, par un appel que vous passez vous-même, de lire les mots de son nœud, et comparez :`,
  )}</p>
<ol class="spoken">${spoken}</ol>
</details>
</section>
`;
}

/** Nothing is fetched, and nothing is run or styled but what stands in the page by its digest. */
function writePolicy(
  { style, script }: { readonly style: string; readonly script: string },
  primitives: Primitives,
): string {
  const digest = (text: string): string => `'sha256-${encodeBase64(primitives.sha256(utf8(text)))}'`;
  return [
    "default-src 'none'",
    `style-src ${digest(style)}`,
    `script-src ${digest(script)}`,
    ...["connect-src 'none'", "base-uri 'none'", "form-action 'none'", "require-trusted-types-for 'script'"],
    `trusted-types ${PAGE_POLICY}`,
  ].join("; ");
}
