// Names to addresses. It is an argument of every connection, so that a proof can answer as a hostile name server does; that
// what it answers is checked and then connected to, without asking again, is what makes a name that changes harmless.
import { lookup } from "node:dns/promises";

/** All addresses a host has. Rejects when it has none. */
export type Resolver = (host: string) => Promise<readonly string[]>;

/** As the machine resolves names. */
export const resolveBySystem: Resolver = async (host) =>
  (await lookup(host, { all: true, order: "verbatim" })).map(({ address }) => address);
