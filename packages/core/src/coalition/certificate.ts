// The certificate of a resolution: why exactly these levels, in steps that can be checked one by one. Together: everyone
// begins at its highest level and steps down, each step forced by those before it; what is left at the end holds. Alone:
// nobody acts and members step up, each step allowed by those before it; at the end nobody else can.
import {
  InputError,
  readArray,
  readAnyObject,
  readCount,
  readObject,
  readString,
} from "../encoding/index.ts";
import type { JsonValue } from "../encoding/index.ts";
import type { PledgeSet } from "../pledges/index.ts";
import { compilePledges } from "./compilation.ts";
import type { Resolution } from "./resolution.ts";
import { createState, settleInSteps } from "./settling.ts";
import type { SettlingStep } from "./settling.ts";

const FORMAT = "entente-certificate/1";

export interface CertifiedOutcome {
  /** Level of each member that acts, counted from 1. */
  readonly levels: Readonly<Record<string, number>>;
  /** Who goes to which level, in an order in which every step follows from those before it. */
  readonly steps: readonly (readonly [member: string, level: number])[];
}

export interface ResolutionCertificate {
  readonly format: typeof FORMAT;
  /** From everyone at its highest level down: the greatest fixed point. */
  readonly together: CertifiedOutcome;
  /** From nobody up: the least. */
  readonly alone: CertifiedOutcome;
}

/**
 * The certificate that these pledges come to this resolution. It claims what the resolution says; of a resolution that is
 * not theirs it is a certificate that `checkCertificate` refuses.
 * @throws InputError PLEDGE_INVALID; RangeError for a resolution whose acting members are not those with levels.
 */
export function certifyResolution(set: PledgeSet, resolution: Resolution): ResolutionCertificate {
  const { acting, levels } = resolution;
  if (acting.length !== Object.keys(levels).length || !acting.every((id) => Object.hasOwn(levels, id)))
    throw new RangeError("the members that act are those that have a level");
  const graph = compilePledges(set);
  const nameSteps = (steps: readonly SettlingStep[]): CertifiedOutcome["steps"] =>
    steps.map(([member, level]) => [graph.pledges[member]?.member ?? "", level]);
  const alone = createState(graph, "nobody");
  const down = nameSteps(settleInSteps(createState(graph, "everyone"), "down"));
  const up = nameSteps(settleInSteps(alone, "up"));
  const index = new Map(graph.pledges.map(({ member }, at) => [member, at]));
  // Of a member that the resolution is wrong about, the claim still is that it acts.
  const aloneLevels = resolution.alone.map(
    (id) => [id, Math.max(1, alone.active[index.get(id) ?? -1] ?? 0)] as const,
  );
  return {
    format: FORMAT,
    together: { levels, steps: down },
    alone: { levels: Object.fromEntries(aloneLevels), steps: up },
  };
}

/**
 * Reads a certificate file (formats/certificate.schema.json). Whether it proves anything is for `checkCertificate` to say.
 * @throws InputError CERTIFICATE_INVALID naming the path.
 */
export function readCertificate(value: JsonValue): ResolutionCertificate {
  try {
    const file = readObject(value, "certificate", ["format", "together", "alone"]);
    if (file["format"] !== FORMAT) throw invalid(`certificate.format must be "${FORMAT}"`);
    return {
      format: FORMAT,
      together: readOutcome(file["together"], "certificate.together"),
      alone: readOutcome(file["alone"], "certificate.alone"),
    };
  } catch (error) {
    if (error instanceof InputError && error.code === "SHAPE_INVALID") throw invalid(error.message, error);
    throw error;
  }
}

function readOutcome(value: JsonValue | undefined, path: string): CertifiedOutcome {
  const outcome = readObject(value, path, ["levels", "steps"]);
  const levels = Object.entries(readAnyObject(outcome["levels"], `${path}.levels`));
  return {
    levels: Object.fromEntries(
      levels.map(([member, level]) => [member, readCount(level, `${path}.levels.${member}`, 1)]),
    ),
    steps: readArray(outcome["steps"], `${path}.steps`).map((item, index) => {
      const place = `${path}.steps[${index}]`;
      const [member, level, ...more] = readArray(item, place);
      if (more.length > 0) throw invalid(`${place} must be a member and a level`);
      return [readString(member, `${place}[0]`), readCount(level, `${place}[1]`)];
    }),
  };
}

function invalid(message: string, cause?: unknown): InputError {
  return new InputError(
    "CERTIFICATE_INVALID",
    `${message}. Ask whoever resolved the pledges for the certificate again; formats/certificate.schema.json says what it holds.`,
    null,
    { cause },
  );
}
