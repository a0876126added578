// Members by name, everywhere on the desk.
import { useMemo } from "react";
import { node } from "../../api/ask-node.ts";
import { useRead } from "../../api/use-read.ts";

export interface Names {
  /** Of its own language where the community file has one; the code while it is not known. */
  readonly call: (member: string) => string;
  readonly callAll: (members: readonly string[]) => readonly string[];
  /** Codes of every member. */
  readonly members: readonly string[];
}

export function useNames(slug: string): Names {
  const { answer } = useRead([slug, "community"], (signal) =>
    node.GET("/api/cases/{case}/community", { params: { path: { case: slug } }, signal }),
  );
  const list = "value" in answer ? answer.value.members : null;
  return useMemo(() => {
    const names = new Map((list ?? []).map(({ id, name }) => [id, name]));
    const call = (member: string) => names.get(member) ?? member;
    return { call, callAll: (members) => members.map(call), members: [...names.keys()] };
  }, [list]);
}
