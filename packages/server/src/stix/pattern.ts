// STIX patterns (STIX 2.1 section 9) as a tree, and the one way we write a tree. What is read writes back to a pattern that
// reads the same. A pattern is evidence: it is never run, so a regular expression in it stays a text.
import { InputError } from "@entente/core/encoding";
import { patternParser } from "./pattern-parser.ts";
import { readTokens } from "./pattern-tokens.ts";
import type { Comparison, Constant, ObjectPath, Observation, Qualifier } from "./pattern-tree.ts";

/** The longest pattern that is read, in UTF-16 units. */
const PATTERN_LENGTH = 65_536;

/**
 * Reads a pattern. `version` is that of the STIX it stands in: 2.0 writes the times of START and STOP as strings.
 * @throws InputError PATTERN_SYNTAX with the position, STIX_LIMIT.
 */
export function parsePattern(text: string, version: "2.0" | "2.1"): Observation {
  if (text.length > PATTERN_LENGTH)
    throw new InputError("STIX_LIMIT", `A pattern has at most ${PATTERN_LENGTH} characters`);
  return patternParser.read(readTokens(text), { text, version });
}

/** The pattern of a tree: brackets only where they are needed, one space between words. */
export function printPattern(pattern: Observation): string {
  return printObservation(pattern, 0);
}

const OBSERVATION_RANK = { "followed-by": 1, or: 2, and: 3 } as const;
const OBSERVATION_WORD = { "followed-by": " FOLLOWEDBY ", or: " OR ", and: " AND " } as const;

function printObservation(one: Observation, outer: number): string {
  switch (one.kind) {
    case "observation":
      return `[${printComparison(one.test, 0)}]`;
    case "qualified":
      return `${printObservation(one.of, 4)} ${printQualifier(one.by)}`;
    default: {
      const rank = OBSERVATION_RANK[one.kind];
      const text = one.parts.map((part) => printObservation(part, rank + 1)).join(OBSERVATION_WORD[one.kind]);
      return rank < outer ? `(${text})` : text;
    }
  }
}

function printQualifier(by: Qualifier): string {
  if (by.kind === "repeats") return `REPEATS ${by.times} TIMES`;
  if (by.kind === "within") return `WITHIN ${by.seconds} SECONDS`;
  return `START t'${by.start}' STOP t'${by.stop}'`;
}

function printComparison(one: Comparison, outer: number): string {
  if (one.kind === "exists") return `${one.negated ? "NOT " : ""}EXISTS ${printPath(one.path)}`;
  if (one.kind === "test") {
    const values = one.values.map(printConstant).join(", ");
    const not = one.negated ? " NOT" : "";
    return `${printPath(one.path)}${not} ${one.operator} ${one.operator === "IN" ? `(${values})` : values}`;
  }
  const rank = one.kind === "or" ? 1 : 2;
  const text = one.parts
    .map((part) => printComparison(part, rank + 1))
    .join(one.kind === "or" ? " OR " : " AND ");
  return rank < outer ? `(${text})` : text;
}

function printPath({ type, steps }: ObjectPath): string {
  return steps
    .map((step, index) => {
      if (step.kind === "any") return "[*]";
      if (step.kind === "item") return `[${step.index}]`;
      const name = /^[A-Za-z_][A-Za-z0-9_]*$/.test(step.name) ? step.name : quote(step.name);
      return `${index === 0 ? ":" : "."}${name}`;
    })
    .reduce((path, step) => path + step, type);
}

function printConstant(constant: Constant): string {
  switch (constant.kind) {
    case "text":
      return quote(constant.value);
    case "hex":
      return `h'${constant.value}'`;
    case "binary":
      return `b'${constant.value}'`;
    case "time":
      return `t'${constant.value}'`;
    case "float":
    case "integer":
    case "boolean":
      return String(constant.value);
  }
}

function quote(text: string): string {
  return `'${text.replace(/['\\]/g, "\\$&")}'`;
}
