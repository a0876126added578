import { ServerError } from "../errors.ts";
import type { Transport } from "./client.ts";

const OWN_MACHINE = new Set(["localhost", "127.0.0.1", "[::1]"]);

/**
 * Asks the node at an address.
 * @throws ServerError REQUEST_INVALID for what is no address of a node, or one at which a token could be read on the way;
 * NODE_UNREACHABLE when asking.
 */
export function openHttpTransport({
  node,
  token,
}: {
  readonly node: string;
  /** The secret of a seat's token; null asks as nobody. */
  readonly token: string | null;
}): Transport {
  const base = readAddress(node);
  if (token !== null && base.protocol !== "https:" && !OWN_MACHINE.has(base.hostname))
    throw new ServerError(
      "REQUEST_INVALID",
      `A token is not sent to ${base.host} without TLS, where others could read it. Give the node's https address.`,
    );
  return async (request) => {
    const { pathname, search } = new URL(request.url);
    const headers = new Headers(request.headers);
    if (token !== null) headers.set("authorization", `Bearer ${token}`);
    try {
      return await fetch(new URL(`${pathname}${search}`, base), {
        method: request.method,
        headers,
        body: request.body === null ? null : await request.arrayBuffer(),
        // A token is for one node: wherever that points to is somebody else.
        redirect: "error",
      });
    } catch (cause) {
      throw new ServerError(
        "NODE_UNREACHABLE",
        `Nothing answered at ${base.origin}. Check the address, and that the node runs; a change that was being sent may have been made.`,
        { cause },
      );
    }
  };
}

function readAddress(node: string): URL {
  const base = URL.parse(node);
  if (
    base === null ||
    !["http:", "https:"].includes(base.protocol) ||
    base.pathname !== "/" ||
    base.search + base.hash + base.username + base.password !== ""
  )
    throw new ServerError(
      "REQUEST_INVALID",
      `"${node}" is no address of a node. Write one such as https://node.example.org.`,
    );
  return base;
}
