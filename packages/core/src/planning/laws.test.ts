// The laws of planning, on random documents in random communities, against the same decisions made the slow way.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { PolicyError } from "../encoding/index.ts";
import type { MarkedDocument } from "../documents/index.ts";
import { compileCommunity, parseBanner, printBanner } from "../markings/index.ts";
import type { CompiledCommunity } from "../markings/index.ts";
import { widen } from "../markings/markings.fixture.ts";
import { listPlaces, planRelease } from "./index.ts";
import type { ReleasePlan } from "./index.ts";
import { decidePlaces, judgeSlowly, planCases, writeMarking } from "./planning.fixture.ts";
import type { PlanCase } from "./planning.fixture.ts";

const runs = { numRuns: 300 };

/** Null where nobody may read anything. */
function plan(
  one: PlanCase,
  community: CompiledCommunity = compileCommunity(one.community),
): ReleasePlan | null {
  try {
    return planRelease({ ...one, community });
  } catch (error) {
    if (error instanceof PolicyError && error.code === "RELEASE_NOBODY") return null;
    throw error;
  }
}

function releasedTo(recipient: string, of: ReleasePlan | null): readonly string[] {
  return of?.classes.find(({ recipients }) => recipients.includes(recipient))?.released ?? [];
}

const namesOf = (document: MarkedDocument, { community }: CompiledCommunity): readonly string[] =>
  listPlaces(document, community.policies).map(({ name }) => name);

describe("a plan", () => {
  it("gives every recipient what it may see, explains the rest, and makes one class of all who see the same", () => {
    let classes = 0;
    let withheldByOrigin = 0;
    fc.assert(
      fc.property(planCases, (one) => {
        const community = compileCommunity(one.community);
        const made = plan(one, community);
        const names = namesOf(one.document, community);
        for (const recipient of one.recipients) {
          const seen = decidePlaces(one, recipient, community);
          expect(releasedTo(recipient, made)).toEqual(names.filter((name) => seen.has(name)));
        }
        if (made === null) return;
        classes += made.classes.length;
        expect(made.excluded.map(({ recipient }) => recipient)).toEqual(
          one.recipients.filter((recipient) => releasedTo(recipient, made).length === 0).sort(),
        );
        const shapes = made.classes.map((each) => [each.released, each.counts, each.gradings]);
        expect(new Set(shapes.map((shape) => JSON.stringify(shape))).size).toBe(shapes.length);
        for (const each of made.classes) {
          const withheld = each.withheld.filter(({ place }) => !place.endsWith("#grading"));
          expect(withheld.map(({ place }) => place)).toEqual(
            names.filter((name) => !each.released.includes(name)),
          );
          for (const { reason, remedy } of each.withheld) {
            expect(reason).toMatch(/^\S.*\.$/);
            expect(remedy).toMatch(/^\S.*\.$/);
            if (reason.includes("where it comes from")) withheldByOrigin += 1;
          }
        }
      }),
      runs,
    );
    // Cases in which nobody, or everybody, sees everything would prove nothing.
    expect(classes).toBeGreaterThan(runs.numRuns);
    expect(withheldByOrigin).toBeGreaterThan(100);
  });

  it("names a marking under which what it withholds for its marking alone would be released", () => {
    let named = 0;
    fc.assert(
      fc.property(planCases, (one) => {
        const community = compileCommunity(one.community);
        const { policies } = one.community;
        const places = new Map(listPlaces(one.document, policies).map((place) => [place.name, place]));
        for (const { recipients, withheld } of plan(one, community)?.classes ?? [])
          for (const { place, remedy } of withheld) {
            const text = /^Marked (.*?), it would be released\./.exec(remedy)?.[1];
            if (text === undefined) continue;
            named += 1;
            const readers = community.audienceOf(parseBanner(text, policies));
            expect(recipients.every((recipient) => readers.has(recipient))).toBe(true);
            expect(community.audienceOf(places.get(place)?.marking ?? null).isWithin(readers)).toBe(true);
          }
      }),
      runs,
    );
    expect(named).toBeGreaterThan(runs.numRuns);
  });

  it("never withholds more from anyone once a member is cleared for more", () => {
    fc.assert(
      fc.property(planCases, fc.nat(), fc.nat(), fc.nat(), (one, who, policy, level) => {
        const before = plan(one);
        const after = plan(one, compileCommunity(widen(one.community, who, policy, level)));
        for (const recipient of one.recipients)
          expect(releasedTo(recipient, after)).toEqual(
            expect.arrayContaining([...releasedTo(recipient, before)]),
          );
      }),
      runs,
    );
  });

  it("gives no more with an originator's say than without, no less with a grant, no more with a refusal", () => {
    fc.assert(
      fc.property(planCases, fc.nat(), (one, which) => {
        const strip = (portion: MarkedDocument["portions"][number]) => ({ ...portion, origin: null });
        const own = plan({
          ...one,
          document: {
            ...one.document,
            portions: one.document.portions.map(strip),
            footnotes: one.document.footnotes.map(strip),
          },
        });
        const [answer] = one.consents.slice(which % 12);
        const without = plan({ ...one, consents: one.consents.filter((each) => each !== answer) });
        const made = plan(one);
        for (const recipient of one.recipients) {
          const released = releasedTo(recipient, made);
          expect(releasedTo(recipient, own)).toEqual(expect.arrayContaining([...released]));
          const [less, more] =
            answer?.answer === "refused"
              ? [released, releasedTo(recipient, without)]
              : [releasedTo(recipient, without), released];
          expect(more).toEqual(expect.arrayContaining([...less]));
        }
      }),
      runs,
    );
  });
});

describe("sufficiency", () => {
  it("is what going over all judgements again and again finds", () => {
    const verdicts = new Map<string, number>();
    fc.assert(
      fc.property(planCases, (one) => {
        const made = plan(one);
        for (const { id, released } of made?.classes ?? []) {
          const slow = judgeSlowly(one.document, new Set(released));
          const own = made?.sufficiency.filter((each) => each.class === id) ?? [];
          expect(own.map(({ judgement }) => judgement)).toEqual([...slow.keys()]);
          for (const { judgement, verdict, missing } of own) {
            expect({ judgement, verdict, missing }).toEqual({ judgement, ...slow.get(judgement) });
            verdicts.set(verdict, (verdicts.get(verdict) ?? 0) + 1);
          }
        }
      }),
      runs,
    );
    for (const verdict of ["carried", "weakened", "unsupported", "withheld"])
      expect(verdicts.get(verdict)).toBeGreaterThan(30);
  });
});

describe("marginal value", () => {
  it("of a marking is what planning again with that marking relaxed gives", () => {
    let added = 0;
    fc.assert(
      fc.property(planCases, (one) => {
        const community = compileCommunity(one.community);
        const { policies } = one.community;
        const made = plan(one, community);
        if (made === null) return;
        const places = listPlaces(one.document, policies);
        const canAct = (recipient: string, relaxed: string | null): boolean => {
          const seen = decidePlaces(one, recipient, community, relaxed);
          const verdicts = [...judgeSlowly(one.document, seen).values()];
          const body = one.document.portions.filter(({ kind }) => kind !== "rendition");
          return verdicts.length > 0
            ? verdicts.every(({ verdict }) => verdict === "carried")
            : body.every(({ id }) => seen.has(id));
        };
        const unable = one.recipients.filter((recipient) => !canAct(recipient, null));
        const expected = [...new Set(places.map(({ marking }) => marking))]
          .map((marking) => ({ marking, text: writeMarking(marking, policies) }))
          .filter(({ text }, index, all) => all.findIndex((other) => other.text === text) === index)
          .flatMap(({ marking, text }) => {
            const adds = unable.filter((recipient) => canAct(recipient, text)).sort();
            if (marking === null || adds.length === 0) return [];
            const under = places.filter((place) => writeMarking(place.marking, policies) === text);
            return [{ marking: printBanner(marking, policies), adds, places: under.length }];
          });
        added += expected.length;
        expect([...made.marginal].sort(byMarking)).toEqual(expected.sort(byMarking));
        const gains = made.marginal.map(({ adds }) => adds.length);
        expect(gains).toEqual([...gains].sort((a, b) => b - a));
      }),
      runs,
    );
    expect(added).toBeGreaterThan(60);
  });
});

const byMarking = (a: { marking: string }, b: { marking: string }): number =>
  a.marking < b.marking ? -1 : 1;

describe("comparison", () => {
  it("of two classes is the union of what their members may see, less what each has", () => {
    let pairs = 0;
    fc.assert(
      fc.property(planCases, (one) => {
        const community = compileCommunity(one.community);
        const made = plan(one, community);
        if (made === null) return;
        const names = namesOf(one.document, community);
        const entitled = (id: string): ReadonlySet<string> => {
          const [first] = made.classes.find((each) => each.id === id)?.recipients ?? [];
          return decidePlaces(one, first ?? "", community);
        };
        const sights = new Map(made.classes.map(({ id }) => [id, entitled(id)]));
        const less = (
          own = new Set<string>() as ReadonlySet<string>,
          others: readonly (ReadonlySet<string> | undefined)[],
        ) => names.filter((name) => !own.has(name) && others.some((other) => other?.has(name) === true));
        const { sets, pairs: compared, together } = made.comparison;
        // What the sets say a class learns from another, in document order.
        const learn = (own: string, other: string): readonly string[] => {
          const gained = sets.filter(({ classes }) => !classes.includes(own) && classes.includes(other));
          const places = new Set(gained.flatMap((set) => set.places));
          return names.filter((name) => places.has(name));
        };
        const expected = made.classes.flatMap((a, index) =>
          made.classes.slice(index + 1).map((b) => {
            const [first, second] = [
              less(sights.get(a.id), [sights.get(b.id)]),
              less(sights.get(b.id), [sights.get(a.id)]),
            ];
            expect([learn(a.id, b.id), learn(b.id, a.id)]).toEqual([first, second]);
            return { a: a.id, b: b.id, gains: { a: first.length, b: second.length } };
          }),
        );
        expect(compared).toEqual(expected.filter(({ gains }) => gains.a + gains.b > 0));
        expect(new Set(sets.flatMap((set) => set.places)).size).toBe(
          sets.flatMap((set) => set.places).length,
        );
        const learnt = new Set([...sights.values()].flatMap((own) => less(own, [...sights.values()])));
        expect(together).toEqual(names.filter((name) => learnt.has(name)));
        pairs += compared.length;
      }),
      runs,
    );
    expect(pairs).toBeGreaterThan(runs.numRuns);
  });
});
