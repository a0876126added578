// peers: other nodes that this one is paired with, and letters from and to them. Glossary: card, fingerprint, paired (a person
// on each side has confirmed the other), outbox and inbox (letters that wait), trouble (what went wrong, in one sentence).
export { openOwnNode } from "./own-node.ts";
export type { OwnNode } from "./own-node.ts";
export { listForeignCases, pledgeToLead, readForeignCut, sayToLead, showForeignCase } from "./foreign.ts";
export type { ForeignCase, Saying, Speaking } from "./foreign.ts";
export { examinePeers } from "./doctor.ts";
export type { PeerHealth } from "./doctor.ts";
export { addPeer, endPeer, findMember, pairPeer } from "./pairing.ts";
export { hearReply, openKit } from "./kits.ts";
export { receiveBundle } from "./receiving.ts";
export type { LetterServices } from "./contract.ts";
export type { Received } from "./receiving.ts";
export { tellPeer } from "./telling.ts";
export { composeBundle, makeBundle } from "./writing.ts";
export { startPeers, syncPeer } from "./sending.ts";
export type { PeerTimer } from "./sending.ts";
export { spellNode, usualPace } from "./rules.ts";
export type { PeerPace } from "./rules.ts";
export { listPeers, lockPeer } from "./store.ts";
export type { PeerRow } from "./store.ts";
