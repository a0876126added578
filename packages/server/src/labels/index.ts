// labels: markings in XML from elsewhere. STANAG 4774 labels, their STANAG 4778 bindings, and policy files (SPIF).
export { displayLabel } from "./label-display.ts";
export { isLabelElement, readLabelDocument, writeLabelDocument } from "./label-xml.ts";
export type { DataReference, LabelDocument } from "./label-xml.ts";
export { isSpifElement, readSpif } from "./spif.ts";
export type { Spif } from "./spif.ts";
export { importSpif } from "./spif-policy.ts";
export type { ImportedPolicy } from "./spif-policy.ts";
export { readXml, XML_BYTES } from "./xml.ts";
