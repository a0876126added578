// Front matter of marked text: `key: value` lines between two lines of `---`, a closed set of keys. What is not understood is
// handed back as lines, so that the caller keeps it as unmarked text.
import { InputError, readDay } from "../encoding/index.ts";
import type { Policy } from "../markings/index.ts";
import type { ProblemList, SourceLine } from "./source-text.ts";
import { cutLine } from "./source-text.ts";

const KEYS = ["title", "originator", "policy", "case", "date", "exercise"] as const;
type Key = (typeof KEYS)[number];
const REQUIRED: readonly Key[] = ["title", "originator", "policy"];
const FENCE = "---";
const CODE = /^[A-Z][A-Z0-9]*(?:-[A-Z0-9]+)*$/;
const SLUG = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

export interface FrontMatter {
  /** The title's line from its value on; null when there is none. */
  readonly title: SourceLine | null;
  /** Empty when missing. */
  readonly originator: string;
  readonly policy: string;
  readonly caseSlug: string | null;
  readonly date: string | null;
  readonly exercise: boolean;
  /** Lines that were not understood. */
  readonly kept: readonly SourceLine[];
  /** Lines after the front matter. */
  readonly body: readonly SourceLine[];
}

/** Reads the front matter at the start of `lines`. */
export function readFrontMatter(
  lines: readonly SourceLine[],
  policies: readonly Policy[],
  problems: ProblemList,
): FrontMatter {
  const { inner, body } = findFences(lines, problems);
  const values = new Map<Key, SourceLine>();
  const kept: SourceLine[] = [];
  for (const line of inner) {
    if (line.text === "") continue;
    const [, name, space] = /^([a-zA-Z]+):( |$)/.exec(line.text) ?? [];
    const key = KEYS.find((known) => known === name);
    const value = cutLine(line, (name?.length ?? 0) + 1 + (space?.length ?? 0));
    const refused =
      name === undefined
        ? (["FRONT_MATTER_SYNTAX", "Expected a line such as `originator: GBR`"] as const)
        : key === undefined
          ? (["FRONT_MATTER_UNKNOWN", `"${name}" is none of ${KEYS.join(", ")}`] as const)
          : values.has(key)
            ? (["FRONT_MATTER_SYNTAX", `"${key}" is given twice: keep one`] as const)
            : null;
    if (refused !== null || key === undefined) {
      problems.error(line, refused?.[0] ?? "FRONT_MATTER_SYNTAX", refused?.[1] ?? "");
      kept.push(line);
      continue;
    }
    const expected = describeExpected(key, value.text, policies);
    if (expected === null) {
      values.set(key, value);
    } else {
      problems.error(value, "FRONT_MATTER_SYNTAX", `${key} must be ${expected}`);
      kept.push(line);
    }
  }
  for (const key of REQUIRED) {
    if (!values.has(key))
      problems.error(
        { line: 1, column: 1 },
        "FRONT_MATTER_MISSING",
        `The front matter must have a line "${key}: …"`,
      );
  }
  return {
    title: values.get("title") ?? null,
    originator: values.get("originator")?.text ?? "",
    policy: values.get("policy")?.text ?? "",
    caseSlug: values.get("case")?.text ?? null,
    date: values.get("date")?.text ?? null,
    exercise: values.get("exercise")?.text === "true",
    kept,
    body,
  };
}

/** The front matter as it prints; what is missing is left out. `title` is the printed value of the title line. */
export function printFrontMatter(
  values: Pick<FrontMatter, "originator" | "policy" | "caseSlug" | "date" | "exercise"> & {
    readonly title: string | null;
  },
): readonly string[] {
  const line = (key: Key, value: string | null): string[] =>
    value === null || value === "" ? [] : [`${key}: ${value}`];
  return [
    FENCE,
    ...line("title", values.title),
    ...line("originator", values.originator),
    ...line("policy", values.policy),
    ...line("case", values.caseSlug),
    ...line("date", values.date),
    ...line("exercise", values.exercise ? "true" : null),
    FENCE,
  ];
}

function findFences(
  lines: readonly SourceLine[],
  problems: ProblemList,
): { inner: readonly SourceLine[]; body: readonly SourceLine[] } {
  const first = lines.findIndex(({ text }) => text !== "");
  if (lines[first]?.text !== FENCE) return { inner: [], body: lines };
  const last = lines.findIndex(({ text }, index) => index > first && text === FENCE);
  if (last >= 0) return { inner: lines.slice(first + 1, last), body: lines.slice(last + 1) };
  problems.error(
    lines[first],
    "FRONT_MATTER_SYNTAX",
    "The front matter is not closed: write --- after its last line",
  );
  const blank = lines.findIndex(({ text }, index) => index > first && text === "");
  const end = blank < 0 ? lines.length : blank;
  return { inner: lines.slice(first + 1, end), body: lines.slice(end) };
}

/** What the value should be; null when it is. */
function describeExpected(key: Key, value: string, policies: readonly Policy[]): string | null {
  switch (key) {
    case "title":
      return value === "" ? "a mark and the title, as in (O) What happened" : null;
    case "originator":
      return CODE.test(value) ? null : "the code of a member, as in GBR";
    case "policy":
      return policies.some(({ id }) => id === value)
        ? null
        : `one of ${policies.map(({ id }) => id).join(", ")}`;
    case "case":
      return SLUG.test(value) ? null : "small letters, digits and hyphens, as in salisbury-2018";
    case "date":
      return isDay(value) ? null : "a day, as in 2018-03-14";
    case "exercise":
      return value === "true" || value === "false" ? null : "true or false";
  }
}

function isDay(text: string): boolean {
  try {
    return readDay(text) === text;
  } catch (error) {
    if (error instanceof InputError) return false;
    throw error;
  }
}
