// Where a database is that somebody else runs. What goes there and comes back holds everything the node knows, so to another
// machine it goes under TLS, to the name that was meant, and not otherwise.
import { ServerError } from "../errors.ts";
import type { Address } from "./connections.ts";

const HERE = /^(?:localhost|127(?:[.][0-9]{1,3}){3}|\[::1\]|::1|[/].*)$/;

/** @throws ServerError DATABASE_UNENCRYPTED. */
export function addressNamed(databaseUrl: string): Address {
  const { hostname, searchParams } = new URL(databaseUrl);
  const hosts = [...searchParams.getAll("host"), decodeURIComponent(hostname)].filter((host) => host !== "");
  const here = hosts.length > 0 && hosts.every((host) => HERE.test(host));
  const modes = searchParams.getAll("sslmode");
  if (!here && (modes.length !== 1 || modes[0] !== "verify-full"))
    throw new ServerError(
      "DATABASE_UNENCRYPTED",
      "The database is on another machine, and its address does not ask for TLS to the name that is meant. Add sslmode=verify-full to it, and sslrootcert=FILE where its certificate is of an authority of your own; whoever runs the database gives it a certificate of its name.",
    );
  return { connectionString: databaseUrl };
}
