// A document as one member would read it: a rehearsal with keys made for this one time, written by what writes the real cuts.
import type { Instant } from "@entente/core/encoding";
import { parseMarkedText } from "@entente/core/documents";
import type { CompiledCommunity } from "@entente/core/markings";
import { noRules, planRelease } from "@entente/core/planning";
import type { Consent } from "@entente/core/planning";
import { ServerError } from "../errors.ts";
import { writeCut } from "./cut-file.ts";
import type { CutForm } from "./cut-file.ts";
import { secondsOf } from "./plan.ts";
import { createRehearsalKeys, rehearseRelease } from "./rehearsal.ts";

/**
 * Nothing of it can pass for a release: its keys are nobody's, and it says that it is an exercise.
 * @throws PolicyError RELEASE_NOBODY when the member would see nothing; InputError MEMBER_UNKNOWN.
 */
export async function readAs({
  source,
  community,
  consents,
  member,
  names,
  at,
  form,
}: {
  /** Marked text. */
  readonly source: string;
  readonly community: CompiledCommunity;
  readonly consents: readonly Consent[];
  readonly member: string;
  readonly names: Readonly<Record<string, string>>;
  readonly at: Instant;
  readonly form: CutForm;
}): Promise<string | Uint8Array> {
  const { policies } = community.community;
  const { document } = parseMarkedText(source, policies);
  const plan = planRelease({ document, community, recipients: [member], rules: noRules, consents });
  const keys = createRehearsalKeys();
  const { cuts, authority } = rehearseRelease({ document, policies, plan, at: secondsOf(at), keys });
  const [cut] = cuts;
  if (cut === undefined) throw new ServerError("NOT_FOUND", `${member} would see nothing of this document.`);
  return writeCut({ text: cut.text, names, authority }, form);
}
