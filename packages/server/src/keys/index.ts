// keys: private keys of a node, by purpose.
export { openKeystore } from "./keystore.ts";
export type { Keystore } from "./keystore.ts";
