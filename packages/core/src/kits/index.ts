// kits: one page by which a member without a node reads what was brought to it and answers. Glossary: kit (the page, with a
// key that signs replies), reply (a bundle the page saves), words (of a reply, read aloud before anything of it counts).
export { digestReply, isReplySpelled, REPLY_WORDS, spellReply } from "./reply-words.ts";
export { openKit, writeKit } from "./kit-file.ts";
export type { Kit, OpenedKit } from "./kit-file.ts";
export {
  checkKitPage,
  checkKitSignatures,
  isKitPage,
  KIT_PARTS,
  readEmbedded,
  sealKitPage,
  writeKitPage,
} from "./kit-page.ts";
export type { KitParts } from "./kit-page.ts";
export { FORM_IDS } from "./answer-form.ts";
export { sealPledge, writeLetters, writeReply } from "./reply.ts";
export type { SaidPledge, Saying } from "./reply.ts";
