// How often one asks. Limits are data, by what a route is and by whose turn it is: a credential has its own, and whoever has
// none shares with its address. Each process counts for itself. Whoever controls an exercise on this machine has none.
import type { RateLimitPluginOptions } from "@fastify/rate-limit";
import type { FastifyRequest } from "fastify";
import type { Caller } from "../access/index.ts";
import { ServerError } from "../errors.ts";
import type { Route } from "../routing/index.ts";
import { nameCaller } from "./edge-keys.ts";

type Asking = FastifyRequest & { readonly caller?: Caller };

/** Requests a minute; null: as many as there are. */
const perMinute = {
  /** To read with a credential. */
  read: 1_200,
  /** To change something with a credential. */
  change: 300,
  /** To read what is for everyone. */
  open: 600,
  /** To sign in, or to come with an invitation. */
  entry: 60,
  /** Credentials that are none. */
  failed: 30,
} as const;

/** Routes that stand apart. */
const apart: Readonly<Record<string, number | null>> = {
  // Whoever watches the node asks again and again, and must never be told that it asked too often.
  "node.health": null,
  "node.ready": null,
};

/** The limit of a route, for the plugin that counts. */
export function limitOf({ id, who, transaction }: Route): { readonly max: number } | false {
  const own = apart[id];
  if (own !== undefined) return own === null ? false : { max: own };
  if (who === "anyone") return { max: transaction === "read" ? perMinute.open : perMinute.entry };
  return { max: transaction === "change" || transaction === "gathered" ? perMinute.change : perMinute.read };
}

export const countFailed = {
  max: perMinute.failed,
  timeWindow: 60_000,
  keyGenerator: (request: FastifyRequest) => `failed ${nameAddress(request.ip)}`,
} as const;

export const counting: RateLimitPluginOptions = {
  global: false,
  timeWindow: 60_000,
  cache: 20_000,
  keyGenerator: (request: Asking) => {
    const { caller = { kind: "nobody" }, ip, routeOptions } = request;
    const asker = caller.kind === "nobody" ? nameAddress(ip) : nameCaller(caller);
    return `${routeOptions.method.toString()} ${routeOptions.url ?? ""} ${asker}`;
  },
  allowList: ({ caller }: Asking) => caller?.kind === "exercise-control",
  // How much is left would be one more thing that differs between answers that must not.
  addHeaders: { "x-ratelimit-limit": false, "x-ratelimit-remaining": false, "x-ratelimit-reset": false },
  addHeadersOnExceeding: {
    "x-ratelimit-limit": false,
    "x-ratelimit-remaining": false,
    "x-ratelimit-reset": false,
  },
  errorResponseBuilder: () => tooOften(),
};

export function tooOften(): ServerError {
  return new ServerError(
    "REQUEST_TOO_OFTEN",
    "You asked more often than is good for the others. Wait for as long as retry-after says.",
  );
}

/** An address, or of IPv6 the network a household or an office has. */
export function nameAddress(ip: string): string {
  return ip.includes(":") && !ip.includes(".") ? ip.split(":").slice(0, 4).join(":") : ip;
}
