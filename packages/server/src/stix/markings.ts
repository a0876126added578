// The marking of a cut as marking-definitions: the terms of its banner (TLP 2.0 by its fixed objects, others as statements),
// each as a STANAG 4774 label too where a label can say it, and how this copy is to be handled. All of them apply together.
import { InputError } from "@entente/core/encoding";
import type { JsonObject } from "@entente/core/encoding";
import { parseBanner, writeLabel, writeMarkingDefinitions } from "@entente/core/markings";
import type { Marking, Policy } from "@entente/core/markings";
import { writeLabelDocument } from "../labels/index.ts";
import { LABEL_EXTENSION } from "./extensions.ts";
import { makeObject, TIMELESS } from "./objects.ts";

/** The definitions, in the order in which objects refer to them. */
export function defineMarkings(
  { banner, handling }: { readonly banner: string; readonly handling: string },
  policies: readonly Policy[],
): readonly JsonObject[] {
  const marking = attempt(() => parseBanner(banner, policies));
  const said = marking === null ? null : attempt(() => writeMarkingDefinitions(marking, policies));
  return [
    // A banner that nobody here can read is still said as it stands.
    ...(said ?? [stateInWords(banner)]),
    ...(marking === null ? [] : marking.terms.flatMap((term) => label({ terms: [term] }, policies))),
    stateInWords(handling),
  ];
}

function stateInWords(statement: string): JsonObject {
  return makeObject("marking-definition", {
    created: TIMELESS,
    definition_type: "statement",
    definition: { statement },
  });
}

/** None where a label has no words for the term; its statement says it all the same. */
function label(marking: Marking, policies: readonly Policy[]): readonly JsonObject[] {
  const xml = attempt(() =>
    writeLabelDocument({
      label: writeLabel(marking, policies, { originator: null, created: null }),
      alternatives: [],
      references: [],
    }),
  );
  if (xml === null) return [];
  const extension = { extension_type: "property-extension", label: xml };
  return [
    makeObject("marking-definition", {
      created: TIMELESS,
      name: "Confidentiality label",
      extensions: { [LABEL_EXTENSION]: extension },
    }),
  ];
}

function attempt<Result>(action: () => Result): Result | null {
  try {
    return action();
  } catch (error) {
    if (error instanceof InputError) return null;
    throw error;
  }
}
