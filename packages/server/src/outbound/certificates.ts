import { createSecureContext } from "node:tls";
import type { DestinationTls } from "./destination.ts";

/** @throws Error for what is no PEM, and for a key that is not that of its certificate. */
export function requireUsable({ authorities, identity }: DestinationTls): void {
  createSecureContext({
    ...(authorities === null ? {} : { ca: authorities }),
    ...(identity === null ? {} : { cert: identity.certificate, key: identity.key }),
  });
}
