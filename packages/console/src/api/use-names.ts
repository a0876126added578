// How members and groups of a case are called, in the reader's language. Asked once for the whole console.
import { useMemo } from "react";
import { useLanguage } from "../words/locale.tsx";
import { nameIn } from "../words/names.ts";
import { node } from "./ask-node.ts";
import { useRead } from "./use-read.ts";

interface Named {
  readonly id: string;
  readonly name: string;
}

export interface Names {
  /** `name("DEU")` is `Germany`; what is not known is called by its id. */
  readonly name: (id: string) => string;
  readonly nameAll: (ids: readonly string[]) => readonly string[];
  readonly members: readonly (Named & { readonly kind: string })[];
  readonly groups: readonly (Named & { readonly members: readonly string[] })[];
}

export function useNames(slug: string): Names {
  const { locale } = useLanguage();
  const { answer } = useRead([slug, "community", "offices"], (signal) =>
    node.GET("/api/cases/{case}/community", { params: { path: { case: slug } }, signal }),
  );
  const known = "value" in answer ? answer.value : null;
  return useMemo(() => {
    const members = (known?.members ?? []).map((one) => ({ ...one, name: nameIn(locale, one) }));
    const groups = known?.groups ?? [];
    // A group and a member may share a code: the member is meant.
    const names = new Map([...groups, ...members].map(({ id, name }) => [id, name]));
    const name = (id: string): string => names.get(id) ?? id;
    return { name, nameAll: (ids) => ids.map(name), members, groups };
  }, [known, locale]);
}
