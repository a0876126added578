// What the inbox asks the node for, by the names its parts use.
import type { paths } from "../../../../../formats/api.d.ts";
import { node } from "../../api/ask-node.ts";
import { useRead } from "../../api/use-read.ts";
import type { CaseFacts } from "../../shell/desk-props.ts";

type Of<Path extends keyof paths> = paths[Path] extends {
  readonly get: { readonly responses: { 200: { content: { "application/json": infer T } } } };
}
  ? T
  : never;

export type OwnBoard = Of<"/api/cases/{case}/own">;
export type Approach = Of<"/api/cases/{case}/approaches/{member}">;
export type Question = Approach["questions"][number];
export type ListedCut = Of<"/api/cases/{case}/cuts">["cuts"][number];
export type Notice = Of<"/api/cases/{case}/notices">["notices"][number];

export const useOwnBoard = (slug: string) =>
  useRead([slug, "own"], (signal) =>
    node.GET("/api/cases/{case}/own", { params: { path: { case: slug } }, signal }),
  );

/** The node says `not found` where nothing was brought to the member. */
export const useOwnApproach = (slug: string) =>
  useRead([slug, "approach", "own"], (signal) =>
    node.GET("/api/cases/{case}/approaches/{member}", {
      params: { path: { case: slug, member: "own" } },
      signal,
    }),
  );

export const useOwnCuts = (slug: string) =>
  useRead([slug, "cuts"], (signal) =>
    node.GET("/api/cases/{case}/cuts", { params: { path: { case: slug } }, signal }),
  );

export const useNotices = (slug: string) =>
  useRead([slug, "notices"], (signal) =>
    node.GET("/api/cases/{case}/notices", { params: { path: { case: slug } }, signal }),
  );

/** The clock of a question that would be asked now. */
export const useQuestionClock = (slug: string) =>
  useRead([slug, "questions"], (signal) =>
    node.GET("/api/cases/{case}/questions", { params: { path: { case: slug } }, signal }),
  );

export interface Given {
  readonly facts: CaseFacts;
  readonly own: OwnBoard;
  readonly approach: Approach;
}
