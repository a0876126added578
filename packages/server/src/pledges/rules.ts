// What counts, what is committed to, and what a resolution may show. Pure.
import { canonicalize, decodeBase64url, InputError, readCount, readInstant } from "@entente/core/encoding";
import { readObject, readString, readWord, utf8 } from "@entente/core/encoding";
import type { Instant, JsonObject, JsonValue } from "@entente/core/encoding";
import { authorities } from "@entente/core/arrangements";
import type { Authority } from "@entente/core/arrangements";
import { resolvePledges } from "@entente/core/coalition";
import type { Primitives } from "@entente/core/keys";
import type { CommitmentOpening } from "@entente/core/ledger";
import type { Community } from "@entente/core/markings";
import { checkNames, parsePledge, readPledges, writeLevels } from "@entente/core/pledges";
import type { Pledge, PledgedMeasure, PledgeSet, PledgeVocabulary } from "@entente/core/pledges";
import type {
  CommittedPledge,
  PledgeContext,
  PledgeSource,
  Resolved,
  StandingPledge,
  SealedReceipt,
} from "./contract.ts";

/** Pledges as they are stored, through the same strict reader as a file's, with the community's groups and weights. */
export function readSet(
  rows: readonly { readonly member: string; readonly levels: JsonValue }[],
  { members, groups }: Community,
): PledgeSet {
  const names = new Set(members.flatMap((member) => Object.keys(member.weights)));
  const weights = [...names].map(
    (name) =>
      [name, Object.fromEntries(members.map((member) => [member.id, member.weights[name] ?? 0]))] as const,
  );
  return readPledges({
    format: "entente-pledges/1",
    groups: Object.fromEntries(groups.map((group) => [group.id, group.members])),
    weights: Object.fromEntries(weights),
    pledges: rows.map(({ member, levels }) => ({ member, levels })),
  });
}

/**
 * The names that a pledge of a member may use: what its screens offer, what is read of a pledge, and what is told to a node or a
 * kit of it. All members of the case know of each other; nothing of who was approached or pledged is in it.
 */
export function vocabularyOf(member: string, { community, kinds }: PledgeContext): PledgeVocabulary {
  const { members, groups } = community.community;
  return {
    ...{ member, kinds },
    members: members.filter(({ kind }) => kind !== "public").map(({ id }) => id),
    groups: groups.map(({ id }) => id),
    weights: [...new Set(members.flatMap(({ weights }) => Object.keys(weights)))],
  };
}

/**
 * A pledge as a member gives it.
 * @throws InputError PLEDGE_INVALID, PLEDGE_NOT_MONOTONE; with line and column where it came in words.
 */
export function readSource(
  source: PledgeSource,
  member: string,
  { community, kinds }: PledgeContext,
): Pledge {
  const vocabulary = vocabularyOf(member, { community, kinds });
  if ("text" in source) {
    const pledge = parsePledge(source.text, vocabulary);
    checkNames(pledge, vocabulary);
    return pledge;
  }
  const [pledge] = readSet([{ member, levels: source.levels }], community.community).pledges;
  if (pledge === undefined) throw new RangeError("one row gives one pledge");
  checkNames(pledge, vocabulary);
  return pledge;
}

/** Whether a pledge counts at an instant: the one at which pledges are resolved. */
export function countsAt({ validUntil }: { readonly validUntil: Instant | null }, at: Instant): boolean {
  return validUntil === null || at <= validUntil;
}

/** What is committed to when a pledge is placed. */
export function commitPledge(caseId: string, pledge: StandingPledge): CommittedPledge {
  const { member, authority, validUntil } = pledge;
  return { case: caseId, member, levels: writeLevels(pledge), authority, validUntil };
}

/** What is committed to when one is withdrawn. */
export function withdrawal(caseId: string, member: string): object {
  return { case: caseId, member, withdrawn: true };
}

/** What is committed to when pledges are locked: what was resolved, and who acts by it. */
export function commitFinal({
  id,
  pledges,
  certificate,
  members,
}: {
  readonly id: string;
  readonly pledges: JsonObject;
  readonly certificate: JsonObject | null;
  readonly members: readonly {
    readonly member: string;
    readonly level: number;
    readonly measures: readonly PledgedMeasure[] | null;
    readonly authority: Authority | null;
    readonly validUntil: Instant | null;
  }[];
}): object {
  const acting = members
    .filter(({ level }) => level > 0)
    .map(({ member, level, measures, authority, validUntil }) => ({
      ...{ member, level, measures, authority, validUntil },
    }));
  return { resolution: id, pledges, certificate, acting };
}

/** The digest of anything committed to here: SHA-256 of its canonical JSON. */
export function digestOf(value: object, primitives: Pick<Primitives, "sha256">): Uint8Array {
  return primitives.sha256(utf8(canonicalize(value as JsonObject)));
}

/** The receipt of a sealed pledge. */
export function makeReceipt(
  pledge: CommittedPledge,
  leaf: number,
  opening: CommitmentOpening,
): SealedReceipt {
  return { format: "entente-receipt/1", pledge, leaf, opening };
}

/** The salt a member sends with what it seals: 32 bytes in base64url. @throws InputError BASE64_INVALID, SHAPE_INVALID. */
export function readSalt(text: string): Uint8Array {
  const salt = decodeBase64url(text);
  if (salt.length !== 32)
    throw new InputError(
      "SHAPE_INVALID",
      `A salt has 32 bytes, and this one ${salt.length}. Draw a new one.`,
    );
  return salt;
}

/** A receipt as a member kept it. @throws InputError SHAPE_INVALID, INSTANT_INVALID. */
export function readReceipt(value: JsonValue): SealedReceipt {
  const receipt = readObject(value, "receipt", ["format", "pledge", "leaf", "opening"]);
  return {
    format: readWord(receipt["format"], "receipt.format", ["entente-receipt/1"]),
    pledge: readCommitted(receipt["pledge"], "receipt.pledge"),
    leaf: readCount(receipt["leaf"], "receipt.leaf", 0),
    opening: readOpening(receipt["opening"], "receipt.opening"),
  };
}

/** What opens the leaf of a pledge. @throws InputError SHAPE_INVALID, INSTANT_INVALID. */
export function readOpening(value: JsonValue | undefined, path: string): CommitmentOpening {
  const opening = readObject(value, path, ["at", "digest", "kind", "salt"]);
  return {
    kind: readWord(opening["kind"], `${path}.kind`, ["pledge"]),
    at: readInstant(readString(opening["at"], `${path}.at`)),
    digest: readString(opening["digest"], `${path}.digest`),
    salt: readString(opening["salt"], `${path}.salt`),
  };
}

/** Reads back what was committed to. @throws InputError SHAPE_INVALID, INSTANT_INVALID. */
export function readCommitted(value: JsonValue | undefined, path: string): CommittedPledge {
  const object = readObject(value, path, ["case", "member", "levels", "authority", "validUntil"]);
  const until = object["validUntil"];
  return {
    case: readString(object["case"], `${path}.case`),
    member: readString(object["member"], `${path}.member`),
    levels: object["levels"] ?? null,
    authority: readWord(object["authority"], `${path}.authority`, authorities),
    validUntil: until === null ? null : readInstant(readString(until, `${path}.validUntil`)),
  };
}

/**
 * The final resolution of open and sealed pledges, as it may be shown: sealed pledges that do not fire leave no trace, and
 * of one that fires only the level that holds is left. Resolving what is left comes to the same, because who does not act
 * adds nothing to anybody's condition; so what is shown can be checked by itself, and is the same whatever else was sealed.
 * Who would act alone is told of what is left.
 */
export function resolveSealed({
  set,
  sealed,
}: {
  readonly set: PledgeSet;
  readonly sealed: readonly Pledge[];
}): Resolved {
  const { context } = set;
  const { levels } = resolvePledges({ pledges: [...set.pledges, ...sealed], context });
  const fired = sealed.flatMap(({ member, levels: own }): Pledge[] => {
    const level = own[(levels[member] ?? 0) - 1];
    return level === undefined ? [] : [{ member, levels: [level] }];
  });
  const shown = {
    pledges: [...set.pledges, ...fired].sort((a, b) => (a.member < b.member ? -1 : 1)),
    context,
  };
  const resolution = resolvePledges(shown);
  if (resolution.acting.join() !== Object.keys(levels).sort().join())
    throw new RangeError("what may be shown does not resolve to the same members");
  return { set: shown, resolution };
}
