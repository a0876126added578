import { describe, expect, test } from "vitest";
import { makeAuthenticator } from "./authenticator.fixture.ts";
import type { Making, Wrongs } from "./authenticator.fixture.ts";
import { askForNewPasskey, askForPasskey, challengeIn, checkNewPasskey, checkPasskey } from "./passkeys.ts";
import { openRelyingParty } from "./relying-party.ts";
import { drawSecret } from "./secrets.ts";

const party = openRelyingParty("https://entente.example", "Entente");
const person = "6dba34a0-4ad5-4c0e-9c4f-7b7c3c4e8a10";
const handle = drawSecret();
const place = { origin: party.origin, rpId: party.id };

async function makeKnown() {
  const device = makeAuthenticator();
  const challenge = drawSecret();
  const question = await askForNewPasskey(party, { handle, shown: "anna.k", challenge, has: [] });
  const asked: Making = { ...place, challenge: question.challenge, userHandle: question.user.id };
  const made = await checkNewPasskey(party, { handle, challenge, answer: device.make(asked) });
  if (made === null) throw new Error("no passkey was made");
  return { device, known: { ...made, person } };
}

describe("a question", () => {
  test("asks for verification of the person, for a passkey the device keeps, and for no word about the device", async () => {
    const question = await askForNewPasskey(party, {
      handle,
      shown: "anna.k",
      challenge: drawSecret(),
      has: [],
    });
    expect(question).toMatchObject({
      rp: { id: "entente.example", name: "Entente" },
      user: { id: handle, name: "anna.k" },
      authenticatorSelection: { residentKey: "required", userVerification: "required" },
      attestation: "none",
    });
  });

  test("to sign in names nobody", async () => {
    const challenge = drawSecret();
    const question = await askForPasskey(party, { challenge, of: [] });
    expect(question).toMatchObject({ challenge, userVerification: "required", allowCredentials: [] });
  });
});

describe("an answer", () => {
  test("of the right device is taken, and its count goes on", async () => {
    const { device, known } = await makeKnown();
    const challenge = drawSecret();
    const answer = device.sign({ ...place, challenge });
    expect(challengeIn(answer)).toBe(challenge);
    expect(await checkPasskey(party, { challenge, answer, known })).toEqual({ counter: 1 });
  });

  const wrongs: readonly (readonly [string, Wrongs])[] = [
    ["by a device that did not verify who holds it", { verified: false }],
    ["with nobody there", { present: false }],
    ["from a page within a page", { crossOrigin: true }],
    [
      "from a page within a page of another site",
      { crossOrigin: true, topOrigin: "https://elsewhere.example" },
    ],
    ["that says it makes a passkey", { type: "webauthn.create" }],
    ["with a signature that does not hold", { tamper: true }],
    ["that says it is somebody else's", { userHandle: Buffer.from("somebody").toString("base64url") }],
  ];
  test.each(wrongs)("%s is refused", async (_name, wrong) => {
    const { device, known } = await makeKnown();
    const challenge = drawSecret();
    const answer = device.sign({ ...place, challenge }, wrong);
    expect(await checkPasskey(party, { challenge, answer, known })).toBeNull();
  });

  test("with a count that does not grow is refused: there are two of that passkey", async () => {
    const { device, known } = await makeKnown();
    const challenge = drawSecret();
    const answer = device.sign({ ...place, challenge }, { counter: 7 });
    expect(await checkPasskey(party, { challenge, answer, known: { ...known, counter: 7 } })).toBeNull();
    expect(await checkPasskey(party, { challenge, answer, known: { ...known, counter: 6 } })).not.toBeNull();
  });

  test.each([
    ["another page", { origin: "https://entente.example.attacker.example", rpId: party.id }],
    ["plain HTTP", { origin: "http://entente.example", rpId: party.id }],
    ["another port", { origin: "https://entente.example:8443", rpId: party.id }],
    ["another host", { origin: party.origin, rpId: "attacker.example" }],
  ])("made on %s is refused", async (_name, elsewhere) => {
    const { device, known } = await makeKnown();
    const challenge = drawSecret();
    const answer = device.sign({ ...elsewhere, challenge });
    expect(await checkPasskey(party, { challenge, answer, known })).toBeNull();
    const asked = { ...elsewhere, challenge, userHandle: "" };
    expect(
      await checkNewPasskey(party, { handle, challenge, answer: makeAuthenticator().make(asked) }),
    ).toBeNull();
  });

  test("to another question, by another device, or of nobody known is refused", async () => {
    const { device, known } = await makeKnown();
    const challenge = drawSecret();
    const answer = device.sign({ ...place, challenge });
    expect(await checkPasskey(party, { challenge: drawSecret(), answer, known })).toBeNull();
    const other = makeAuthenticator().sign({ ...place, challenge });
    expect(
      await checkPasskey(party, { challenge, answer: { ...other, id: known.credential }, known }),
    ).toBeNull();
    expect(await checkPasskey(party, { challenge, answer, known: null })).toBeNull();
  });

  test.each([
    ["did not verify who holds the device", { verified: false }],
    ["was made in a page within a page", { crossOrigin: true }],
    ["says it signs in", { type: "webauthn.get" }],
  ] as const)("that makes a passkey and %s is refused", async (_name, wrong) => {
    const challenge = drawSecret();
    const answer = makeAuthenticator().make({ ...place, challenge, userHandle: "" }, wrong);
    expect(await checkNewPasskey(party, { handle, challenge, answer })).toBeNull();
  });

  test("of any shape ends in a refusal, never in an exception", async () => {
    const { known } = await makeKnown();
    const challenge = drawSecret();
    for (const clientDataJSON of ["", "e30", "bnVsbA", "W10", "????", "a".repeat(5000)]) {
      const response = { clientDataJSON, authenticatorData: "", signature: "", attestationObject: "" };
      const answer = { id: known.credential, rawId: known.credential, type: "public-key" as const, response };
      const whole = { ...answer, clientExtensionResults: {} };
      expect(challengeIn(whole)).toBeNull();
      expect(await checkPasskey(party, { challenge, answer: whole, known })).toBeNull();
      expect(await checkNewPasskey(party, { handle, challenge, answer: whole })).toBeNull();
    }
  });

  test("takes as long for a passkey nobody has as for one somebody has", async () => {
    const { device, known } = await makeKnown();
    const challenge = drawSecret();
    const answer = device.sign({ ...place, challenge });
    const time = async (who: typeof known | null): Promise<number> => {
      const start = performance.now();
      await checkPasskey(party, { challenge, answer, known: who });
      return performance.now() - start;
    };
    const times: { known: number[]; nobody: number[] } = { known: [], nobody: [] };
    for (let turn = 0; turn < 150; turn += 1) {
      times.known.push(await time(known));
      times.nobody.push(await time(null));
    }
    const middle = (list: number[]): number => [...list].sort((a, b) => a - b)[list.length >> 1] ?? 0;
    // Without the key that nobody has, an unknown passkey would be answered without a signature being checked.
    expect(middle(times.nobody)).toBeGreaterThan(middle(times.known) * 0.7);
    expect(middle(times.nobody)).toBeLessThan(middle(times.known) * 1.4);
  });
});

describe("the address of a node", () => {
  test.each([
    "https://entente.example",
    "https://entente.example:8443",
    "http://localhost:8480",
    "https://localhost",
  ])("may be %s", (origin) => {
    expect(openRelyingParty(origin, "Entente").origin).toBe(origin);
  });

  test.each([
    "http://entente.example",
    "https://entente.example/",
    "https://192.0.2.1",
    "http://127.0.0.1:8480",
    "https://[::1]",
    "entente.example",
    "",
    "HTTPS://entente.example",
    "https://name@entente.example",
  ])("cannot be %j", (origin) => {
    expect(() => openRelyingParty(origin, "Entente")).toThrow(
      expect.objectContaining({ code: "START_OPTION_INVALID" }),
    );
  });
});
