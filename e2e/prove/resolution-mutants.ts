// Certificates and resolutions with one thing changed, and a second judge of certificates that counts everything anew.
import type { Resolution, ResolutionCertificate } from "../../packages/core/src/coalition/index.ts";
import type { PledgeSet } from "../../packages/core/src/pledges/index.ts";
import { createJudge } from "./resolution-oracle.ts";

type Side = "together" | "alone";
type Levels = Readonly<Record<string, number>>;
type Steps = ResolutionCertificate["together"]["steps"];

export interface CertificateMutant {
  readonly what: string;
  readonly certificate: ResolutionCertificate;
  /** Whether the outcome claimed is another: such a certificate is wrong whatever its steps. */
  readonly claimsOther: boolean;
}

/** One change to what is claimed, or to the steps that should prove it. */
export function mutateCertificate(
  certificate: ResolutionCertificate,
  { pledges }: PledgeSet,
  random: () => number,
): CertificateMutant {
  const below = (limit: number): number => Math.floor(random() * limit);
  const side: Side = random() < 0.5 ? "together" : "alone";
  const { levels, steps } = certificate[side];
  const claim = (what: string, changed: Levels): CertificateMutant => ({
    what: `${side}: ${what}`,
    certificate: { ...certificate, [side]: { levels: changed, steps } },
    claimsOther: true,
  });
  const step = (what: string, changed: Steps): CertificateMutant => ({
    what: `${side}: ${what}`,
    certificate: { ...certificate, [side]: { levels, steps: changed } },
    claimsOther: false,
  });
  const pledge = pledges[below(pledges.length)];
  const member = pledge?.member ?? "X";
  const level = levels[member] ?? 0;
  const at = below(steps.length);
  const [mover = "X", to = 0] = steps[at] ?? [];
  switch (below(steps.length === 0 ? 3 : 9)) {
    case 0:
      return claim("one level more", { ...levels, [member]: level + 1 });
    case 1:
      return level === 0
        ? claim("a stranger", { ...levels, Y: 1 })
        : claim(
            "one member less",
            Object.fromEntries(Object.entries(levels).filter(([id]) => id !== member)),
          );
    case 2:
      return level < 2
        ? claim("another level", { ...levels, [member]: level + 2 })
        : claim("one level less", { ...levels, [member]: level - 1 });
    case 3:
      return step("a step left out", steps.toSpliced(at, 1));
    case 4:
      return step("a step taken twice", steps.toSpliced(at, 0, [mover, to]));
    case 5:
      return step("a step to elsewhere", steps.toSpliced(at, 1, [mover, below(4)]));
    case 6:
      return step("a step of another", steps.toSpliced(at, 1, [member, to]));
    case 7: {
      const without = steps.toSpliced(at, 1);
      return step("a step at another time", without.toSpliced(below(steps.length), 0, [mover, to]));
    }
    default:
      return step("a step by nobody", [...steps, ["Y", side === "together" ? 0 : 1]]);
  }
}

/** The resolution with one member acting that does not, or the other way round. */
export function mutateResolution(resolution: Resolution, set: PledgeSet, random: () => number): Resolution {
  const { member } = set.pledges[Math.floor(random() * set.pledges.length)] ?? { member: "X" };
  const flip = (ids: readonly string[]): readonly string[] =>
    ids.includes(member) ? ids.filter((id) => id !== member) : [...ids, member].sort();
  if (random() < 0.5) return { ...resolution, alone: flip(resolution.alone) };
  const level = resolution.levels[member] ?? 0;
  if (level === 0 || random() < 0.3)
    return { ...resolution, levels: { ...resolution.levels, [member]: level + 1 } };
  const others = Object.entries(resolution.levels).filter(([id]) => id !== member);
  return { ...resolution, acting: flip(resolution.acting), levels: Object.fromEntries(others) };
}

/** Whether the certificate proves what it claims: every step follows, and the end is the claim and stays. */
export function provesItsClaim(set: PledgeSet, certificate: ResolutionCertificate): boolean {
  const judge = createJudge(set);
  return (["together", "alone"] as const).every((side) => {
    const down = side === "together";
    const levels = set.pledges.map((pledge) => (down ? pledge.levels.length : 0));
    const allowed = (member: number): number => {
      for (let level = set.pledges[member]?.levels.length ?? 0; level > 0; level -= 1)
        if (judge(member, level, levels)) return level;
      return 0;
    };
    for (const [id, to] of certificate[side].steps) {
      const member = set.pledges.findIndex((pledge) => pledge.member === id);
      const now = levels[member];
      if (now === undefined || (down ? to >= now : to <= now)) return false;
      if (down ? to < allowed(member) : to > allowed(member)) return false;
      levels[member] = to;
    }
    const acting = set.pledges
      .map(({ member }, index) => [member, levels[index] ?? 0] as const)
      .filter(([, level]) => level > 0);
    const print = (entries: readonly (readonly [string, number])[]): string =>
      JSON.stringify([...entries].sort(([a], [b]) => (a < b ? -1 : 1)));
    return (
      levels.every((level, member) => allowed(member) === level) &&
      print(acting) === print(Object.entries(certificate[side].levels))
    );
  });
}
