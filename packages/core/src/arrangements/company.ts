// What a member may be told of how many others would act: one of a fixed row of ranges, whatever it asks and however often.
// Invariants: a range never holds fewer numbers than the rule's width, nor fewer that are possible in this community; which
// ranges there are depends on the rule and the size of the community alone, so that two answers of one day give no more than
// one; and whoever computes the number leaves the asking member's own pledge out, so that nothing it does moves it.
import { InputError } from "../encoding/index.ts";
import type { CompanyRule } from "./arrangements.ts";

export interface CompanyRange {
  readonly from: number;
  readonly to: number;
}

/**
 * The range `others` falls into where at most `most` others could act; null where the rule shows nothing, or the community is
 * too small for two ranges to differ.
 * @throws InputError SHAPE_INVALID unless both are whole numbers and `others` is at most `most`.
 */
export function findCompany(
  rule: CompanyRule,
  { others, most }: { readonly others: number; readonly most: number },
): CompanyRange | null {
  if (!Number.isSafeInteger(most) || !Number.isSafeInteger(others) || others < 0 || others > most)
    throw new InputError("SHAPE_INVALID", `${others} of ${most} others is no count of members`);
  if (rule.show === "nothing") return null;
  const ranges = listCompanyRanges(rule, most);
  return ranges.length < 2 ? null : (ranges.find(({ to }) => others <= to) ?? null);
}

/** Every range there is, rising: below `least` one, then one for each `width` numbers, the last with what is left over. */
export function listCompanyRanges({ width, least }: CompanyRule, most: number): readonly CompanyRange[] {
  const ranges: CompanyRange[] = [];
  let from = 0;
  while (from <= most) {
    const wide = from === 0 ? Math.max(width, least) : width;
    // What is left over is no range of its own when it could hold fewer numbers than the rule lets show.
    const to = most - (from + wide) + 1 < width ? most : from + wide - 1;
    ranges.push({ from, to });
    from = to + 1;
  }
  return ranges;
}

/** `between 10 and 14 others`, `fewer than 5 others`, `at least 45 others`. */
export function sayCompany({ from, to }: CompanyRange, most: number): string {
  if (from === 0) return `fewer than ${to + 1} others`;
  return to === most ? `at least ${from} others` : `between ${from} and ${to} others`;
}
