// What seats look like from outside.
import { Type } from "typebox";

const SeatText = Type.String({ maxLength: 200 });
export const IdParams = Type.Object(
  { id: Type.String({ pattern: "^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$" }) },
  { additionalProperties: false },
);
/** Every case of the member, or these, by their slugs. */
const CasesSchema = Type.Union([
  Type.Literal("all"),
  Type.Array(Type.String({ maxLength: 200 }), { minItems: 1, maxItems: 200, uniqueItems: true }),
]);

export const SeatRow = Type.Object({
  id: Type.String(),
  seat: Type.String(),
  cases: Type.Union([Type.Literal("all"), Type.Array(Type.String())]),
  grantedBy: Type.String(),
  grantedAt: Type.String(),
  /** Who proposed in the last week to withdraw it, an administrator's seat. */
  withdrawal: Type.Union([Type.Object({ by: Type.String(), at: Type.String() }), Type.Null()]),
});

export const SessionRow = Type.Object({
  id: Type.String(),
  seat: Type.String(),
  signedInWith: Type.Union([Type.Literal("passkey"), Type.Literal("single-sign-on")]),
  openedAt: Type.String(),
  usedAt: Type.String(),
  expiresAt: Type.String(),
  /** The one that asks. */
  own: Type.Boolean(),
});

const MachineKindSchema = Type.Union([Type.Literal("token"), Type.Literal("certificate")]);
const Scopes = Type.Union([
  Type.Literal("all"),
  Type.Array(Type.String({ maxLength: 80 }), { minItems: 1, maxItems: 200, uniqueItems: true }),
]);

export const NewMachineSchema = Type.Object(
  {
    kind: MachineKindSchema,
    /** Base64url SHA-256: of the token as it is sent, or of the certificate's public key (SPKI, DER). */
    digest: Type.String({ maxLength: 43 }),
    label: Type.String({ maxLength: 80 }),
    scopes: Scopes,
    days: Type.Integer({ minimum: 1, maximum: 366 }),
  },
  { additionalProperties: false },
);

export const MachineRow = Type.Object({
  id: Type.String(),
  kind: MachineKindSchema,
  seat: Type.String(),
  label: Type.String(),
  scopes: Type.Union([Type.Literal("all"), Type.Array(Type.String())]),
  madeAt: Type.String(),
  expiresAt: Type.String(),
  usedAt: Type.Union([Type.String(), Type.Null()]),
});

export const InvitationRow = Type.Object({
  id: Type.String(),
  kind: Type.Union([Type.Literal("first"), Type.Literal("seat"), Type.Literal("recovery")]),
  member: Type.String(),
  name: Type.Union([Type.String(), Type.Null()]),
  role: Type.Union([Type.String(), Type.Null()]),
  madeBy: Type.String(),
  secondBy: Type.Union([Type.String(), Type.Null()]),
  expiresAt: Type.String(),
  state: Type.Union([
    Type.Literal("proposed"),
    Type.Literal("open"),
    Type.Literal("accepted"),
    Type.Literal("confirmed"),
  ]),
});

export const GivenCodeSchema = Type.Object({
  id: Type.String(),
  /** To be read to the person, and kept nowhere. */
  code: Type.String(),
  expiresAt: Type.String(),
});

export const WantedSeatSchema = Type.Object(
  { seat: SeatText, cases: CasesSchema },
  { additionalProperties: false },
);

export const LostPersonSchema = Type.Object(
  { member: Type.String({ maxLength: 32 }), name: Type.String({ maxLength: 64 }) },
  { additionalProperties: false },
);

/** A period, without its end; without a word it is everything until now. */
export const TrailQuery = Type.Object(
  {
    form: Type.Optional(Type.Union([Type.Literal("jsonl"), Type.Literal("csv")])),
    from: Type.Optional(Type.String({ maxLength: 40 })),
    to: Type.Optional(Type.String({ maxLength: 40 })),
  },
  { additionalProperties: false },
);
