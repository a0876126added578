// How members and groups of a case are called. Asked once for the whole console.
import { useCallback } from "react";
import { node } from "./ask-node.ts";
import { useRead } from "./use-read.ts";

interface Named {
  readonly id: string;
  readonly name: string;
}

/** `name("DEU")` is `Germany`; what is not known is called by its id. */
export function useNames(slug: string): {
  readonly name: (id: string) => string;
  readonly members: readonly (Named & { readonly kind: string })[];
  readonly groups: readonly (Named & { readonly members: readonly string[] })[];
} {
  const { answer } = useRead([slug, "community", "offices"], (signal) =>
    node.GET("/api/cases/{case}/community", { params: { path: { case: slug } }, signal }),
  );
  const known = "value" in answer ? answer.value : null;
  const name = useCallback(
    (id: string) =>
      known?.members.find((one) => one.id === id)?.name ??
      known?.groups.find((one) => one.id === id)?.name ??
      id,
    [known],
  );
  return { name, members: known?.members ?? [], groups: known?.groups ?? [] };
}
