// What signing in sends and takes. The WebAuthn parts are those of the standard's own JSON forms, and no more of them than
// is used: what is not here does not leave.
import { Type } from "typebox";

const closed = { additionalProperties: false } as const;
const Base64url = Type.String({ pattern: "^[A-Za-z0-9_-]*$", maxLength: 16_384 });
const Secret = Type.String({ pattern: "^[A-Za-z0-9_-]{43}$" });
const Transports = Type.Array(Type.String({ maxLength: 30 }), { maxItems: 10 });

const Descriptor = Type.Object({
  id: Type.String(),
  type: Type.Literal("public-key"),
  transports: Type.Optional(Type.Array(Type.String())),
});

/** PublicKeyCredentialRequestOptionsJSON. */
export const RequestOptions = Type.Object({
  challenge: Type.String(),
  rpId: Type.String(),
  timeout: Type.Integer(),
  userVerification: Type.Literal("required"),
  allowCredentials: Type.Array(Descriptor),
});

/** PublicKeyCredentialCreationOptionsJSON. */
export const CreationOptions = Type.Object({
  challenge: Type.String(),
  rp: Type.Object({ id: Type.String(), name: Type.String() }),
  user: Type.Object({ id: Type.String(), name: Type.String(), displayName: Type.String() }),
  pubKeyCredParams: Type.Array(Type.Object({ type: Type.Literal("public-key"), alg: Type.Integer() })),
  timeout: Type.Integer(),
  attestation: Type.Literal("none"),
  excludeCredentials: Type.Array(Descriptor),
  authenticatorSelection: Type.Object({
    residentKey: Type.Literal("required"),
    requireResidentKey: Type.Literal(true),
    userVerification: Type.Literal("required"),
  }),
});

/** What every answer of a device has. The console sends what is looked at, and nothing that browsers add to it. */
const answered = {
  id: Type.String({ pattern: "^[A-Za-z0-9_-]{1,1400}$" }),
  rawId: Type.String({ maxLength: 1400 }),
  type: Type.Literal("public-key"),
  clientExtensionResults: Type.Object({}, closed),
};

/** AuthenticationResponseJSON. */
export const AssertionAnswer = Type.Object(
  {
    ...answered,
    response: Type.Object(
      {
        clientDataJSON: Base64url,
        authenticatorData: Base64url,
        signature: Base64url,
        userHandle: Type.Optional(Base64url),
      },
      closed,
    ),
  },
  closed,
);

/** RegistrationResponseJSON. */
export const AttestationAnswer = Type.Object(
  {
    ...answered,
    response: Type.Object(
      { clientDataJSON: Base64url, attestationObject: Base64url, transports: Transports },
      closed,
    ),
  },
  closed,
);

const StatementSchema = Type.Object({
  who: Type.String(),
  what: Type.String(),
  lines: Type.Array(Type.Object({ label: Type.String(), text: Type.String() })),
  toWhom: Type.String(),
  words: Type.String(),
  digest: Type.String(),
});

/** What to show before an act, and what to have signed. */
export const StepUpQuestionSchema = Type.Object({
  id: Secret,
  statement: StatementSchema,
  options: RequestOptions,
});

export const SecretText = Secret;

/** What a person calls a device, `Office key`. */
export const PasskeyName = Type.String({ minLength: 1, maxLength: 60, pattern: "^\\S(.*\\S)?$" });
export const ProviderName = Type.String({ pattern: "^[a-z][a-z0-9-]{0,30}$" });

/** Who signed in sits on this seat, until then. */
export const SignedIn = Type.Object({ seat: Type.String(), expiresAt: Type.String() });

export const OwnPasskeys = Type.Object({
  passkeys: Type.Array(
    Type.Object({
      id: Type.String(),
      name: Type.String(),
      /** Cannot leave the device it was made on. */
      deviceBound: Type.Boolean(),
      madeAt: Type.String(),
      usedAt: Type.Union([Type.String(), Type.Null()]),
    }),
  ),
  /** Names of the providers that know the person. */
  providers: Type.Array(Type.String()),
});
