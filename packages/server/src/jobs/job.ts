// The words of background work.
import type { Act } from "../access/index.ts";
import type { Transactor } from "../storage/index.ts";

/** What is wanted: a kind and ids, never content. */
export type JobWish =
  | { readonly kind: "rendering"; readonly cut: string; readonly format: "pdf" | "docx" }
  | { readonly kind: "delivery"; readonly document: string };

export interface Jobs {
  /** Puts a job into the transaction of the change that wants it; resolves to its id. Rolled back, there is no job. */
  readonly want: (tx: Transactor, act: Act, wish: JobWish) => Promise<string>;
}
