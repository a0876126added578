// One page of a list. Pages are cut from what the caller may see, so neither their length nor their end says anything of
// the rest.
import { Type } from "typebox";
import { ServerError } from "../errors.ts";

/** Which part of a list is asked for. */
export interface Paging {
  /** How many at most, 1 to 200. */
  readonly limit: number;
  /** Behind what the last page ended with; null: from the beginning. */
  readonly after: string | null;
}

const DEFAULT_LIMIT = 50;
const HIGHEST_LIMIT = 200;

export const PageQuery = Type.Object(
  {
    limit: Type.Optional(
      Type.String({ maxLength: 4, description: "how many at most, 1 to 200; 50 unless said" }),
    ),
    cursor: Type.Optional(Type.String({ maxLength: 2000, description: "the last page's next" })),
  },
  { additionalProperties: false },
);

/** @throws ServerError REQUEST_INVALID for what is no number from 1 to 200. */
export function readLimit(text: string | undefined): number {
  if (text === undefined) return DEFAULT_LIMIT;
  const limit = /^[1-9][0-9]{0,2}$/.test(text) ? Number(text) : 0;
  if (limit < 1 || limit > HIGHEST_LIMIT)
    throw new ServerError("REQUEST_INVALID", `limit is a number from 1 to ${HIGHEST_LIMIT}.`);
  return limit;
}

/** The page of a list in a lasting order, whose items each have a name of their own in it. */
export function cutPage<T>(
  all: readonly T[],
  { limit, after, nameOf }: Paging & { readonly nameOf: (item: T) => string },
): { readonly items: readonly T[]; readonly after: string | null } {
  const start = after === null ? 0 : all.findIndex((item) => nameOf(item) === after) + 1;
  // What the last page ended with is not there for this caller any more: the list is over, and can be begun again.
  if (after !== null && start === 0) return { items: [], after: null };
  const items = all.slice(start, start + limit);
  const last = items.at(-1);
  return { items, after: last === undefined || start + limit >= all.length ? null : nameOf(last) };
}
