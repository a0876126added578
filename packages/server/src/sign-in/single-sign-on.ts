// Single sign-on with OpenID Connect: authorization code, PKCE, nonce and state. What is believed of a provider is the issuer
// it was written down with and the subject it names, both out of an ID token whose signature, issuer, audience, nonce and
// times were checked. Names, groups and e-mail addresses are not even asked for. Whatever a provider answers instead of
// such a token, empty, null, an error, late, of another issuer, expired, is a refusal.
import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  ClientSecretBasic,
  customFetch,
  discovery,
  enableNonRepudiationChecks,
} from "openid-client";
import type { Configuration, CustomFetch } from "openid-client";
import { ServerError } from "../errors.ts";
import { answerFetch, destinationOfOperator, readDestination, resolveBySystem } from "../outbound/index.ts";
import { isSecure } from "./providers.ts";
import type { Provider } from "./providers.ts";
import { deriveFrom, digestOf } from "./secrets.ts";

/** Who somebody is at a provider: the only two words of it that mean anything here. */
export interface OutsideIdentity {
  readonly issuer: string;
  readonly subject: string;
}

const ANSWER_SECONDS = 5;
const MOST_BYTES = 256 * 1024;

/**
 * Where to send the browser. Everything the provider has to bring back is derived from `binding`, a secret that stays with
 * the browser: an answer is of use only to who asked, and the node keeps nothing that would let anyone else use it.
 * @param returnTo the page of this node that the provider sends the browser back to.
 * @throws ServerError PROVIDER_AWAY.
 */
export async function askProvider(
  provider: Provider,
  { binding, returnTo }: { readonly binding: string; readonly returnTo: string },
): Promise<string> {
  const configuration = await discover(provider);
  const expected = expectFrom(binding);
  const address = URL.parse(configuration.serverMetadata().authorization_endpoint ?? "");
  // The provider names the page; one that could name a script would have the console's own rights.
  if (address === null || !isSecure(address)) throw away(provider);
  return buildAuthorizationUrl(configuration, {
    redirect_uri: returnTo,
    response_type: "code",
    scope: "openid",
    state: expected.state,
    nonce: expected.nonce,
    code_challenge: digestOf(expected.verifier),
    code_challenge_method: "S256",
  }).href;
}

/**
 * Who the provider says came back with `returned`, the query of the address the browser was sent back to.
 * @throws ServerError PROVIDER_AWAY, SIGN_IN_REFUSED; the reason is the error's cause, for whoever runs the node.
 */
export async function readProviderAnswer(
  provider: Provider,
  {
    binding,
    returnTo,
    returned,
  }: { readonly binding: string; readonly returnTo: string; readonly returned: string },
): Promise<OutsideIdentity> {
  const configuration = await discover(provider);
  const expected = expectFrom(binding);
  const address = new URL(returnTo);
  address.search = returned;
  try {
    const answer = await authorizationCodeGrant(configuration, address, {
      expectedState: expected.state,
      expectedNonce: expected.nonce,
      pkceCodeVerifier: expected.verifier,
      idTokenExpected: true,
    });
    const claims = answer.claims();
    // The library lets a few providers answer under another issuer than their own; whom a person was bound to is one.
    if (claims?.iss !== provider.issuer) throw new TypeError("the token is of another issuer");
    if (!/^[\x20-\x7e]{1,255}$/.test(claims.sub)) throw new TypeError("the token names no subject");
    return { issuer: claims.iss, subject: claims.sub };
  } catch (cause) {
    throw refuseSignIn(cause);
  }
}

/** One refusal for everything that can be wrong, so that it says nothing about who is known here. */
export function refuseSignIn(cause?: unknown): ServerError {
  return new ServerError(
    "SIGN_IN_REFUSED",
    "This did not let you in. Try again; if it stays so, an administrator of your member can invite you anew.",
    { cause },
  );
}

/** What the provider's answer must carry, each in its own place; nobody who sees one of them can make the others. */
const expectFrom = (binding: string) => ({
  state: deriveFrom(binding, "state"),
  nonce: deriveFrom(binding, "nonce"),
  verifier: deriveFrom(binding, "verifier"),
});

async function discover(provider: Provider): Promise<Configuration> {
  const issuer = new URL(provider.issuer);
  // Only for a provider on this very machine: others are refused before (see isSecure). The library calls it deprecated so
  // that nobody uses it unseen.
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- tests against a real provider need it
  const insecure = issuer.protocol === "http:" ? [allowInsecureRequests] : [];
  try {
    const configuration = await discovery(
      issuer,
      provider.clientId,
      { client_secret: provider.clientSecret },
      ClientSecretBasic(provider.clientSecret),
      {
        execute: [...insecure, enableNonRepudiationChecks],
        timeout: ANSWER_SECONDS,
        [customFetch]: fetchFrom(provider),
      },
    );
    if (configuration.serverMetadata().issuer !== provider.issuer)
      throw new TypeError("the provider calls itself by another issuer");
    return configuration;
  } catch (cause) {
    throw away(provider, cause);
  }
}

/**
 * The provider's own origin may stand in a network of one's own, since only who runs the node writes it down. Whatever else
 * its description names is the provider's word, so it has to be public: a provider cannot make the node ask around inside.
 */
const fetchFrom =
  (provider: Provider): CustomFetch =>
  async (address, { method, headers, body }) => {
    const { origin } = new URL(address);
    const destination =
      origin === new URL(provider.issuer).origin
        ? destinationOfOperator({ name: provider.name, address: origin })
        : readDestination({ name: provider.name, address: origin, networks: [], tls: null });
    const sent = body instanceof URLSearchParams ? body.toString() : body;
    if (sent != null && typeof sent !== "string" && !(sent instanceof Uint8Array))
      throw new TypeError("this kind of body is not sent");
    return answerFetch(destination, address, {
      ...{ method, headers, body: sent ?? null },
      ...{ mostBytes: MOST_BYTES, seconds: ANSWER_SECONDS, resolve: resolveBySystem },
    });
  };

const away = ({ name }: Provider, cause?: unknown): ServerError =>
  new ServerError(
    "PROVIDER_AWAY",
    `${name} does not answer as a sign-in service should. Try again in a while, or sign in with a passkey; its administrators can help.`,
    { cause },
  );
