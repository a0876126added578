// How a scheme's file says in which words labels speak of it. Every word named must be one the policy has, so that a label
// can never bring in a word that marks cannot carry.
import { InputError, readArray, readObject, readString, readStrings, readWord } from "../encoding/index.ts";
import type { JsonValue } from "../encoding/index.ts";
import type { LabelTag, Policy, PolicyIdentifier } from "./marking.ts";
import { isCode } from "./text-pieces.ts";

type Words = Pick<Policy, "levels" | "caveats">;

const PARTS: readonly LabelTag["part"][] = ["caveats", "oneOf", "notes", "releasableTo"];
const KINDS = { caveats: "restrictive", oneOf: "permissive", notes: "informative" } as const;

/**
 * Left out: `classifications`, `tags`, `context`, the `uri` of a tag, the `values` of a tag and their `levels`.
 * @throws InputError POLICY_INVALID, SHAPE_INVALID.
 */
export function readIdentifier(value: JsonValue, path: string, words: Words): PolicyIdentifier | null {
  if (value === null) return null;
  const object = readObject(value, path, ["name", "uri"], ["classifications", "tags", "context"]);
  const classifications = readArray(object["classifications"] ?? [], `${path}.classifications`).map(
    (item, index) => {
      const at = `${path}.classifications[${index}]`;
      const one = readObject(item, at, ["level", "value"]);
      return {
        level: readLevel(one["level"], `${at}.level`, words),
        value: readText(one["value"], `${at}.value`),
      };
    },
  );
  requireDistinct(
    classifications.map(({ level }) => level),
    `${path}.classifications`,
  );
  requireDistinct(
    classifications.map((one) => one.value),
    `${path}.classifications`,
  );
  const tags = readArray(object["tags"] ?? [], `${path}.tags`).map((item, index) =>
    readTag(item, `${path}.tags[${index}]`, words),
  );
  requireDistinct(
    tags.map(({ name, part }) => `${name}, ${part === "releasableTo" ? "oneOf" : part}`),
    `${path}.tags`,
  );
  return {
    name: readText(object["name"], `${path}.name`),
    uri: readText(object["uri"], `${path}.uri`),
    classifications,
    tags,
    context: readContext(object["context"] ?? null, `${path}.context`, tags),
  };
}

function readTag(value: JsonValue, path: string, words: Words): LabelTag {
  const object = readObject(value, path, ["name", "part"], ["uri", "values"]);
  const part = readWord(object["part"], `${path}.part`, PARTS);
  const values = object["values"] ?? null;
  const tag = {
    name: readText(object["name"], `${path}.name`),
    uri: (object["uri"] ?? null) === null ? null : readText(object["uri"], `${path}.uri`),
    part,
  };
  if (values === null) return { ...tag, values };
  const known = readArray(values, `${path}.values`).map((item, index) => {
    const at = `${path}.values[${index}]`;
    const one = readObject(item, at, ["value", "word"], ["levels"]);
    const word = readString(one["word"], `${at}.word`);
    if (part === "releasableTo" ? !isCode(word) : !hasWord(word, KINDS[part], words))
      refuse(`${at}.word`, `names "${word}", which is none of the policy's words of this part`);
    const levels = one["levels"] ?? null;
    return {
      value: readText(one["value"], `${at}.value`),
      word,
      levels:
        levels === null
          ? null
          : readArray(levels, `${at}.levels`).map((level, place) =>
              readLevel(level, `${at}.levels[${place}]`, words),
            ),
    };
  });
  requireDistinct(
    known.map((one) => one.value),
    `${path}.values`,
  );
  requireDistinct(
    known.map(({ word }) => word),
    `${path}.values`,
  );
  return { ...tag, values: known };
}

function readContext(value: JsonValue, path: string, tags: readonly LabelTag[]): PolicyIdentifier["context"] {
  if (value === null) return null;
  const object = readObject(value, path, ["name", "unlisted", "listed"]);
  const name = readText(object["name"], `${path}.name`);
  if (tags.some((tag) => tag.name === name && (tag.part === "oneOf" || tag.part === "releasableTo")))
    refuse(`${path}.name`, `is "${name}", which is one of the tags`);
  const [unlisted, listed] = (["unlisted", "listed"] as const).map((member) => {
    const values = readStrings(object[member], `${path}.${member}`);
    if (values.length === 0) refuse(`${path}.${member}`, "must hold a value");
    requireDistinct(values, `${path}.${member}`);
    return values;
  });
  return { name, unlisted: unlisted ?? [], listed: listed ?? [] };
}

function hasWord(word: string, kind: Policy["caveats"][number]["kind"], { caveats }: Words): boolean {
  return caveats.some((caveat) => caveat.name === word && caveat.kind === kind);
}

function readLevel(value: JsonValue | undefined, path: string, { levels }: Words): string {
  const name = readString(value, path);
  return levels.some((level) => level.name === name)
    ? name
    : refuse(path, `names "${name}", which is no level of the policy`);
}

function readText(value: JsonValue | undefined, path: string): string {
  const text = readString(value, path);
  return text === "" || text !== text.trim() ? refuse(path, "must be text without space around it") : text;
}

function requireDistinct(items: readonly string[], path: string): void {
  const repeated = items.find((item, index) => items.indexOf(item) !== index);
  if (repeated !== undefined) refuse(path, `repeats "${repeated}"`);
}

function refuse(path: string, what: string): never {
  throw new InputError("POLICY_INVALID", `${path} ${what}`);
}
