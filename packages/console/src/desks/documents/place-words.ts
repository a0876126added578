// What places of a document are called in sentences.
import { parseMarkedText } from "@entente/core/documents";
import { printMark } from "@entente/core/markings";
import type { CompiledCommunity } from "@entente/core/markings";
import { useCallback } from "react";
import { useWords } from "../../words/locale.tsx";
import { documentWords } from "./documents-words.ts";
import { namePortion } from "./read-draft.ts";
import type { PlaceName } from "./read-draft.ts";

export interface NamedPlace extends PlaceName {
  /** As in a portion mark. */
  readonly mark: string;
}

/** The portions of a text by their ids. */
export function namePlaces(source: string, community: CompiledCommunity): ReadonlyMap<string, NamedPlace> {
  const { policies } = community.community;
  const { document } = parseMarkedText(source, policies);
  return new Map(
    [...document.portions, ...document.footnotes].map((portion) => [
      portion.id,
      {
        ...namePortion(portion),
        mark: portion.marking === null ? "" : printMark(portion.marking, document.policy, policies),
      },
    ]),
  );
}

export function usePlaceWords(): (place: PlaceName | undefined, id: string) => string {
  const say = useWords(documentWords);
  return useCallback(
    (place, id) =>
      place === undefined
        ? id
        : say(`place.${place.kind}`, { number: place.number, words: place.words === "" ? id : place.words }),
    [say],
  );
}
