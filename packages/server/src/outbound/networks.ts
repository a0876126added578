// Which addresses may be connected to. The public ones are what the IANA registries of special-purpose addresses (RFC 6890 and
// its updates) leave of the global unicast space; nothing else is reached unless an administrator named its network, and some
// addresses never are: those at which machines of a hosting company answer with secrets, and those that name no machine.
// Invariant: what is not understood is in no network.
import { BlockList, isIP, isIPv4 } from "node:net";

type Family = "ipv4" | "ipv6";

/** Not globally reachable, or reachable in the name of another address. */
const SPECIAL_V4 = [
  "0.0.0.0/8",
  "10.0.0.0/8",
  "100.64.0.0/10",
  "127.0.0.0/8",
  "169.254.0.0/16",
  "172.16.0.0/12",
  "192.0.0.0/24",
  "192.0.2.0/24",
  "192.31.196.0/24",
  "192.52.193.0/24",
  "192.88.99.0/24",
  "192.168.0.0/16",
  "192.175.48.0/24",
  "198.18.0.0/15",
  "198.51.100.0/24",
  "203.0.113.0/24",
  "224.0.0.0/3",
];

/** Inside the global unicast space and yet not a public machine's: tunnels, documentation, identifiers. */
const SPECIAL_V6 = ["2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20"];
const GLOBAL_V6 = ["2000::/3"];

/** Networks of one's own: what an administrator may name, whole or in part. */
const OWN = [
  "127.0.0.0/8",
  "10.0.0.0/8",
  "172.16.0.0/12",
  "192.168.0.0/16",
  "100.64.0.0/10",
  "::1/128",
  "fc00::/7",
];

/** Where machines ask who they are and get credentials; the first is public by its number. */
const NEVER = ["168.63.129.16/32", "100.100.100.200/32", "fd00:ec2::254/128", "fd20:ce::254/128"];

const specialV4 = listOf(SPECIAL_V4);
const specialV6 = listOf(SPECIAL_V6);
const globalV6 = listOf(GLOBAL_V6);
const own = listOf(OWN);
const never = listOf(NEVER);

/** Networks that somebody may have allowed beside the public one. */
export interface Networks {
  readonly text: readonly string[];
  readonly list: BlockList;
}

/** All networks of one's own, for addresses that only who runs the node can write. */
export const ownNetworks = (): Networks => ({ text: OWN, list: own });

/**
 * Networks as an administrator names them, `10.20.0.0/16`.
 * @returns null when one of them is no network, or reaches beyond networks of one's own.
 */
export function readNetworks(text: readonly string[]): Networks | null {
  if (!text.every(isOwnNetwork)) return null;
  return { text, list: listOf(text) };
}

/** `public`: anyone may be there. `own`: it stands in a network that was allowed. Null: not to be connected to. */
export function placeAddress(address: string, { list }: Networks): "public" | "own" | null {
  const family = familyOf(address);
  if (family === null || never.check(address, family)) return null;
  if (own.check(address, family) && list.check(address, family)) return "own";
  const isPublic =
    family === "ipv4"
      ? !specialV4.check(address, family)
      : globalV6.check(address, family) && !specialV6.check(address, family);
  return isPublic ? "public" : null;
}

function isOwnNetwork(text: string): boolean {
  const match = /^([0-9a-f.:]{2,39})\/(0|[1-9][0-9]{0,2})$/.exec(text);
  const [, address = "", bits = ""] = match ?? [];
  const family = familyOf(address);
  if (family === null) return false;
  return OWN.some((whole) => {
    const [, ownBits = ""] = whole.split("/");
    const widest = Number(ownBits);
    const longest = family === "ipv4" ? 32 : 128;
    return (
      isIPv4(whole.split("/")[0] ?? "") === (family === "ipv4") &&
      Number(bits) >= widest &&
      Number(bits) <= longest &&
      listOf([whole]).check(address, family)
    );
  });
}

/** An address with a zone, or an IPv4 one written as IPv6, is none: it would be judged as one thing and reached as another. */
function familyOf(address: string): Family | null {
  if (address.includes("%")) return null;
  const version = isIP(address);
  if (version === 4) return "ipv4";
  return version === 6 && !address.includes(".") && !/^(0{0,4}:){2,5}ffff:/i.test(address) ? "ipv6" : null;
}

function listOf(networks: readonly string[]): BlockList {
  const list = new BlockList();
  for (const network of networks) {
    const [address = "", bits = ""] = network.split("/");
    list.addSubnet(address, Number(bits), isIPv4(address) ? "ipv4" : "ipv6");
  }
  return list;
}
