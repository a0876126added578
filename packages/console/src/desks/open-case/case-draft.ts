// A case while it is written down: the least that a case file and a community file need, and how they are called in between.
import { builtInPolicies } from "@entente/core/markings";

export interface CaseDraft {
  readonly title: string;
  readonly summary: string;
  /** Local day of the act, `2026-03-04`. */
  readonly date: string;
  readonly place: string;
  /** Who is said to have done it; empty: nobody yet. */
  readonly attributedTo: string;
}

export interface DraftMember {
  readonly id: string;
  readonly name: string;
  /** A level of the scheme, by its name. */
  readonly upTo: string;
}

/** Schemes a community can use as they are; one of them says for itself how lists roll up, and needs a file. */
export const schemes = builtInPolicies.filter(({ alwaysListed }) => alwaysListed.length === 0);

const LONGEST_SLUG = 60;

/** What a case is called in addresses and commands: `bridge-at-strelsau-2026`. */
export function nameCase({ title, date }: Pick<CaseDraft, "title" | "date">): string {
  const plain = title
    .normalize("NFKD")
    .replaceAll(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-+|-+$/g, "")
    .slice(0, LONGEST_SLUG);
  const year = date.slice(0, 4);
  return [plain, plain.endsWith(year) ? "" : year].filter((part) => part !== "").join("-");
}

/** A `coalition-case/1` file. @param host the member whose case it is, in whose state the act was done. */
export function writeFacts(
  draft: CaseDraft,
  { id, host }: { readonly id: string; readonly host: string },
): string {
  const { title, summary, date, place, attributedTo } = draft;
  const incident = {
    ...{ date, place: place.trim(), host_state: host },
    ...{ attributed_to: attributedTo.trim() === "" ? null : attributedTo.trim(), summary: summary.trim() },
  };
  return JSON.stringify({ schema: "coalition-case/1", id, title: title.trim(), incident, measures: [] });
}

/** An `entente-community/1` file of these members under one scheme. @param asOf the day it holds for. */
export function writeCommunity(
  members: readonly DraftMember[],
  { scheme, name, asOf }: { readonly scheme: string; readonly name: string; readonly asOf: string },
): string {
  const level = schemes.find(({ id }) => id === scheme)?.publicLevel ?? null;
  const held = (upTo: string) => ({ [scheme]: { upTo, caveats: [] } });
  const open = {
    ...{ id: "PUBLIC", name: "The public", kind: "public" },
    clearances: level === null ? {} : held(level),
  };
  return JSON.stringify({
    ...{ format: "entente-community/1", name, exercise: false, asOf, policies: [scheme] },
    members: [
      ...members.map(({ id, name: called, upTo }) => ({
        ...{ id, name: called, kind: "state", clearances: held(upTo) },
      })),
      open,
    ],
    groups: [],
  });
}
