// letters: what nodes write to each other, the same over a network and on a stick. Glossary: letter (one statement), stream
// (letters from one node to another, numbered), bundle (letters that travel together), card (what nodes know each other by).
export { digestLetter, letterKinds, readLetter, writeLetter } from "./letter.ts";
export type { Enclosure, Letter, LetterKind, Party } from "./letter.ts";
export { readContent } from "./content.ts";
export type { Content, ContentOf, StatedInstant, StatedVocabulary } from "./content.ts";
export { writeSealing } from "./sealing.ts";
export { LONGEST_BUNDLE, readBundle, readSender, writeBundle } from "./bundle.ts";
export type { Acknowledgement, Bundle, KnownSender } from "./bundle.ts";
export { readAcknowledgement, sortLetters } from "./stream.ts";
export type { Incoming, Link, Outgoing, Sorted } from "./stream.ts";
export { fingerprintPeer, nameNode, readPeerCard, writePeerCard } from "./peer-card.ts";
export type { PeerCard } from "./peer-card.ts";
export { changeKeys, verifyKeyChange } from "./key-change.ts";
export type { KeyChange } from "./key-change.ts";
