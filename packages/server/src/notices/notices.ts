// Sending a notice, and acknowledging one.
import { randomUUID } from "node:crypto";
import { parseJson, PolicyError, utf8 } from "@entente/core/encoding";
import { parseMarkedText } from "@entente/core/documents";
import { renderCutText } from "@entente/core/pages";
import { digestNotice, sealNotice, signNotice, verifyCut } from "@entente/core/releases";
import type { IssuedRelease } from "@entente/core/releases";
import { nodePrimitives } from "@entente/verifier";
import { openSeatView, requireRole, writeJournal } from "../access/index.ts";
import type { Act, View } from "../access/index.ts";
import { ServerError } from "../errors.ts";
import { commitOne, findIssued, headerOf, readCutFiles } from "../releases/index.ts";
import type { ReleaseContext } from "../releases/index.ts";
import { listWithheld, QUICK_ENGINES, scanFile } from "../scans/index.ts";
import { openAuthorityNamed } from "../rotations/index.ts";
import type { Reader, Transactor } from "../storage/index.ts";
import { insertAcknowledgement, insertNotice, listNotices } from "./store.ts";

type Issued = NonNullable<Awaited<ReturnType<typeof findIssued>>>;

/**
 * Says something of an issued release to everybody who holds a cut of it: signed by the release authority, committed to
 * the ledger. Returns the notice as a file.
 * @throws PolicyError RELEASE_LEAKS when the words hold what any holder is not shown, TRANSITION_REFUSED; ServerError
 * FORBIDDEN, NOT_FOUND, REQUEST_INVALID.
 */
export async function sendNotice(
  tx: Transactor,
  act: Act,
  {
    kind,
    release: name,
    text,
    replacedBy,
    ...context
  }: ReleaseContext & {
    readonly kind: "correction" | "supersession" | "recall";
    /** The name the release's cuts carry. */
    readonly release: string;
    readonly text: string;
    /** The release that takes its place; null unless it is superseded. */
    readonly replacedBy: string | null;
  },
): Promise<string> {
  requireRole(act.seat, ["release-authority"], act.of);
  if (text.trim() === "" || (kind === "supersession") !== (replacedBy !== null))
    throw new ServerError(
      "REQUEST_INVALID",
      "A notice says why in words, and a supersession names the release that takes the place of this one.",
    );
  const view = openSeatView(act.seat, act.of);
  const release = await requireIssued(tx, view, name);
  if (replacedBy !== null) {
    const next = await requireIssued(tx, view, replacedBy);
    if (next.id === release.id)
      throw new PolicyError(
        "TRANSITION_REFUSED",
        "A release does not take its own place. Issue the new one first.",
      );
  }
  const issued = parseJson(release.issued) as unknown as IssuedRelease;
  await requireNoLeak(tx, view, { release, issued, text, context });
  const body = signNotice({
    notice: { kind, text, replacedBy, at: act.at },
    header: headerOf(issued),
    authority: await openAuthorityNamed(tx, context.keystore, {
      ...{ member: act.of.lead, key: headerOf(issued).cnf.jwk },
    }),
  });
  const { index, evidence } = await commitOne(tx, act, {
    ...{ ledger: context.ledger, kind: "notice", digest: digestNotice(body, nodePrimitives) },
  });
  const file = sealNotice(body, evidence);
  await insertNotice(tx, view, {
    ...{ id: randomUUID(), releaseId: release.id, release: name, kind, text, replacedBy, file },
    ...{ by: act.seat.id, at: act.at, leafIndex: index },
  });
  await writeJournal(tx, {
    ...{ caseId: act.of.id, at: act.at, seat: act.seat.id, action: `notice.${kind}` },
    ...{ subject: release.document, detail: { release: name } },
  });
  return file;
}

/**
 * Says for a holder that it has read what is said of a release: every notice of it that it has not acknowledged yet.
 * Returns how many those were.
 * @throws ServerError NOT_FOUND when the member holds no cut of it, or nothing is said of it; FORBIDDEN.
 */
export async function acknowledgeNotice(
  tx: Transactor,
  act: Act,
  { release }: { readonly release: string },
): Promise<number> {
  requireRole(act.seat, ["desk", "release-authority"], null);
  const view = openSeatView(act.seat, act.of);
  const notices = (await listNotices(tx, view)).filter((one) => one.release === release);
  if (view.reach !== "own" || notices.length === 0)
    throw new ServerError(
      "NOT_FOUND",
      "There is nothing to acknowledge: nothing is said of that release, or you hold no cut of it. The lead's desk can say more.",
    );
  let count = 0;
  for (const { id } of notices) {
    const fresh = await insertAcknowledgement(tx, view, { noticeId: id, seat: act.seat.id, at: act.at });
    if (!fresh) continue;
    count += 1;
    await writeJournal(tx, {
      ...{ caseId: act.of.id, at: act.at, seat: act.seat.id, action: "notice.acknowledge" },
      ...{ subject: release, detail: { notice: id } },
    });
  }
  return count;
}

async function requireIssued(reader: Reader, view: View, name: string): Promise<Issued> {
  const release = await findIssued(reader, view, name);
  if (release === null)
    throw new ServerError(
      "NOT_FOUND",
      `No release ${name} was issued in this case. "entente release show" lists those that were.`,
    );
  return release;
}

/** A notice goes to every holder and to whoever asks with the release's name, so it holds what each of them sees, at most. */
async function requireNoLeak(
  reader: Reader,
  view: View,
  {
    release,
    issued,
    text,
    context,
  }: {
    readonly release: Issued;
    readonly issued: IssuedRelease;
    readonly text: string;
    readonly context: ReleaseContext;
  },
): Promise<void> {
  const { policies, members } = context.community.community;
  const { document } = parseMarkedText(release.source, policies);
  const files = (await readCutFiles(reader, view)).filter(({ releaseId }) => releaseId === release.id);
  for (const { recipients, opens } of issued.classes) {
    const [first] = recipients;
    // The class of nobody.
    if (first === undefined) continue;
    const cut = files.find(({ recipient }) => recipient === first);
    if (cut === undefined) throw new RangeError("every recipient of an issued release has its cut");
    const read = verifyCut({ text: cut.file, trust: { kind: "carried" }, primitives: nodePrimitives });
    const shown = new Set(listIndexes(opens));
    const released = issued.openings.filter((_, index) => shown.has(index)).map(({ place }) => place);
    const furniture = [renderCutText(read.document), ...members.map(({ name }) => name)];
    const [finding] = await scanFile({
      ...{ bytes: utf8(text), name: "notice.txt", engines: QUICK_ENGINES },
      withheld: listWithheld(document, { released }, { furniture }),
    });
    if (finding !== undefined)
      throw new PolicyError(
        "RELEASE_LEAKS",
        `The notice holds words of ${finding.place}, which is withheld from ${recipients.join(", ")}, who hold the release. Write it without them.`,
      );
  }
}

/** Indexes within runs of start and end (exclusive). */
function listIndexes(runs: readonly number[]): readonly number[] {
  return runs.flatMap((start, at) =>
    at % 2 === 0
      ? Array.from({ length: (runs[at + 1] ?? start) - start }, (_, offset) => start + offset)
      : [],
  );
}
