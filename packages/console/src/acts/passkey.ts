// The browser's side of passkeys. What goes wrong between a person and a device is said in one way, and is nobody's fault.
import { browserSupportsWebAuthn, startAuthentication, startRegistration } from "@simplewebauthn/browser";
import type { ConsoleCode } from "../api/codes.ts";
import { NodeProblem } from "../api/read-node.ts";

type Creation = Parameters<typeof startRegistration>[0]["optionsJSON"];
type Request = Parameters<typeof startAuthentication>[0]["optionsJSON"];

/** Has the device make a passkey, and says of it what the node looks at. @throws NodeProblem PASSKEY_UNSUPPORTED, PASSKEY_NOT_USED. */
export async function makePasskey(options: unknown) {
  const made = await withDevice(() => startRegistration({ optionsJSON: options as Creation }));
  const { clientDataJSON, attestationObject, transports } = made.response;
  return {
    ...{ id: made.id, rawId: made.rawId, type: "public-key" as const, clientExtensionResults: {} },
    response: { clientDataJSON, attestationObject, transports: transports ?? [] },
  };
}

/** Has the device sign. @throws NodeProblem PASSKEY_UNSUPPORTED, PASSKEY_NOT_USED. */
export async function usePasskey(options: unknown) {
  const signed = await withDevice(() => startAuthentication({ optionsJSON: options as Request }));
  const { clientDataJSON, authenticatorData, signature, userHandle } = signed.response;
  return {
    ...{ id: signed.id, rawId: signed.rawId, type: "public-key" as const, clientExtensionResults: {} },
    response: {
      ...{ clientDataJSON, authenticatorData, signature },
      ...(userHandle === undefined ? {} : { userHandle }),
    },
  };
}

async function withDevice<T>(ask: () => Promise<T>): Promise<T> {
  if (!browserSupportsWebAuthn())
    throw new NodeProblem({
      ...{ status: 0, code: "PASSKEY_UNSUPPORTED" satisfies ConsoleCode },
      title: "This browser has no passkeys",
      detail:
        "Use a current browser, on an address that begins with https. Whoever looks after this machine can say which one.",
    });
  try {
    return await ask();
  } catch (cause) {
    const again = cause instanceof Error && cause.name === "InvalidStateError";
    throw new NodeProblem(
      {
        ...{ status: 0, code: "PASSKEY_NOT_USED" satisfies ConsoleCode },
        title: again ? "This device has a passkey already" : "The device did not answer",
        detail: again
          ? "Use another device, or sign in with the passkey that is there."
          : "It was cancelled, took too long, or there is no passkey for this node on the device. Nothing was done; you can try again.",
      },
      { cause },
    );
  }
}

/** How to call a device until its owner says better. */
export function guessDevice(agent: string): string {
  const found = [
    ["iPhone", "iPhone"],
    ["iPad", "iPad"],
    ["Android", "Android device"],
    ["Mac OS X", "Mac"],
    ["Windows", "Windows machine"],
    ["Linux", "Linux machine"],
  ].find(([word]) => agent.includes(word ?? ""));
  return found?.[1] ?? "This device";
}
