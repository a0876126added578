// outbound: the only way this node connects to an address that somebody wrote down for it. Words: a *destination* is what an
// administrator allowed: one host, one port, and the networks beside the public one in which that host may stand. A
// *connection* reaches its destination and nothing else, whatever names, links or redirects it is given.
export { destinationOfOperator, readDestination } from "./destination.ts";
export { openConnection } from "./connection.ts";
export type { Connection, OutboundAnswer, OutboundRequest } from "./connection.ts";
export { resolveBySystem } from "./resolver.ts";
export type { Resolver } from "./resolver.ts";
export { answerFetch } from "./fetch.ts";
export type { DestinationTls } from "./destination.ts";
export { requireUsable } from "./certificates.ts";
