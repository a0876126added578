// A scenario folder, read strictly: community.json, coalition.json where there is one, case.json, documents/*.md, script.json.
import { readdir, readFile } from "node:fs/promises";
import { hash } from "node:crypto";
import { basename, extname, join } from "node:path";
import {
  InputError,
  parseJson,
  readAnyObject,
  readArray,
  readInstant,
  readObject,
  readString,
  readWord,
} from "@entente/core/encoding";
import type { Instant, JsonObject } from "@entente/core/encoding";
import { readCaseFile } from "@entente/core/measures";
import type { CaseFile } from "@entente/core/measures";
import { readSeat } from "../access/index.ts";
import type { Seat } from "../access/index.ts";
import type { ReceivedFile } from "../custody/index.ts";
import { ServerError } from "../errors.ts";

export const actions = [
  "case.open",
  "document.draft",
  "document.revise",
  "release.plan",
  "release.approve",
  "release.issue",
  "approach.open",
  "approach.deliver",
  "approach.lapse",
  "approach.company",
  "cut.open",
  "question.ask",
  "question.answer",
  "question.refuse",
  "question.unseal",
  "unsealing.plan",
  "unsealing.approve",
  "unsealing.issue",
  "position.take",
  "pledge.place",
  "pledge.withdraw",
  "pledges.resolve",
  "pledges.lock",
  "t-zero.set",
  "t-zero.ready",
  "t-zero.arm",
  "t-zero.hold",
  "t-zero.resume",
  "t-zero.embargo",
  "t-zero.lift",
  "t-zero.exit",
  "t-zero.stand-down",
  "t-zero.rehearse",
  "t-zero.open",
  "measures.record",
  "record.publish",
] as const;
export type Action = (typeof actions)[number];

export interface Step {
  readonly ordinal: number;
  readonly at: Instant;
  readonly seat: Seat;
  readonly action: Action;
  readonly input: JsonObject;
}

export interface Scenario {
  readonly facts: CaseFile;
  /** The case file as written, for its sources. */
  readonly factsJson: JsonObject;
  readonly community: JsonObject;
  /** Absent from the folder: null. */
  readonly coalition: JsonObject | null;
  /** Marked text by path within the folder, `documents/assessment.md`. */
  readonly documents: ReadonlyMap<string, string>;
  /** Pictures beside the documents by their names, `figure-1.png`. */
  readonly pictures: ReadonlyMap<string, ReceivedFile>;
  readonly steps: readonly Step[];
  /** base64url SHA-256 over every file: a scenario that changed is not continued. */
  readonly digest: string;
}

/** @throws ServerError SCENARIO_INVALID naming the file and what is wrong with it. */
export async function readScenario(folder: string): Promise<Scenario> {
  const read = async (name: string): Promise<string> =>
    readFile(join(folder, name), "utf8").catch((cause: unknown) => {
      throw new ServerError(
        "SCENARIO_INVALID",
        `${join(folder, name)} cannot be read. A scenario folder holds community.json, case.json, script.json and documents/*.md.`,
        { cause },
      );
    });
  const texts = {
    community: await read("community.json"),
    facts: await read("case.json"),
    script: await read("script.json"),
  };
  const hasCoalition = (await readdir(folder)).includes("coalition.json");
  const coalition = hasCoalition ? await read("coalition.json") : null;
  const names = (await readdir(join(folder, "documents")).catch(() => [])).sort();
  const documents = new Map<string, string>();
  for (const name of names.filter((any) => any.endsWith(".md")))
    documents.set(`documents/${name}`, await read(join("documents", name)));
  const pictures = await readPictures(join(folder, "documents"), names);
  const factsJson = inFile("case.json", () => readAnyObject(parseJson(texts.facts), "case"));
  const facts = inFile("case.json", () => readCaseFile(factsJson));
  return {
    facts,
    factsJson,
    community: inFile("community.json", () => readAnyObject(parseJson(texts.community), "community")),
    coalition:
      coalition === null
        ? null
        : inFile("coalition.json", () => readAnyObject(parseJson(coalition), "coalition")),
    documents,
    pictures,
    steps: inFile("script.json", () => readSteps(texts.script, facts.id)),
    digest: hash(
      "sha256",
      JSON.stringify([
        coalition === null ? texts : { ...texts, coalition },
        [...documents],
        ...[...pictures.values()].map(({ name, bytes }) => [name, hash("sha256", bytes, "base64url")]),
      ]),
      "base64url",
    ),
  };
}

const PICTURES: Readonly<Record<string, string>> = {
  ".png": "image/png",
  ".jpg": "image/jpeg",
  ".jpeg": "image/jpeg",
  ".webp": "image/webp",
};

async function readPictures(
  folder: string,
  names: readonly string[],
): Promise<ReadonlyMap<string, ReceivedFile>> {
  const pictures = new Map<string, ReceivedFile>();
  for (const name of names) {
    const mediaType = PICTURES[extname(name)];
    if (mediaType !== undefined)
      pictures.set(name, { name, mediaType, bytes: new Uint8Array(await readFile(join(folder, name))) });
  }
  return pictures;
}

/** `assessment` of `documents/assessment.md`. */
export function documentName(path: string): string {
  return basename(path, ".md");
}

function readSteps(text: string, caseId: string): readonly Step[] {
  const script = readObject(parseJson(text), "script", ["format", "case", "steps"], ["note"]);
  readWord(script["format"], "script.format", ["entente-script/1"]);
  readWord(script["case"], "script.case", [caseId]);
  let before = "";
  return readArray(script["steps"], "script.steps").map((value, ordinal) => {
    const path = `script.steps[${ordinal}]`;
    const step = readObject(value, path, ["at", "by", "do"], ["with"]);
    const at = readInstant(readString(step["at"], `${path}.at`));
    if (at < before) throw new InputError("SHAPE_INVALID", `${path}.at is before the step above it`);
    before = at;
    return {
      ordinal,
      at,
      seat: readSeat(readString(step["by"], `${path}.by`)),
      action: readWord(step["do"], `${path}.do`, actions),
      input: readAnyObject(step["with"] ?? {}, `${path}.with`),
    };
  });
}

function inFile<Value>(name: string, read: () => Value): Value {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof InputError || error instanceof ServerError)) throw error;
    const place =
      error instanceof InputError && error.position !== null
        ? `, line ${error.position.line}, column ${error.position.column}`
        : "";
    throw new ServerError("SCENARIO_INVALID", `${name}${place}: ${error.message}`, { cause: error });
  }
}
