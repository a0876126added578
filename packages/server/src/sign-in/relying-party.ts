// Who asks for a passkey: the host name a passkey is bound to, and the one origin its answers may come from. Both follow
// from the public address of the node, so that a passkey made here is of no use on a page that looks like this one.
import { ServerError } from "../errors.ts";

export interface RelyingParty {
  /** What the browser shows beside the passkey. */
  readonly name: string;
  /** Host name, without scheme and port. */
  readonly id: string;
  /** `https://entente.example`, as browsers write it. */
  readonly origin: string;
}

/**
 * @param origin public address of the node: `https://entente.example`, or on an own machine `http://localhost:8480`.
 * @throws ServerError START_OPTION_INVALID for anything else: browsers make passkeys on secure origins with a name only.
 */
export function openRelyingParty(origin: string, name: string): RelyingParty {
  const url = URL.parse(origin);
  if (url?.origin !== origin || !isSecure(url) || isAddress(url.hostname))
    throw new ServerError(
      "START_OPTION_INVALID",
      `"${origin}" is no address to sign in at. Give the node's public one, such as https://entente.example, or http://localhost and the port on your own machine.`,
    );
  return { name, id: url.hostname, origin };
}

const isSecure = ({ protocol, hostname }: URL): boolean =>
  protocol === "https:" || (protocol === "http:" && hostname === "localhost");

/** Browsers bind passkeys to names, never to an address in numbers. */
const isAddress = (host: string): boolean => /^\[|^[\d.]+$/.test(host);
