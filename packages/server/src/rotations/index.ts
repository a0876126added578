// rotations: new keys and revoked ones, as the ledger has them. Glossary: generation (the keys of a member for one purpose,
// from the first on), statement (signed by the keys it is about, committed as a leaf), in use, replaced, revoked.
export {
  listAuthorityKeys,
  openAuthority,
  openAuthorityNamed,
  openIssuer,
  openPageSigners,
  revokeKeys,
  rotateKeys,
} from "./rotations.ts";
export type { KeyOwner } from "./rotations.ts";
export { listKeys } from "./key-list.ts";
export type { ListedKey } from "./key-list.ts";
export { drillKeys } from "./drill.ts";
export type { Drill } from "./drill.ts";
export { prepareMaterial } from "./material.ts";
export { listStatements } from "./store.ts";
export type { StatementRow } from "./store.ts";
