// Reading what a record is given beside its documents: names, edition, pages about persons, the shapes of the map. Canonical
// and strict, so that what is read writes back to the same bytes.
import {
  canonicalize,
  InputError,
  parseCanonicalFile,
  readAnyObject,
  readArray,
  readBoolean,
  readCount,
  readDay,
  readInstant,
  readObject,
  readString,
} from "../encoding/index.ts";
import type { JsonObject, JsonValue } from "../encoding/index.ts";
import { requireName } from "./layout.ts";
import type {
  ExposureVersion,
  MapFrame,
  MemberName,
  RecordEdition,
  RecordExposure,
  RecordMap,
} from "./record.ts";

type Read<T> = (value: JsonValue | undefined, path: string) => T;
/** SVG path data of our own making: moves, lines and ends over whole numbers. */
const PATH_DATA = /^(?:M-?\d{1,5},-?\d{1,5}(?:[Ll]-?\d{1,5},-?\d{1,5})*Z?)*$/;

export function readMemberNames(text: string): Readonly<Record<string, MemberName>> {
  const file = readAnyObject(parseCanonicalFile(text), "members");
  return Object.fromEntries(
    Object.entries(file).map(([id, value]) => {
      const name = readObject(value, `members.${id}`, ["en", "fr"]);
      return [
        id,
        { en: readString(name["en"], `members.${id}.en`), fr: readString(name["fr"], `members.${id}.fr`) },
      ];
    }),
  );
}

export function readEdition(text: string): RecordEdition {
  const file = readObject(parseCanonicalFile(text), "edition", ["edition", "why", "earlier"]);
  const edition = readCount(file["edition"], "edition.edition");
  const earlier = readArray(file["earlier"], "edition.earlier").map((value, index) => {
    const path = `edition.earlier[${index}]`;
    const one = readObject(value, path, ["publishedAt", "why", "manifest", "leaf"]);
    return {
      publishedAt: readInstant(readString(one["publishedAt"], `${path}.publishedAt`)),
      why: readMaybe(one["why"], `${path}.why`, readString),
      manifest: readString(one["manifest"], `${path}.manifest`),
      leaf: readCount(one["leaf"], `${path}.leaf`),
    };
  });
  const why = readMaybe(file["why"], "edition.why", readString);
  if (edition !== earlier.length + 1 || (edition === 1) !== (why === null))
    throw new InputError(
      "RECORD_SYNTAX",
      "data/edition.json does not say which edition this is, why it is, and every one before it",
    );
  return { edition, why, earlier };
}

/** Every page has its versions, and each of them what a page about a person must have. */
export function readExposures(text: string): readonly RecordExposure[] {
  return readArray(parseCanonicalFile(text), "exposures").map((value, index) => {
    const path = `exposures[${index}]`;
    const one = readObject(value, path, ["name", "versions", "withdrawn"]);
    const name = readString(one["name"], `${path}.name`);
    requireName(name);
    const versions = readArray(one["versions"], `${path}.versions`).map((version, at) =>
      readVersion(version, `${path}.versions[${at}]`),
    );
    if (versions.length === 0)
      throw new InputError("RECORD_SYNTAX", `The page ${name} has no version that was public`);
    return { name, versions, withdrawn: readMaybe(one["withdrawn"], `${path}.withdrawn`, readWithdrawal) };
  });
}

function readVersion(value: JsonValue, path: string): ExposureVersion {
  const one = readObject(value, path, [
    ...["version", "digest", "person", "role", "summary", "claims", "reply", "why", "validations"],
    "legalCheck",
  ]);
  const text = (name: string): string => readString(one[name], `${path}.${name}`);
  const reply = readObject(one["reply"], `${path}.reply`, ["asked", "note"]);
  const legal = readObject(one["legalCheck"], `${path}.legalCheck`, ["by", "at", "note"]);
  const validations = readArray(one["validations"], `${path}.validations`).map((validation, index) => {
    const at = `${path}.validations[${index}]`;
    const given = readObject(validation, at, ["by", "at"]);
    return { by: readString(given["by"], `${at}.by`), at: readInstant(readString(given["at"], `${at}.at`)) };
  });
  const claims = readArray(one["claims"], `${path}.claims`).map((claim, index) => {
    const at = `${path}.claims[${index}]`;
    const given = readObject(claim, at, ["text", "document", "portion", "cut"]);
    return {
      text: readString(given["text"], `${at}.text`),
      document: readString(given["document"], `${at}.document`),
      portion: readCount(given["portion"], `${at}.portion`),
      cut: readString(given["cut"], `${at}.cut`),
    };
  });
  return {
    ...{ version: readCount(one["version"], `${path}.version`), digest: text("digest"), claims, validations },
    ...{ person: text("person"), role: text("role"), summary: text("summary") },
    reply: {
      asked: readMaybe(reply["asked"], `${path}.reply.asked`, (day, at) => readDay(readString(day, at))),
      note: readString(reply["note"], `${path}.reply.note`),
    },
    why: readMaybe(one["why"], `${path}.why`, readString),
    legalCheck: {
      by: readString(legal["by"], `${path}.legalCheck.by`),
      at: readInstant(readString(legal["at"], `${path}.legalCheck.at`)),
      note: readString(legal["note"], `${path}.legalCheck.note`),
    },
  };
}

function readWithdrawal(value: JsonValue | undefined, path: string): { at: string; why: string } {
  const one = readObject(value, path, ["at", "why"]);
  return {
    at: readInstant(readString(one["at"], `${path}.at`)),
    why: readString(one["why"], `${path}.why`),
  };
}

export function readMap(text: string): RecordMap {
  const file = readObject(parseCanonicalFile(text), "map", ["width", "height", "frames"]);
  return {
    width: readCount(file["width"], "map.width"),
    height: readCount(file["height"], "map.height"),
    frames: readArray(file["frames"], "map.frames").map((value, index) =>
      readFrame(value, `map.frames[${index}]`),
    ),
  };
}

function readFrame(value: JsonValue, path: string): MapFrame {
  const one = readObject(value, path, ["id", "x", "y", "width", "height", "land", "members"]);
  const number = (name: string): number => readCount(one[name], `${path}.${name}`);
  return {
    id: readString(one["id"], `${path}.id`),
    ...{ x: number("x"), y: number("y"), width: number("width"), height: number("height") },
    land: readPathData(one["land"], `${path}.land`),
    members: readArray(one["members"], `${path}.members`).map((member, index) => {
      const at = `${path}.members[${index}]`;
      const given = readObject(member, at, ["id", "d", "x", "y", "small", "labelX", "labelY"]);
      const count = (name: string): number => readCount(given[name], `${at}.${name}`);
      return {
        id: readString(given["id"], `${at}.id`),
        d: readPathData(given["d"], `${at}.d`),
        ...{ x: count("x"), y: count("y"), small: readBoolean(given["small"], `${at}.small`) },
        ...{ labelX: count("labelX"), labelY: count("labelY") },
      };
    }),
  };
}

function readPathData(value: JsonValue | undefined, path: string): string {
  const text = readString(value, path);
  // A regular expression over all of a coast would recurse; ring by ring it does not.
  for (const ring of text.split(/(?=M)/))
    if (!PATH_DATA.test(ring))
      throw new InputError("RECORD_SYNTAX", `${path} holds what is no outline of whole numbers`);
  return text;
}

function readMaybe<T>(value: JsonValue | undefined, path: string, read: Read<T>): T | null {
  return value === null ? null : read(value, path);
}

/** Our own interfaces have no index signature, and are plain JSON all the same. */
export function writeGiven(value: object): string {
  return `${canonicalize(value as JsonObject)}\n`;
}
