// Finding the public facts of a case for a command: a file anywhere, or one of the built-in cases under scenarios/, with the
// community beside it where there is one.
import { InputError, parseJson, readDay } from "@entente/core/encoding";
import type { Day } from "@entente/core/encoding";
import { readCommunity } from "@entente/core/markings";
import type { Community } from "@entente/core/markings";
import { readCaseFile } from "@entente/core/measures";
import type { CaseFile } from "@entente/core/measures";
import { statSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { ServerError } from "../errors.ts";

const PROJECT = fileURLToPath(new URL("../../../../", import.meta.url));
/** A case by name is a folder of scenarios/, never a path into another one. */
const CASE_NAME = /^[A-Za-z0-9][A-Za-z0-9._-]*$/;

export interface FoundCase {
  readonly path: string;
  readonly caseFile: CaseFile;
  /** From community.json beside the file; null where there is none. */
  readonly community: Community | null;
}

/**
 * Reads a case by its path or by the name of a built-in one.
 * @throws ServerError NOT_FOUND; InputError CASE_INVALID, COMMUNITY_INVALID.
 */
export async function readCase(place: string): Promise<FoundCase> {
  const path = findCaseFile(place);
  const beside = join(dirname(path), "community.json");
  return {
    path,
    caseFile: readCaseFile(parseJson(await readFile(path, "utf8"))),
    community: isFile(beside) ? readCommunity(parseJson(await readFile(beside, "utf8"))) : null,
  };
}

/** The built-in cases by name, the latest act first. */
export async function readBuiltInCases(): Promise<readonly (FoundCase & { readonly name: string })[]> {
  const folder = join(PROJECT, "scenarios");
  const names = (await readdir(folder)).filter((name) => isFile(join(folder, name, "case.json")));
  const cases = await Promise.all(
    names.map(async (name) => ({ name, ...(await readCase(join(folder, name, "case.json"))) })),
  );
  return cases.sort((a, b) => (a.caseFile.incident.date < b.caseFile.incident.date ? 1 : -1));
}

/** @throws InputError INSTANT_INVALID saying which option is no day. */
export function readAsOf(text: string | undefined): Day | null {
  if (text === undefined) return null;
  try {
    return readDay(text);
  } catch (cause) {
    if (!(cause instanceof InputError)) throw cause;
    throw new InputError(
      cause.code,
      `--as-of ${text} is not a day. Write it as year, month and day, such as 2018-03-26.`,
      null,
      { cause },
    );
  }
}

function findCaseFile(place: string): string {
  const named = CASE_NAME.test(place)
    ? [process.cwd(), PROJECT].map((folder) => join(folder, "scenarios", place, "case.json"))
    : [];
  const found = [place, ...named].find(isFile);
  if (found !== undefined) return found;
  throw new ServerError(
    "NOT_FOUND",
    `There is no file and no scenario called ${place}. Give the path of a case.json, or a name that "entente case list" shows.`,
  );
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
}
