// Who a case concerns, in which groups on which day, and what each is able to do in time. The lead sees what is known of every
// member; a member sees that of itself alone.
import { capacityOf, planLegalSteps } from "@entente/core/arrangements";
import type { Capacity, LegalPlan } from "@entente/core/arrangements";
import { readDay } from "@entente/core/encoding";
import type { Day, Instant } from "@entente/core/encoding";
import { findKind } from "@entente/core/kinds";
import { groupsAsOf } from "@entente/core/markings";
import type { Clearance, Group, Member } from "@entente/core/markings";
import { reachesMember } from "../access/index.ts";
import type { View } from "../access/index.ts";
import { listApproaches } from "../approaches/index.ts";
import { arrangementsOf, communityOf } from "../cases/index.ts";
import type { CaseRow } from "../cases/index.ts";
import type { Reader } from "../storage/index.ts";
import { findTZero } from "../t-zero/index.ts";

export interface ShownCommunity {
  readonly name: string;
  readonly exercise: boolean;
  readonly asOf: Day;
  readonly members: readonly Pick<Member, "id" | "name" | "kind">[];
  readonly groups: readonly Pick<Group, "id" | "name" | "members" | "changes">[];
}

/** The community as it was on a day; null: on its own. @throws InputError DAY_INVALID for what is no day. */
export function showCommunity(row: CaseRow, day: string | null): ShownCommunity {
  const { community } = communityOf(row);
  const asOf = readDay(day ?? community.asOf);
  return {
    ...{ name: community.name, exercise: community.exercise, asOf },
    members: community.members.map(({ id, name, kind }) => ({ id, name, kind })),
    groups: groupsAsOf(community, asOf).map(({ id, name, members, changes }) => ({
      ...{ id, name, members, changes },
    })),
  };
}

export interface ShownMember {
  readonly id: string;
  readonly name: string;
  readonly kind: Member["kind"];
  readonly groups: readonly string[];
  /** Null for a member that is not the view's own and not the lead's to see. */
  readonly clearances: Readonly<Record<string, Clearance>> | null;
  readonly capacity: Capacity | null;
  /** Whether the coalition file describes it; if not, its capacity is what holds of anybody unknown. */
  readonly described: boolean;
}

export function showMembers(row: CaseRow, view: View): readonly ShownMember[] {
  const { community } = communityOf(row);
  const arrangements = arrangementsOf(row);
  return community.members.map(({ id, name, kind, clearances }) => {
    const reached = reachesMember(view, id);
    return {
      ...{ id, name, kind },
      groups: community.groups.filter(({ members }) => members.includes(id)).map((group) => group.id),
      clearances: reached ? clearances : null,
      capacity: reached ? capacityOf(arrangements, id) : null,
      described: reached && Object.hasOwn(arrangements.capacities, id),
    };
  });
}

export interface Steps {
  readonly answer: Instant;
  readonly tZero: Instant;
  readonly plans: readonly (LegalPlan & { readonly said: string })[];
}

/**
 * The legal steps of every kind that is known of the member, if it answers at `answer` (null: when it is due, or now if that is
 * past); null where no common instant is set or given.
 */
export async function planSteps(
  reader: Reader,
  view: View,
  {
    row,
    member,
    at,
    ...asked
  }: {
    readonly row: CaseRow;
    readonly member: string;
    readonly at: Instant;
    readonly answer: Instant | null;
    readonly tZero: Instant | null;
  },
): Promise<Steps | null> {
  const tZero = asked.tZero ?? (await findTZero(reader, view))?.instant ?? null;
  if (tZero === null) return null;
  const approach = (await listApproaches(reader, view)).find((one) => one.member === member);
  const due = approach === undefined || approach.answerBy < at ? at : approach.answerBy;
  const answer = asked.answer ?? due;
  const arrangements = arrangementsOf(row);
  const capacity = capacityOf(arrangements, member);
  return {
    ...{ answer, tZero },
    plans: Object.keys(capacity.steps).map((kind) => ({
      ...planLegalSteps(capacity, kind, { answer, tZero }),
      said: findKind(arrangements.kinds, kind)?.one ?? kind,
    })),
  };
}
