// What we add to STIX (STIX 2.1 section 7.3), defined once and the same for everybody: the signed cut itself, and a
// confidentiality label in XML. Consumers that do not know them may pass them over.
import type { JsonObject } from "@entente/core/encoding";
import { STIX_CUT } from "@entente/core/pages";
import { TIMELESS } from "./objects.ts";

/** A property of a marking-definition: the same marking as a STANAG 4774 label. */
export const LABEL_EXTENSION = "extension-definition--5b571c43-604d-44e4-941b-7992e4942c59";
const MAKER = "identity--f3ea125e-5394-45fb-a9df-dbe8d7777e0b";

const made = { spec_version: "2.1", created: TIMELESS, modified: TIMELESS } as const;

export const maker: JsonObject = {
  type: "identity",
  id: MAKER,
  ...made,
  name: "Entente",
  description: "The makers of the format, who define its extensions. They have no part in what is exchanged.",
  identity_class: "organization",
};

export const cutExtension: JsonObject = {
  type: "extension-definition",
  id: STIX_CUT,
  ...made,
  created_by_ref: MAKER,
  name: "Verifiable cut",
  description:
    "Carries the signed file of which the objects beside it are a rendering, so that a reader can check it without the sender.",
  schema:
    'A note has one property "cut", a string: the whole text of a file of format entente-cut/2, the final newline included. Written to a file as UTF-8, it is checked by the command entente-verify.',
  version: "1.0.0",
  extension_types: ["property-extension"],
};

export const labelExtension: JsonObject = {
  type: "extension-definition",
  id: LABEL_EXTENSION,
  ...made,
  created_by_ref: MAKER,
  name: "Confidentiality label",
  description: "Says a marking as a confidentiality label, for gateways that decide by labels.",
  schema:
    'A marking-definition has one property "label", a string: an XML document whose root is originatorConfidentialityLabel of the namespace urn:nato:stanag:4774:confidentialitymetadatalabel:1:0.',
  version: "1.0.0",
  extension_types: ["property-extension"],
};
