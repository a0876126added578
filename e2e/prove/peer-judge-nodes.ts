// Whether three nodes agree on what is about no member alone: letters among members, keys of nodes, cosigned heads, packages.
import { compareStreams, isBroughtAgain } from "./peer-judge.ts";
import type { PackageThere } from "./peer-packages.ts";
import type { PeerState } from "./peer-state.ts";

/** What a node holds beside what it holds of a case. */
export interface NodeThere {
  readonly state: PeerState;
  readonly packages: readonly PackageThere[];
  /** Its card, by itself. */
  readonly card: string;
}

/** A package the lead is known to have shared: what it says, once it is open. */
export interface SharedThere {
  readonly digest: string;
  readonly text: string;
}

/**
 * Null where they agree.
 * @param nodes by member, the lead's first.
 * @param now by the machine's own clock, milliseconds since the epoch.
 */
export function judgeNodes(
  nodes: ReadonlyMap<string, NodeThere>,
  { shared, now }: { readonly shared: readonly SharedThere[]; readonly now: number },
): string | null {
  const members = [...nodes.keys()];
  for (const member of members)
    for (const other of members.filter((one) => one !== member)) {
      const fault = judgePair(nodes, member, other);
      if (fault !== null) return `${member} to ${other}: ${fault}`;
    }
  return judgeWitnesses(nodes) ?? judgePackages(nodes, { shared, now });
}

function judgePair(nodes: ReadonlyMap<string, NodeThere>, member: string, other: string): string | null {
  const [here, there] = [nodes.get(member), nodes.get(other)];
  const [from, to] = [here?.state.streams[other], there?.state.streams[member]];
  if (here === undefined || there === undefined || from === undefined || to === undefined)
    return "the nodes are not paired";
  const keys = here.state.keys[other];
  if (keys === undefined || keys.told !== keys.own)
    return `keys ${String(keys?.own)} were made and ${String(keys?.told)} are confirmed`;
  if (keys.card !== there.card) return "it is known by another card";
  const refused = to.in.filter((one) => one.state !== "taken" && !isBroughtAgain(one));
  // What a member says may be refused by the lead; what a lead says, and what members say to each other, never is.
  const isSaid = nodes.keys().next().value === other;
  if (!isSaid && refused.length > 0)
    return `not taken: ${refused.map(({ number, kind, why }) => `${number} ${kind} ${why ?? ""}`).join(", ")}`;
  return compareStreams(from, to);
}

function judgeWitnesses(nodes: ReadonlyMap<string, NodeThere>): string | null {
  const [[lead, { state }] = fail()] = nodes;
  const allies = [...nodes.keys()].slice(1).sort();
  const cosigned = [...new Set(state.cosigned?.map((name) => name.split("-")[0]))].sort();
  return cosigned.join() === allies.join()
    ? null
    : `${lead}: its newest head is cosigned by [${cosigned.join(", ")}]`;
}

function judgePackages(
  nodes: ReadonlyMap<string, NodeThere>,
  { shared, now }: { readonly shared: readonly SharedThere[]; readonly now: number },
): string | null {
  const members = [...nodes.keys()].sort();
  const [[lead, first] = fail()] = nodes;
  const show = ({ packages }: NodeThere) =>
    packages
      .map(({ digest, letGo }) => `${digest} ${letGo.join("+")}`)
      .sort()
      .join("; ");
  for (const [member, there] of nodes)
    if (show(there) !== show(first))
      return `packages at ${member} are [${show(there)}] and at ${lead} [${show(first)}]`;
  for (const { digest } of shared)
    if (!first.packages.some((one) => one.digest === digest)) return `the package ${digest} is lost`;
  for (const [member, { packages }] of nodes)
    for (const { digest, instant, round, letGo, isOpen, text } of packages) {
      const isDue = Date.parse(instant) <= now;
      if (!isDue && (letGo.length > 0 || isOpen)) return `${digest} opened early at ${member}`;
      if (isDue && round === null && (letGo.join() !== members.join() || !isOpen))
        return `${digest} is not open at ${member}: ${letGo.join()}`;
      const known = shared.find((one) => one.digest === digest);
      if (known !== undefined && text !== null && text !== known.text)
        return `${digest} says something else at ${member}`;
    }
  return null;
}

function fail(): never {
  throw new Error("there are no nodes to judge");
}
