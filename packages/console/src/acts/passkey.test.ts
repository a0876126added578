import { afterEach, describe, expect, it, vi } from "vitest";
import { answerOf, SignatureNeeded } from "../api/ask-node.ts";
import { guessDevice, makePasskey, usePasskey } from "./passkey.ts";

const options = { challenge: "AAAA", rpId: "localhost", allowCredentials: [] };

describe("a device", () => {
  afterEach(() => {
    vi.unstubAllGlobals();
  });

  it("is not there in a browser without passkeys, and that is said", async () => {
    const creation = { ...options, user: { id: "AAAA" }, excludeCredentials: [] };
    for (const ask of [() => usePasskey(options), () => makePasskey(creation)])
      await expect(ask()).rejects.toMatchObject({ problem: { code: "PASSKEY_UNSUPPORTED" } });
  });

  it("may be left unused, for whatever reason", async () => {
    vi.stubGlobal("PublicKeyCredential", () => undefined);
    for (const name of ["NotAllowedError", "AbortError", "SecurityError"]) {
      const get = () => Promise.reject(new DOMException("no", name));
      vi.stubGlobal("navigator", { credentials: { get } });
      await expect(usePasskey(options)).rejects.toMatchObject({ problem: { code: "PASSKEY_NOT_USED" } });
    }
  });

  it("is called by what it looks like", () => {
    expect(guessDevice("Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X)")).toBe("iPhone");
    expect(guessDevice("Mozilla/5.0 (Linux; Android 17)")).toBe("Android device");
    expect(guessDevice("Mozilla/5.0 (X11; Linux x86_64)")).toBe("Linux machine");
    expect(guessDevice("")).toBe("This device");
  });
});

describe("an answer of the node", () => {
  const refused = (error: unknown) => Promise.resolve({ error, response: new Response("", { status: 401 }) });

  it("that wants a signature says what of", async () => {
    const stepUp = { id: "x", statement: { what: "Approve" } };
    const asked = answerOf(refused({ code: "STEP_UP_NEEDED", detail: "Sign.", title: "No", stepUp }));
    await expect(asked).rejects.toBeInstanceOf(SignatureNeeded);
    await expect(asked).rejects.toMatchObject({ question: stepUp, problem: { code: "STEP_UP_NEEDED" } });
  });

  it("that refuses is a problem, and silence is one too", async () => {
    await expect(answerOf(refused({ code: "SIGN_IN_REFUSED" }))).rejects.toMatchObject({
      problem: { code: "SIGN_IN_REFUSED", status: 401 },
    });
    await expect(answerOf(Promise.reject(new TypeError("Failed to fetch")))).rejects.toMatchObject({
      problem: { code: "NODE_UNREACHABLE" },
    });
  });
});
