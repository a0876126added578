// What a release authority approves, as one digest: the text, whom it goes to and by which rules, what everybody is cleared
// for, what each recipient's cut will hold before any signature, and what was found in its renderings. Pure.
import {
  canonicalize,
  decodeBase64url,
  encodeBase64url,
  InputError,
  parseJson,
  PolicyError,
  utf8,
} from "@entente/core/encoding";
import type { JsonObject, JsonValue } from "@entente/core/encoding";
import type { MarkedDocument } from "@entente/core/documents";
import type { IssuerKeys, Primitives } from "@entente/core/keys";
import type { CompiledCommunity } from "@entente/core/markings";
import { comparePublic, planRelease } from "@entente/core/planning";
import type { Consent, PublicFinding, ReleasePlan, ReleaseRules } from "@entente/core/planning";
import { digestPresentation, prepareRelease } from "@entente/core/releases";
import type { Approval, IssueHeader, PreparedRelease } from "@entente/core/releases";
import { nodePrimitives } from "@entente/verifier";

/** What a scan of the renderings came to. Findings name the place and never the words. */
export interface ScanReport {
  /** Forms that were looked through, of every class: `html`, `pdf`. */
  readonly renderings: readonly string[];
  readonly findings: readonly {
    readonly class: string;
    readonly rendering: string;
    readonly place: string;
    readonly encoding: string;
    readonly where: string;
  }[];
}

/** Everything that is approved. Plain JSON. */
export interface ReleaseProposal {
  readonly format: "entente-plan/1";
  readonly document: string;
  readonly version: number;
  readonly sourceDigest: string;
  /** Digest of the community: members, groups, clearances, policies. */
  readonly community: string;
  /** The random id the cuts will carry. */
  readonly release: string;
  readonly recipients: readonly string[];
  readonly rules: ReleaseRules;
  /** Answers of originators that the plan was made with. */
  readonly consents: readonly Consent[];
  readonly plan: ReleasePlan;
  /** Digest of the prepared release, salts and all. */
  readonly prepared: string;
  readonly presentations: readonly {
    readonly class: string;
    readonly recipient: string;
    readonly digest: string;
  }[];
  /** Digest of the public text the plan was compared with; null when none was named. */
  readonly publicText: string | null;
  readonly publicFindings: readonly PublicFinding[];
  readonly scan: ScanReport;
}

/** What a proposal follows from, besides the scan. All of it is read again before anything is approved or issued. */
export interface ProposalInput {
  readonly of: { readonly name: string; readonly version: number; readonly sourceDigest: string };
  readonly document: MarkedDocument;
  readonly community: CompiledCommunity;
  readonly recipients: readonly string[];
  readonly rules: ReleaseRules;
  readonly consents: readonly Consent[];
  readonly publicText: string | null;
  readonly header: IssueHeader;
  readonly issuer: IssuerKeys;
  readonly randomBytes: (length: number) => Uint8Array;
  readonly primitives: Primitives;
}

export interface PlannedProposal {
  readonly proposal: Omit<ReleaseProposal, "scan">;
  readonly prepared: PreparedRelease;
}

/**
 * Plans a release and prepares it whole, down to the digest of what each recipient will hold. The same input gives the
 * same answer to the byte.
 * @throws PolicyError RELEASE_UNMARKED, RELEASE_NOBODY; InputError MEMBER_UNKNOWN, DOCUMENT_INVALID.
 */
export function planProposal(input: ProposalInput): PlannedProposal {
  const { document, community, recipients, rules, publicText, primitives, header, issuer, randomBytes } =
    input;
  for (const member of [...rules.countsFor, ...rules.withholdGradingsFrom]) community.indexOf(member);
  const origins = new Set(
    [...document.portions, ...document.footnotes].flatMap(({ origin }) =>
      origin === null ? [] : [keyOf(origin.member, origin.release, origin.portion)],
    ),
  );
  const consents = input.consents.filter(
    ({ origin, release, portion, recipient }) =>
      origins.has(keyOf(origin, release, portion)) && recipients.includes(recipient),
  );
  const plan = planRelease({ document, community, recipients, rules, consents });
  const { policies } = community.community;
  const prepared = prepareRelease({ document, policies, plan, header, issuer, randomBytes, primitives });
  return {
    prepared,
    proposal: {
      format: "entente-plan/1",
      ...{ document: input.of.name, version: input.of.version, sourceDigest: input.of.sourceDigest },
      community: digestJson(community.community, primitives),
      release: header.release,
      ...{ recipients, rules, consents, plan },
      prepared: digestJson(prepared, primitives),
      presentations: plan.classes.flatMap((of) =>
        of.recipients.map((recipient) => ({
          class: of.id,
          recipient,
          digest: digestPresentation(prepared, { class: of.id, recipient }, primitives),
        })),
      ),
      publicText: publicText === null ? null : encodeBase64url(primitives.sha256(utf8(publicText))),
      publicFindings: publicText === null ? [] : comparePublic({ document, plan, publicText }),
    },
  };
}

/** The text of a proposal, and the digest of that text that is approved. */
export function writeProposal(
  proposal: ReleaseProposal,
  primitives: Primitives,
): { readonly text: string; readonly digest: string } {
  const text = canonicalize(toJson(proposal));
  return { text, digest: encodeBase64url(primitives.sha256(utf8(text))) };
}

/**
 * A stored proposal as it was written, when it has the digest it was approved under.
 * @throws PolicyError RELEASE_CHANGED_SINCE_APPROVAL when it is another text, or of a node before this format.
 */
export function readProposal(text: string, digest: string): ReleaseProposal {
  const value = parseJson(text);
  const known =
    typeof value === "object" && value !== null && "format" in value && value["format"] === "entente-plan/1";
  if (!known || encodeBase64url(nodePrimitives.sha256(utf8(text))) !== digest)
    throw new PolicyError(
      "RELEASE_CHANGED_SINCE_APPROVAL",
      "The stored plan is not the one its digest names. The drafter plans the release again.",
    );
  return value as unknown as ReleaseProposal;
}

/** What is no longer as it was proposed, in the words of whoever has to look at it; empty when nothing changed. */
export function describeChanges(
  before: Omit<ReleaseProposal, "scan">,
  now: Omit<ReleaseProposal, "scan">,
): readonly string[] {
  const differ = (...names: readonly (keyof typeof before)[]): boolean =>
    names.some(
      (name) => canonicalize(toJson({ at: before[name] })) !== canonicalize(toJson({ at: now[name] })),
    );
  const text =
    before.version === now.version
      ? "the text"
      : `the text (planned version ${before.version}, now version ${now.version})`;
  const changes = [
    differ("document", "version", "sourceDigest") ? [text] : [],
    differ("recipients") ? ["the recipients"] : [],
    differ("rules") ? ["the rules of the release"] : [],
    differ("consents") ? ["what originators consent to"] : [],
    differ("community") ? ["members, groups, clearances or policies"] : [],
    differ("publicText", "publicFindings") ? ["the public text it was compared with"] : [],
    differ("plan") ? ["who would see which place"] : [],
  ].flat();
  if (changes.length > 0) return changes;
  return differ("release", "prepared", "presentations", "format") ? ["what a cut would hold"] : [];
}

/** @throws PolicyError RELEASE_CHANGED_SINCE_APPROVAL naming what changed. */
export function requireUnchanged(
  before: Omit<ReleaseProposal, "scan">,
  now: Omit<ReleaseProposal, "scan">,
): void {
  refuseChanges(describeChanges(before, now));
}

export function refuseChanges(changes: readonly string[]): void {
  if (changes.length === 0) return;
  throw new PolicyError(
    "RELEASE_CHANGED_SINCE_APPROVAL",
    `Changed since the plan was made: ${changes.join("; ")}. The drafter plans the release again.`,
  );
}

/**
 * Two persons as the approver signed them: what rows say of them beside the statement is not believed.
 * @throws PolicyError RELEASE_CHANGED_SINCE_APPROVAL when the rows name others.
 */
export function requireSignedPersons(
  signed: Approval,
  { proposedBy, approvedBy }: Pick<Approval, "proposedBy" | "approvedBy">,
): void {
  if (signed.proposedBy !== proposedBy || signed.approvedBy !== approvedBy)
    refuseChanges(["who proposed or approved it"]);
}

/**
 * Whoever approves says how many findings of the leak scan they looked at, which is none where nothing is said.
 * @throws PolicyError RELEASE_LEAKS when the plan has another number of them.
 */
export function requireFindingsSeen({ scan }: ReleaseProposal, seen: number): void {
  if (scan.findings.length === seen) return;
  const [first] = scan.findings;
  if (first === undefined)
    throw new PolicyError(
      "RELEASE_LEAKS",
      "The scan of this plan found nothing, and findings are said to be looked at. The release authority looks at this plan.",
    );
  throw new PolicyError(
    "RELEASE_LEAKS",
    `The ${first.rendering} of ${first.class} holds text of ${first.place}, which it withholds (${first.where}); ${scan.findings.length} findings in all. The drafter changes the words or the mark and plans again, or the release authority says that all ${scan.findings.length} were looked at.`,
  );
}

/** The recipients a proposal names: `everyone` is every member but the lead, the public included. */
export function chooseRecipients(
  asked: "everyone" | readonly string[],
  lead: string,
  community: CompiledCommunity,
): readonly string[] {
  const ids =
    asked === "everyone"
      ? community.community.members.map((member) => member.id).filter((id) => id !== lead)
      : asked;
  return [...new Set(ids)].sort();
}

/** The random bytes of a preparation, kept so that it can be made again and compared to the byte. */
export function recordBytes(draw: (length: number) => Uint8Array): {
  readonly randomBytes: (length: number) => Uint8Array;
  readonly drawn: () => readonly string[];
} {
  const drawn: string[] = [];
  return {
    randomBytes: (length) => {
      const bytes = draw(length);
      drawn.push(encodeBase64url(bytes));
      return bytes;
    },
    drawn: () => drawn,
  };
}

/** The same bytes in the same order; zeros where others are asked for, so that what comes of it is not what was kept. */
export function replayBytes(drawn: readonly string[]): (length: number) => Uint8Array {
  let next = 0;
  return (length) => {
    const bytes = decodeBase64url(drawn[next] ?? "");
    next += 1;
    return bytes.length === length ? bytes : new Uint8Array(length);
  };
}

/** @throws InputError SHAPE_INVALID unless a digest is written as one: whole, or its first twelve characters or more. */
export function readDigestStart(text: string): string {
  if (!/^[A-Za-z0-9_-]{12,43}$/.test(text))
    throw new InputError(
      "SHAPE_INVALID",
      `"${text}" is not the digest of a plan. "entente release plan" and "show" print it; its first twelve characters are enough.`,
    );
  return text;
}

export function toJson(value: object): JsonObject {
  return JSON.parse(JSON.stringify(value)) as JsonValue as JsonObject;
}

function digestJson(value: object, primitives: Primitives): string {
  return encodeBase64url(primitives.sha256(utf8(canonicalize(toJson(value)))));
}

function keyOf(...parts: readonly string[]): string {
  return JSON.stringify(parts);
}
