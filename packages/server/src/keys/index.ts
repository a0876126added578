// keys: private keys of a node, by purpose, member and generation, behind one interface: plain files for exercises, files
// sealed under a passphrase or a token for real nodes.
export { setUpLead, setUpNode, setUpPeering } from "./first-keys.ts";
export { openExerciseKeystore, openRealKeystore, openSealedKeystore } from "./keystore.ts";
export type { GenerationSigner, Keystore, RotatedPurpose } from "./keystore.ts";
export { askPassphrase, Passphrase, readPassphraseFile } from "./passphrase.ts";
export { decryptAsResolver, recipientOf } from "./resolver.ts";
export { openBytes, sealBytes } from "./sealing.ts";
