// Pages about responsible persons, before they are public: written in versions, validated by two persons, checked in law,
// taken back. Only what is complete can be in a record; rules.ts says what that takes.
import { hash } from "node:crypto";
import {
  canonicalize,
  encodeBase64url,
  parseJson,
  PolicyError,
  readArray,
  readCount,
  readDay,
  readObject,
  readString,
  utf8,
} from "@entente/core/encoding";
import type { Instant, JsonObject } from "@entente/core/encoding";
import { verifyCut } from "@entente/core/releases";
import { nodePrimitives } from "@entente/verifier";
import { openSeatView, readPersons, requireRole, writeJournal } from "../access/index.ts";
import type { Act, CaseIdentity, View } from "../access/index.ts";
import { ServerError } from "../errors.ts";
import { readPublicCuts } from "../publication/index.ts";
import type { Reader, Transactor } from "../storage/index.ts";
import { listMissing } from "./rules.ts";
import type { ExposureAct, Missing, ReleasedPlaces, Support } from "./rules.ts";
import { insertExposure, insertExposureAct, listExposures } from "./store.ts";
import type { ExposureRow } from "./store.ts";

/** What a page about a person says, as its drafter gives it. */
export interface ExposureText {
  readonly person: string;
  /** The office or part the person had in the act. */
  readonly role: string;
  readonly summary: string;
  readonly claims: readonly { readonly text: string; readonly document: string; readonly portion: number }[];
  /** Whether the person was asked, on which day, and what came; null: not said yet. */
  readonly reply: { readonly asked: string | null; readonly note: string } | null;
  /** Why this version takes the place of the one before; null for the first. */
  readonly why: string | null;
}

/** A page with what stands in the database of it. */
export interface ExposurePage extends Omit<ExposureText, "claims"> {
  readonly name: string;
  readonly version: number;
  readonly digest: string;
  readonly draftedBy: string;
  readonly draftedPerson: string;
  readonly draftedAt: Instant;
  readonly claims: readonly (Support & { readonly text: string })[];
  readonly acts: readonly ExposureAct[];
  readonly missing: readonly Missing[];
}

type Named = Act & { readonly name: string };

/** All versions of all pages, by name and then oldest first; what is missing is said of each as if it were to be published. */
export async function listExposurePages(
  reader: Reader,
  view: View,
  of: CaseIdentity,
): Promise<readonly ExposurePage[]> {
  const released = await readReleasedPlaces(reader, of);
  return (await listExposures(reader, view)).map((row) => readRow(row, released));
}

/**
 * Writes a page, or its next version. Validations and legal checks are of one version, so a new one begins without any.
 * @throws PolicyError EXPOSURE_INCOMPLETE for a claim that stands on nothing the public is shown, TRANSITION_REFUSED for a
 * page that was taken back or a version that changes nothing; ServerError FORBIDDEN, REQUEST_INVALID.
 */
export async function draftExposure(
  tx: Transactor,
  act: Named,
  text: ExposureText,
): Promise<{ readonly version: number; readonly digest: string }> {
  requireRole(act.seat, ["drafter"], act.of);
  const view = openSeatView(act.seat, act.of);
  const rows = (await listExposures(tx, view)).filter(({ name }) => name === act.name);
  const last = rows.at(-1);
  if (last?.acts.some(({ kind }) => kind === "withdrawal") === true)
    throw new PolicyError(
      "TRANSITION_REFUSED",
      `The page ${act.name} was taken back. Write one of another name.`,
    );
  if ((last === undefined) !== (text.why === null))
    throw new ServerError(
      "REQUEST_INVALID",
      last === undefined
        ? "The first version of a page takes the place of nothing: leave out why."
        : "Say why this version takes the place of the one before; the public reads it beside both.",
    );
  const released = await readReleasedPlaces(tx, act.of);
  const content = canonicalize(composeContent(act.name, text, released));
  const digest = hash("sha256", utf8(content), "hex");
  if (last?.digest === digest)
    throw new PolicyError("TRANSITION_REFUSED", "This version says what the one before says.");
  const version = (last?.version ?? 0) + 1;
  const persons = await readPersons(tx, view, [act.seat.id]);
  await insertExposure(tx, view, {
    ...{ name: act.name, version, content, digest, draftedBy: act.seat.id, draftedAt: act.at },
    draftedPerson: persons.get(act.seat.id) ?? act.seat.id,
  });
  await writeExposureJournal(tx, act, "exposure.draft", { version, digest });
  return { version, digest };
}

/**
 * Says as a person that the newest version of a page holds. `digest` is that of the version that was read.
 * @throws PolicyError RELEASE_SAME_PERSON, TRANSITION_REFUSED; ServerError FORBIDDEN, NOT_FOUND.
 */
export async function validateExposure(
  tx: Transactor,
  act: Named,
  { digest, note }: { readonly digest: string; readonly note: string },
): Promise<void> {
  requireRole(act.seat, ["release-authority", "desk", "publisher"], act.of);
  await addAct(tx, act, { kind: "validation", digest, note });
}

/**
 * Records that the newest version was checked in law, by whom and with what result.
 * @throws as validateExposure; ServerError REQUEST_INVALID without a note.
 */
export async function recordLegalCheck(
  tx: Transactor,
  act: Named,
  { digest, note }: { readonly digest: string; readonly note: string },
): Promise<void> {
  requireRole(act.seat, ["release-authority", "publisher"], act.of);
  requireNote(note, "A legal check says who made it and what came of it.");
  await addAct(tx, act, { kind: "legal-check", digest, note });
}

/**
 * Takes a page back: it is not in the next edition, and where it was public that edition says why beside what it said.
 * @throws PolicyError TRANSITION_REFUSED; ServerError FORBIDDEN, NOT_FOUND, REQUEST_INVALID.
 */
export async function withdrawExposure(tx: Transactor, act: Named, why: string): Promise<void> {
  requireRole(act.seat, ["drafter", "release-authority", "publisher"], act.of);
  requireNote(why, "Say why the page is taken back; the public reads it where the page was public.");
  const { digest } = await requirePage(tx, act);
  await addAct(tx, act, { kind: "withdrawal", digest, note: why });
}

/** The digest of the cut and the portions shown, of every document as the public has it now. */
async function readReleasedPlaces(reader: Reader, of: CaseIdentity): Promise<ReleasedPlaces> {
  const cuts = await readPublicCuts(reader, of);
  return new Map(
    cuts.map(({ name, file }) => {
      const read = verifyCut({ text: file, trust: { kind: "carried" }, primitives: nodePrimitives });
      const portions = read.document.portions.flatMap((portion, index) =>
        portion === null ? [] : [index + 1],
      );
      const cut = encodeBase64url(nodePrimitives.sha256(utf8(file)));
      return [name, { cut, portions: new Set(portions) }];
    }),
  );
}

function composeContent(name: string, text: ExposureText, released: ReleasedPlaces): JsonObject {
  if (text.reply?.asked != null) readDay(text.reply.asked);
  const claims = text.claims.map((claim, index) => {
    const places = released.get(claim.document);
    if (places?.portions.has(claim.portion) !== true)
      throw new PolicyError(
        "EXPOSURE_INCOMPLETE",
        `Claim ${index + 1} stands on ${claim.document} p-${claim.portion}, which the public is not shown. Tie it to a place that is released to the public, or have a release authority release that one first.`,
      );
    return { text: claim.text, document: claim.document, portion: claim.portion, cut: places.cut };
  });
  const { person, role, summary, reply, why } = text;
  return {
    ...{ format: "entente-exposure/1", name, person, role, summary, claims, why },
    reply: reply === null ? null : { asked: reply.asked, note: reply.note },
  };
}

function readRow(row: ExposureRow, released: ReleasedPlaces): ExposurePage {
  const content = readObject(parseJson(row.content), "exposure", [
    ...["format", "name", "person", "role", "summary", "claims", "why", "reply"],
  ]);
  const text = (name: string): string => readString(content[name], `exposure.${name}`);
  const claims = readArray(content["claims"], "exposure.claims").map((value, index) => {
    const path = `exposure.claims[${index}]`;
    const claim = readObject(value, path, ["text", "document", "portion", "cut"]);
    return {
      text: readString(claim["text"], `${path}.text`),
      document: readString(claim["document"], `${path}.document`),
      portion: readCount(claim["portion"], `${path}.portion`),
      cut: readString(claim["cut"], `${path}.cut`),
    };
  });
  const given = content["reply"];
  const noted = given === null ? null : readObject(given, "exposure.reply", ["asked", "note"]);
  const reply =
    noted === null
      ? null
      : {
          asked: noted["asked"] === null ? null : readString(noted["asked"], "exposure.reply.asked"),
          note: readString(noted["note"], "exposure.reply.note"),
        };
  const { name, version, digest, draftedBy, draftedPerson, draftedAt, acts } = row;
  return {
    ...{ name, version, digest, draftedBy, draftedPerson, draftedAt, acts, claims, reply },
    ...{ person: text("person"), role: text("role"), summary: text("summary") },
    why: content["why"] === null ? null : text("why"),
    missing: listMissing({ name, draftedPerson, claims, reply, acts }, released),
  };
}

async function requirePage(tx: Transactor, act: Named): Promise<ExposureRow> {
  const rows = await listExposures(tx, openSeatView(act.seat, act.of));
  const row = rows.filter(({ name }) => name === act.name).at(-1);
  if (row === undefined)
    throw new ServerError(
      "NOT_FOUND",
      `There is no page ${act.name}. "entente record exposures" lists them.`,
    );
  return row;
}

async function addAct(
  tx: Transactor,
  act: Named,
  { kind, digest, note }: Pick<ExposureAct, "kind" | "note"> & { readonly digest: string },
): Promise<void> {
  const view = openSeatView(act.seat, act.of);
  const row = await requirePage(tx, act);
  if (row.digest !== digest)
    throw new PolicyError(
      "TRANSITION_REFUSED",
      `The page ${act.name} has another version now. Read that one, and say its digest.`,
    );
  if (row.acts.some((one) => one.kind === "withdrawal"))
    throw new PolicyError("TRANSITION_REFUSED", `The page ${act.name} was taken back.`);
  const persons = await readPersons(tx, view, [act.seat.id, row.draftedBy]);
  const person = persons.get(act.seat.id) ?? act.seat.id;
  // A person may be joined to a seat later than it wrote: what was known then and what is known now both count.
  if (kind !== "withdrawal" && (person === row.draftedPerson || person === persons.get(row.draftedBy)))
    throw new PolicyError(
      "RELEASE_SAME_PERSON",
      `${act.seat.id} is a seat of the person who wrote this page, and nobody validates what is their own. Another person can.`,
    );
  if (row.acts.some((one) => one.kind === kind && one.person === person))
    throw new PolicyError("TRANSITION_REFUSED", "You said so of this version already. Another person can.");
  await insertExposureAct(tx, view, {
    of: row,
    act: { kind, seat: act.seat.id, person, at: act.at, note },
  });
  await writeExposureJournal(tx, act, `exposure.${kind}`, { version: row.version, digest });
}

function requireNote(note: string, message: string): void {
  if (note.trim() === "") throw new ServerError("REQUEST_INVALID", message);
}

async function writeExposureJournal(
  tx: Transactor,
  act: Named,
  action: string,
  detail: JsonObject,
): Promise<void> {
  await writeJournal(tx, {
    ...{ caseId: act.of.id, at: act.at, seat: act.seat.id, action, subject: act.name, detail },
  });
}
