// peers: other nodes that this one is paired with, and letters from and to them. Glossary: card, fingerprint, paired (a person
// on each side has confirmed the other), outbox and inbox (letters that wait), trouble (what went wrong, in one sentence).
export { openOwnKeys, openOwnNode } from "./own-node.ts";
export type { OwnNode } from "./own-node.ts";
export {
  listForeignCases,
  pledgeToLead,
  readForeignCut,
  readForeignRelease,
  sayLetter,
  sayToLead,
  showForeignCase,
} from "./foreign.ts";
export type { ForeignCase, Saying, Speaking } from "./foreign.ts";
export { examinePeers } from "./doctor.ts";
export type { PeerHealth } from "./doctor.ts";
export { addPeer, endPeer, findMember, pairPeer, spellOwn } from "./pairing.ts";
export { hearReply, openKit } from "./kits.ts";
export { lookAtBundle, receiveBundle } from "./receiving.ts";
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
export { renewKeys } from "./key-letters.ts";
export {
  findAnywhere,
  listAllEmbargoes,
  readEarlierClock,
  readEmbargo,
  readOwnShare,
  requireDue,
} from "./embargo-letters.ts";
export { insertEmbargo, insertGiven, insertLetGo, listShares, updateEmbargo } from "./store-embargoes.ts";
export type { EmbargoRow } from "./store-embargoes.ts";
export { insertTrouble } from "./store-troubles.ts";
export { setPeerTls } from "./peer-tls.ts";
