// A seat as text, `GBR/drafter` or `GBR/drafter/anna.k`, and on which side of a case it sits.

export interface OwnSeat {
  readonly id: string;
  readonly member: string;
  readonly role: string;
}

/** `all`: the control of exercises, which plays no office and looks on from all sides. */
export type Side = "lead" | "ally" | "all";

export function readOwnSeat(id: string): OwnSeat {
  const [member = "", role = ""] = id.split("/");
  return { id, member, role };
}

export function sideOf(seat: OwnSeat | null, lead: string): Side {
  if (seat === null) return "all";
  return seat.member === lead ? "lead" : "ally";
}

/** The offices of an exercise that somebody can play: all of the lead's, and those that answer for a member. */
export function listOffices(lead: string, members: readonly string[]): readonly string[] {
  const ofLead = ["drafter", "release-authority", "desk", "publisher"].map((role) => `${lead}/${role}`);
  const others = [...members].filter((id) => id !== lead).sort();
  return [...ofLead, ...others.flatMap((id) => [`${id}/desk`, `${id}/release-authority`])];
}
