// What leaves the node about planned releases: a plan whole, for the lead's own seats. What is not named here stays inside.
import { Type } from "typebox";

const Text = Type.String();
const Count = Type.Integer();
const Texts = Type.Array(Text);
const Maybe = Type.Union([Text, Type.Null()]);

const Rules = { countsFor: Texts, withholdGradingsFrom: Texts, hidePlaces: Texts };

const PlanSchema = Type.Object({
  rules: Type.Object(Rules),
  classes: Type.Array(
    Type.Object({
      id: Text,
      recipients: Texts,
      released: Texts,
      withheld: Type.Array(Type.Object({ place: Text, reason: Text, remedy: Text })),
      counts: Type.Boolean(),
      gradings: Type.Boolean(),
    }),
  ),
  banner: Text,
  excluded: Type.Array(Type.Object({ recipient: Text, reason: Text })),
  sufficiency: Type.Array(Type.Object({ class: Text, judgement: Text, verdict: Text, missing: Texts })),
  marginal: Type.Array(Type.Object({ marking: Text, adds: Texts, places: Count })),
  comparison: Type.Object({
    sets: Type.Array(Type.Object({ classes: Texts, places: Texts })),
    pairs: Type.Array(Type.Object({ a: Text, b: Text, gains: Type.Object({ a: Count, b: Count }) })),
    together: Texts,
  }),
});

/** `entente-plan/1`, every field of it: whoever has the text can work its digest out again. */
export const ProposalSchema = Type.Object({
  format: Text,
  document: Text,
  version: Count,
  sourceDigest: Text,
  community: Text,
  release: Text,
  recipients: Texts,
  rules: Type.Object(Rules),
  consents: Type.Array(
    Type.Object({ origin: Text, release: Text, portion: Text, recipient: Text, answer: Text }),
  ),
  plan: PlanSchema,
  prepared: Text,
  presentations: Type.Array(Type.Object({ class: Text, recipient: Text, digest: Text })),
  publicText: Maybe,
  publicFindings: Type.Array(Type.Object({ place: Text, phrase: Text, at: Count, from: Texts })),
  scan: Type.Object({
    renderings: Texts,
    findings: Type.Array(
      Type.Object({ class: Text, rendering: Text, place: Text, encoding: Text, where: Text }),
    ),
  }),
});

/** What became of a plan. */
export const PlanRow = {
  digest: Text,
  proposedBy: Text,
  proposedAt: Text,
  approvedBy: Maybe,
  /** The name its cuts carry; null until it is issued. */
  release: Maybe,
};

const Asked = Type.Array(Type.String({ maxLength: 64 }), { maxItems: 1000 });

/** What whoever plans says. */
export const PlanRequestSchema = Type.Object(
  {
    recipients: Type.Union([Type.Literal("everyone"), Asked]),
    rules: Type.Object(
      { countsFor: Asked, withholdGradingsFrom: Asked, hidePlaces: Asked },
      { additionalProperties: false },
    ),
    /** What is public already, to be compared with. */
    publicText: Type.Union([Type.String(), Type.Null()]),
  },
  { additionalProperties: false },
);
