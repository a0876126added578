// exchange: what leaves a node towards others. So far as files in a folder; the wires come later.
export { requireEmptyFolder, writeFolder } from "./folder.ts";
