// What every part of a plan's page is given.
import type { Names } from "../../api/use-names.ts";
import type { CaseFacts } from "../../shell/desk-props.ts";
import type { Plan } from "./checks.ts";

/** What every part of the page is given. */
export interface PlanParts {
  readonly facts: CaseFacts;
  readonly document: string;
  readonly plan: Plan;
  readonly names: Names;
  /** What a place is called in a sentence: `paragraph 7`, `part 2 of paragraph 7`. */
  readonly callPlace: (place: string) => string;
}
