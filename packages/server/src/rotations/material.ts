// What a drill is played with, from what a case released.
import { parseJson } from "@entente/core/encoding";
import type { IssuedRelease } from "@entente/core/releases";
import { ServerError } from "../errors.ts";
import type { DrillMaterial } from "./drill.ts";

/**
 * The release of a cut, ready for a drill.
 * @throws ServerError NOT_FOUND for a recipient the release does not have.
 */
export function prepareMaterial({
  member,
  issued,
  recipient,
  cut,
}: {
  readonly member: string;
  /** As the release's row has it. */
  readonly issued: string;
  readonly recipient: string;
  readonly cut: string;
}): DrillMaterial {
  const read = parseJson(issued) as unknown as IssuedRelease;
  const found = read.classes.find(({ recipients }) => recipients.includes(recipient));
  if (found === undefined)
    throw new ServerError("NOT_FOUND", `The release has no class of ${recipient}. Name another recipient.`);
  return { member, issued: read, class: found.id, recipient, cut };
}
