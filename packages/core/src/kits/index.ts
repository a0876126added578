// kits: one page by which a member without a node reads what was brought to it and answers. Glossary: kit (the page, with a
// key that signs replies), reply (a bundle the page saves), words (of a reply, read aloud before anything of it counts).
export { digestReply, isReplySpelled, REPLY_WORDS, spellReply } from "./reply-words.ts";
