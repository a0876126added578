// The MISP events that a view may read: one for each cut, rendered once and kept, since a cut never changes.
import { hash } from "node:crypto";
import { canonicalize } from "@entente/core/encoding";
import { verifyCut } from "@entente/core/releases";
import { nodePrimitives } from "@entente/verifier";
import type { View } from "../access/index.ts";
import { communityOf, namesOf } from "../cases/index.ts";
import type { CaseRow } from "../cases/index.ts";
import { readCutFiles } from "../releases/index.ts";
import { keepRecent } from "../storage/index.ts";
import type { Reader } from "../storage/index.ts";
import { renderMispEvent } from "./event.ts";
import type { RenderedEvent } from "./event.ts";

/** An event on offer to one recipient. */
export interface OfferedEvent extends RenderedEvent {
  /** Of the cut it renders. */
  readonly cutId: string;
  readonly recipient: string;
  /** `{"Event": …}`. */
  readonly text: string;
}

const rendered = keepRecent<OfferedEvent>(64 * 1024 * 1024, ({ text }) => text.length * 2);

/**
 * Of each cut for `recipient` that the view may read; of one UUID where one is named. A view that does not reach them gets
 * none, as where there are none.
 */
export async function listOffered(
  reader: Reader,
  view: View,
  { row, recipient }: { readonly row: CaseRow; readonly recipient: string },
): Promise<readonly OfferedEvent[]> {
  const names = namesOf(row);
  const { policies } = communityOf(row).community;
  const told = hash("sha256", canonicalize({ names, policies: policies.map(({ id }) => id) }), "base64url");
  const cuts = await readCutFiles(reader, view);
  return cuts
    .filter((cut) => cut.recipient === recipient)
    .map(({ id, file }) => {
      const key = `${id} ${told}`;
      const known = rendered.get(key);
      if (known !== undefined) return known;
      const cut = verifyCut({ text: file, trust: { kind: "carried" }, primitives: nodePrimitives });
      const event = renderMispEvent(cut, { names, policies });
      const offered = { ...event, cutId: id, recipient, text: canonicalize({ Event: event.content }) };
      rendered.set(key, offered);
      return offered;
    });
}
