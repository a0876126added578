// bundles: letters that travel as files. Glossary: stick (whatever carries a file between nodes without a network), bundle file
// (a bundle, encrypted to the node it is for), kit (one page by which a member without a node reads and answers).
export { exportBundle, importBundle, nameBundle } from "./bundles.ts";
export { listBundleFiles, readBundleFile, writeBundleFile } from "./files.ts";
export { makeKit, nameKit } from "./kit.ts";
