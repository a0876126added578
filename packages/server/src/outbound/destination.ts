// What may be connected to: one origin, as an administrator wrote it, in one spelling. An address that a parser would read as
// another than is written (numbers for a host, a name and password before it, a host in capitals) is refused instead of read,
// so that what was looked at is what is reached.
import { isIP } from "node:net";
import { ServerError } from "../errors.ts";
import { ownNetworks, placeAddress, readNetworks } from "./networks.ts";
import type { Networks } from "./networks.ts";

export interface DestinationSettings {
  /** What it is called in refusals. */
  readonly name: string;
  /** `https://host`, `https://host:8443/base`; http only where networks are named. */
  readonly address: string;
  /** Networks beside the public one in which it may stand, as the administrator allows: `10.20.0.0/16`, `127.0.0.1/32`. */
  readonly networks: readonly string[];
  /** PEM, for whoever is not known to the machine's own authorities, and to show who asks; null: as the machine has it. */
  readonly tls: DestinationTls | null;
}

export interface DestinationTls {
  /** Authorities believed instead of the machine's own; null: the machine's own. */
  readonly authorities: string | null;
  /** The certificate and key this node shows; null: none. */
  readonly identity: { readonly certificate: string; readonly key: string } | null;
}

declare const checked: unique symbol;

/** A destination that was read; only this module makes them. */
export interface Destination {
  readonly [checked]: true;
  readonly name: string;
  readonly base: URL;
  readonly networks: Networks;
  readonly tls: DestinationTls | null;
}

/** @throws ServerError OUTBOUND_ADDRESS_INVALID, OUTBOUND_ADDRESS_FORBIDDEN. */
export function readDestination({ name, address, networks, tls }: DestinationSettings): Destination {
  const allowed = readNetworks(networks);
  if (allowed === null)
    throw invalid(name, "each network is one of your own, such as 10.20.0.0/16 or fd12:3456::/32");
  return makeDestination({ name, address, networks: allowed, tls });
}

/**
 * The destination of an address that only who runs the node can write (a file in the data folder, an option of the command):
 * it may stand in any network of one's own as well. Never for what arrives over HTTP.
 * @throws ServerError OUTBOUND_ADDRESS_INVALID, OUTBOUND_ADDRESS_FORBIDDEN.
 */
export const destinationOfOperator = (
  { name, address }: Pick<DestinationSettings, "name" | "address">,
  tls: DestinationTls | null = null,
) => makeDestination({ name, address, networks: ownNetworks(), tls });

/**
 * What `text`, an address or a path, means at the destination.
 * @throws ServerError OUTBOUND_OFF_LIST when it leads anywhere else, or is read in more than one way.
 */
export function locate({ base, name }: Destination, text: string): URL {
  const url = /^[\u0021-\u005b\u005d-\u007e]+$/.test(text) ? URL.parse(text, base.href) : null;
  if (url?.origin !== base.origin || url.username + url.password + url.hash !== "" || text.includes("#"))
    throw new ServerError(
      "OUTBOUND_OFF_LIST",
      `${name} points to an address outside ${base.origin}, and nothing was asked there. If it has moved, an administrator of this node writes down its new address.`,
    );
  return url;
}

/** The host's addresses, if each of them may be connected to. @throws ServerError OUTBOUND_ADDRESS_FORBIDDEN. */
export function checkAddresses(
  { base, name, networks }: Destination,
  addresses: readonly string[],
): readonly string[] {
  const places = addresses.map((address) => placeAddress(address, networks));
  // One address that may not be reached makes the whole answer doubtful: it is how a name is turned against the inside.
  const sound = places.every((place) => place !== null && (base.protocol === "https:" || place === "own"));
  if (sound && addresses.length > 0) return addresses;
  throw forbidden(name, base);
}

function makeDestination({
  name,
  address,
  networks,
  tls,
}: Omit<DestinationSettings, "networks"> & { readonly networks: Networks }): Destination {
  const base = URL.parse(address);
  if (base === null || ![base.href, base.href.replace(/\/$/, "")].includes(address))
    throw invalid(name, "write it plainly as https://host or https://host:8443/path, in small letters");
  if (base.protocol !== "https:" && !(base.protocol === "http:" && networks.text.length > 0))
    throw invalid(name, "it begins with https://; http is only for a network of your own that you name");
  if (base.username + base.password + base.search + base.hash !== "" || /[?#@]/.test(address))
    throw invalid(name, "leave out names, passwords, ? and #");
  const literal = literalOf(base);
  if (literal === null && !isHostName(base.hostname))
    throw invalid(name, "its host is neither a name such as misp.example.org nor an address");
  const destination = { name, base, networks, tls } as unknown as Destination;
  if (literal !== null) checkAddresses(destination, [literal]);
  return destination;
}

/** The address that stands in place of a host's name; null: it is a name. */
export function literalOf({ hostname }: URL): string | null {
  const bare = hostname.replace(/^\[(.*)\]$/, "$1");
  return isIP(bare) === 0 ? null : bare;
}

const isHostName = (host: string): boolean =>
  host.length <= 253 &&
  host.split(".").every((label) => /^[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9])?$/.test(label));

const invalid = (name: string, how: string): ServerError =>
  new ServerError(
    "OUTBOUND_ADDRESS_INVALID",
    `The address of ${name} is not one this node connects to: ${how}. An administrator corrects it.`,
  );

const forbidden = (name: string, { hostname }: URL): ServerError =>
  new ServerError(
    "OUTBOUND_ADDRESS_FORBIDDEN",
    `${hostname}, the address of ${name}, leads into a network that was not allowed for it, so nothing was sent. If it stands in a network of your own, an administrator of this node names that network beside its address.`,
  );
