// What the node says of cases that other nodes lead, by the names this desk uses.
import type { paths } from "../../../../../formats/api.d.ts";
import { node } from "../../api/ask-node.ts";
import { useRead } from "../../api/use-read.ts";

type Json<Of> = Of extends { responses: { 200: { content: { "application/json": infer Body } } } }
  ? Body
  : never;

export type ListedCase = Json<paths["/api/foreign-cases"]["get"]>["cases"][number];
export type ShownCase = Json<paths["/api/foreign-cases/{member}/{foreign}"]["get"]>;
export type ShownLetter = ShownCase["letters"][number];

export const useForeignCases = () =>
  useRead(["foreign", "list"], (signal) => node.GET("/api/foreign-cases", { signal }));

export const useForeignCase = (member: string, foreign: string) =>
  useRead(["foreign", "case", member, foreign], (signal) =>
    node.GET("/api/foreign-cases/{member}/{foreign}", { params: { path: { member, foreign } }, signal }),
  );
