// The coalition file, `entente-coalition/1` (formats/coalition.schema.json), read strictly: what names something unknown is
// refused with its path, so that a slip of the pen never opens anything.
import { canonicalize, InputError, readAnyObject, readArray } from "../encoding/index.ts";
import { readCount, readObject, readString, readWord } from "../encoding/index.ts";
import type { JsonValue } from "../encoding/index.ts";
import { readKinds } from "../kinds/index.ts";
import type { Community } from "../markings/index.ts";
import { authorities, closedArrangements } from "./arrangements.ts";
import type { Arrangements, Capacity, CompanyRule, LegalStep, OfficeHours } from "./arrangements.ts";
import { readTZeroRules } from "./t-zero-rules.ts";

const FORMAT = "entente-coalition/1";
const REACHES = ["node", "hosted", "mail", "print"] as const;
const LANGUAGE = /^[a-z]{2,3}(?:-[A-Z]{2})?$/;
const TIME_ZONE = /^(?:UTC|[A-Z][A-Za-z_]+(?:\/[A-Z][A-Za-z_+-]+){1,2})$/;
const TIME = /^(?:[01]\d|2[0-3]):[0-5]\d$/;

/**
 * Reads a coalition file for a community. Every part may be left out and then has its closed value.
 * @throws InputError COALITION_INVALID naming the path: another shape, a member or kind nobody knows, a kind that repeats.
 */
export function readArrangements(value: JsonValue, community: Community): Arrangements {
  try {
    return read(value, community);
  } catch (error) {
    if (!(error instanceof InputError) || error.code === "COALITION_INVALID") throw error;
    throw new InputError(
      "COALITION_INVALID",
      `${error.message}. Correct the coalition file; formats/coalition.schema.json says what it holds.`,
      null,
      { cause: error },
    );
  }
}

function read(value: JsonValue, community: Community): Arrangements {
  const file = readObject(
    value,
    "$",
    ["format"],
    ["note", "capacities", "company", "questions", "kinds", "tZero"],
  );
  readWord(file["format"], "$.format", [FORMAT]);
  if (file["note"] !== undefined) readString(file["note"], "$.note");
  const members = community.members.filter(({ kind }) => kind !== "public").map(({ id }) => id);
  const kinds = readKinds(file["kinds"] ?? [], "$.kinds");
  const kindIds = kinds.map(({ id }) => id);
  const capacities = Object.entries(readAnyObject(file["capacities"] ?? {}, "$.capacities")).map(
    ([member, capacity]) => {
      const path = `$.capacities.${member}`;
      if (!members.includes(member)) refuse(path, "is for no member of the community");
      return [member, readCapacity(capacity, path, kindIds)] as const;
    },
  );
  return {
    capacities: Object.fromEntries(capacities),
    company: readCompany(file["company"]),
    questions: readQuestions(file["questions"]),
    kinds,
    tZero: readTZeroRules(file["tZero"], "$.tZero", members),
  };
}

function readCapacity(value: JsonValue, path: string, kinds: readonly string[]): Capacity {
  const capacity = readObject(value, path, ["reach", "languages", "timeZone"], ["hours", "steps"]);
  const languages = readArray(capacity["languages"], `${path}.languages`).map((item, index) => {
    const place = `${path}.languages[${index}]`;
    const language = readString(item, place);
    if (!LANGUAGE.test(language)) refuse(place, "must be a language such as de or pt-BR");
    return language;
  });
  if (languages.length === 0) refuse(`${path}.languages`, "must name at least one language");
  requireDistinct(languages, `${path}.languages`);
  const timeZone = readString(capacity["timeZone"], `${path}.timeZone`);
  if (!TIME_ZONE.test(timeZone)) refuse(`${path}.timeZone`, "must be a time zone such as Europe/Berlin");
  const steps = Object.entries(readAnyObject(capacity["steps"] ?? {}, `${path}.steps`)).map(
    ([kind, list]) => {
      const place = `${path}.steps.${kind}`;
      readWord(kind, place, kinds);
      return [
        kind,
        readArray(list, place).map((item, index) => readStep(item, `${place}[${index}]`)),
      ] as const;
    },
  );
  return {
    reach: readWord(capacity["reach"], `${path}.reach`, REACHES),
    languages,
    timeZone,
    hours: readHours(capacity["hours"], `${path}.hours`),
    steps: Object.fromEntries(steps),
  };
}

function readStep(value: JsonValue, path: string): LegalStep {
  const step = readObject(value, path, ["step", "by", "leadDays"]);
  return {
    step: readText(step["step"], `${path}.step`),
    by: readWord(step["by"], `${path}.by`, authorities),
    leadDays: readAtMost(step["leadDays"], `${path}.leadDays`, 0, 3650),
  };
}

function readHours(value: JsonValue | undefined, path: string): OfficeHours | null {
  if (value === undefined) return null;
  const hours = readObject(value, path, ["from", "to", "days"]);
  const from = readTime(hours["from"], `${path}.from`);
  const to = readTime(hours["to"], `${path}.to`);
  if (to <= from) refuse(`${path}.to`, `must be later than ${from}`);
  const days = readArray(hours["days"], `${path}.days`).map((item, index) =>
    readAtMost(item, `${path}.days[${index}]`, 1, 7),
  );
  if (days.length === 0) refuse(`${path}.days`, "must name at least one day, from 1 Monday to 7 Sunday");
  days.forEach((day, index) => {
    if (index > 0 && day <= (days[index - 1] ?? 0)) refuse(`${path}.days[${index}]`, "must rise");
  });
  return { from, to, days };
}

function readCompany(value: JsonValue | undefined): CompanyRule {
  if (value === undefined) return closedArrangements.company;
  const company = readObject(value, "$.company", ["show"], ["width", "least"]);
  const { width, least } = closedArrangements.company;
  return {
    show: readWord(company["show"], "$.company.show", ["nothing", "range"] as const),
    // A range of one number would be the number.
    width: readAtMost(company["width"] ?? width, "$.company.width", 2, 1000),
    least: readAtMost(company["least"] ?? least, "$.company.least", 1, 1000),
  };
}

function readQuestions(value: JsonValue | undefined): Arrangements["questions"] {
  if (value === undefined) return closedArrangements.questions;
  const questions = readObject(value, "$.questions", ["answerWithinHours"]);
  return {
    answerWithinHours: readAtMost(questions["answerWithinHours"], "$.questions.answerWithinHours", 1, 8760),
  };
}

function readText(value: JsonValue | undefined, path: string): string {
  const text = readString(value, path);
  if (text.trim() !== text || text === "") refuse(path, "must be text without spaces around it");
  return text;
}

function readTime(value: JsonValue | undefined, path: string): string {
  const text = readString(value, path);
  if (!TIME.test(text)) refuse(path, "must be a time of day such as 08:00");
  return text;
}

function readAtMost(value: JsonValue | undefined, path: string, least: number, most: number): number {
  const number = readCount(value, path, least);
  if (number > most) refuse(path, `must be at most ${most}`);
  return number;
}

function requireDistinct(items: readonly string[], path: string): void {
  items.forEach((item, index) => {
    if (items.indexOf(item) !== index) refuse(`${path}[${index}]`, `repeats ${canonicalize(item)}`);
  });
}

function refuse(path: string, what: string): never {
  throw new InputError("SHAPE_INVALID", `${path} ${what}`);
}
