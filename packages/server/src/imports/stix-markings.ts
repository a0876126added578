// Names of STIX marking-definitions, for people to read. The fixed objects of TLP 1 (STIX 2.1, section 7.2.1.4) and TLP 2.0 (the
// OASIS common object repository) are known by their ids alone, since bundles seldom carry them.
import { canonicalize } from "@entente/core/encoding";
import type { JsonObject } from "@entente/core/encoding";

const FIXED: Readonly<Record<string, string>> = {
  "613f2e26-407d-48c7-9eca-b8e91df99dc9": "TLP:WHITE (TLP 1)",
  "34098fce-860f-48ae-8e50-ebd3cc5e41da": "TLP:GREEN (TLP 1)",
  "f88d31f6-486f-44da-b317-01333bde0b82": "TLP:AMBER (TLP 1)",
  "5e57c739-391a-4eb3-b6be-7d15ca92d5ed": "TLP:RED (TLP 1)",
  "94868c89-83c2-464b-929b-a1a8aa3c8487": "TLP:CLEAR",
  "bab4a63c-aed9-4cf5-a766-dfca5abac2bb": "TLP:GREEN",
  "55d920b0-5e8b-4f79-9ee9-91f868d9b421": "TLP:AMBER",
  "939a9414-2ddd-4d32-a0cd-375ea402b003": "TLP:AMBER+STRICT",
  "e828b379-4e03-4974-9ac4-e53a884c97c1": "TLP:RED",
};

/** What a marking says: a fixed TLP object by name, a statement in its words, anything else by id and content. */
export function describeMarking(id: string, definition: JsonObject | null): string {
  const fixed = FIXED[id.replace(/^marking-definition--/, "")];
  if (fixed !== undefined) return fixed;
  if (definition === null) return `${id}, which is not in the file: ask its sender what it says`;
  const { definition: content, name } = definition;
  const statement =
    typeof content === "object" && content !== null && "statement" in content ? content["statement"] : null;
  if (typeof statement === "string") return `"${statement}"`;
  return typeof name === "string" ? `"${name}" (${id})` : canonicalize(definition);
}
