// exchange: what leaves a node towards others. So far as files in a folder; the wires come later.
export { claimFolder, writeFolder } from "./folder.ts";
