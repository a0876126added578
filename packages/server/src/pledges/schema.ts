// What is said of pledges and resolutions over HTTP. What an answer's schema does not name stays inside.
import { authorities } from "@entente/core/arrangements";
import { Type } from "typebox";
import { CaseParams, FileForm, LevelsSchema } from "../routing/index.ts";

const Text = Type.String();
const MaybeText = Type.Union([Text, Type.Null()]);
const Count = Type.Integer();
export const MemberParams = Type.Object(
  { ...CaseParams.properties, member: Type.String({ maxLength: 100 }) },
  { additionalProperties: false },
);

/** In words, or as levels of `entente-pledges/1`, which are read as strictly as a file's. */
export const SourceSchema = Type.Union([
  Type.Object({ text: Type.String({ maxLength: 20_000 }) }, { additionalProperties: false }),
  Type.Object(
    { levels: Type.Array(FileForm("entente-pledges/1#level"), { maxItems: 1000 }) },
    { additionalProperties: false },
  ),
]);

export const ParseBody = Type.Object({ pledge: SourceSchema }, { additionalProperties: false });

export const PlaceBody = Type.Object(
  {
    pledge: SourceSchema,
    authority: Type.Enum(authorities),
    /** The last instant at which it counts; null until it is withdrawn. */
    validUntil: Type.Union([Type.String({ maxLength: 40 }), Type.Null()]),
    /**
     * Null: openly. Else sealed, with 32 random bytes in base64url that you draw and keep: with them, with what you sent and
     * with the answer you make your receipt, and nobody else can.
     */
    sealed: Type.Union([
      Type.Object({ salt: Type.String({ minLength: 43, maxLength: 43 }) }, { additionalProperties: false }),
      Type.Null(),
    ]),
  },
  { additionalProperties: false },
);

export const ReceiptBody = Type.Object(
  { receipt: FileForm("entente-receipt/1") },
  { additionalProperties: false },
);

export const KindSchema = Type.Object({ id: Text, one: Text, many: Text, counted: Type.Boolean() });

export const VocabularySchema = Type.Object({
  /** The case's id, which a receipt names. */
  case: Text,
  member: Text,
  members: Type.Array(Text),
  groups: Type.Array(Text),
  weights: Type.Array(Text),
  kinds: Type.Array(KindSchema),
});

export const MeasureSchema = Type.Object({ kind: Text, count: Count });

/** Of a sealed pledge only where and when it was committed to: what it says is on its way to nobody. */
export const PlacedSchema = Type.Object({
  sealed: Type.Boolean(),
  pledge: MaybeText,
  leaf: Count,
  at: Text,
});

export const StandingSchema = Type.Object({
  pledge: Text,
  levels: LevelsSchema,
  authority: Text,
  validUntil: MaybeText,
});

const Committed = { placedAt: Text, leaf: Count };

export const OwnSchema = Type.Object({
  open: Type.Union([Type.Object({ ...StandingSchema.properties, ...Committed }), Type.Null()]),
  sealed: Type.Union([Type.Object(Committed), Type.Null()]),
  locked: MaybeText,
});

export const OutcomeSchema = Type.Object({
  lockedAt: MaybeText,
  acts: Type.Union([
    Type.Object({ measures: Type.Array(MeasureSchema), authority: Text, validUntil: MaybeText }),
    Type.Null(),
  ]),
});

/** Pledges as a file of `entente-pledges/1`. */
const PledgesFile = Type.Object({
  format: Text,
  groups: Type.Record(Text, Type.Array(Text)),
  weights: Type.Record(Text, Type.Record(Text, Type.Number())),
  pledges: Type.Array(Type.Object({ member: Text, levels: LevelsSchema })),
});

export const TrialSchema = Type.Object({
  acting: Type.Array(Text),
  levels: Type.Record(Text, Count),
  alone: Type.Array(Text),
  explain: Type.Record(Text, Text),
  pledges: PledgesFile,
});

const CertifiedSchema = Type.Object({
  levels: Type.Record(Text, Count),
  steps: Type.Array(Type.Tuple([Text, Count])),
});

export const FinalSchema = Type.Object({
  id: Text,
  lockedAt: Text,
  lockedBy: Text,
  acting: Type.Array(
    Type.Object({
      ...{ member: Text, level: Count, measures: Type.Array(MeasureSchema), authority: Text },
      ...{ validUntil: MaybeText, explanation: Text },
    }),
  ),
  certificate: Type.Union([
    Type.Object({ format: Text, together: CertifiedSchema, alone: CertifiedSchema }),
    Type.Null(),
  ]),
  pledges: PledgesFile,
});

export const CheckedSchema = Type.Object({
  ...{ member: Text, pledge: Text, authority: Text, validUntil: MaybeText },
  ...{ leaf: Count, at: Text, verified: Type.Literal(true) },
});

export const CompanySchema = Type.Object({ member: Text, from: Count, to: Count, most: Count });
