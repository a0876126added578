// What was refused, for whoever runs the machine: with which code, at which route, to which seat or address, and never what was
// asked for. What is closed and what is absent are one code, so that nothing here tells them apart. A flood of refusals says
// each thing once a minute and then how many there were.
import type { FastifyRequest } from "fastify";
import type { Caller } from "../access/index.ts";
import type { ServerCode } from "../errors.ts";
import { nameAddress } from "./limits.ts";

/** Codes by which somebody was kept from what it asked for, or sent what no part of ours sends. */
const SAID: ReadonlySet<ServerCode> = new Set<ServerCode>([
  ...(["SIGN_IN_NEEDED", "SIGN_IN_REFUSED", "GRANT_REFUSED", "NOT_FOUND", "FORBIDDEN"] as const),
  ...(["STEP_UP_REFUSED", "REQUEST_INVALID", "REQUEST_FOREIGN", "REQUEST_TOO_OFTEN"] as const),
]);

const WINDOW_MS = 60_000;
/** So many different refusals are said in a minute; the others are counted. */
const MOST = 200;

export interface Refusals {
  readonly note: (request: FastifyRequest & { readonly caller?: Caller }, code: string) => void;
}

/** @param say takes one line; `now` gives milliseconds. */
export function openRefusals({
  say,
  now,
}: {
  readonly say: (line: string) => void;
  readonly now: () => number;
}): Refusals {
  let began = Number.NEGATIVE_INFINITY;
  let more = 0;
  const said = new Set<string>();
  return {
    note: (request, code) => {
      const { caller = { kind: "nobody" } } = request;
      // At an exercise everybody plays every office.
      if (caller.kind === "exercise-control" || !(SAID as ReadonlySet<string>).has(code)) return;
      const at = now();
      if (at - began >= WINDOW_MS) {
        if (more > 0) say(`entente: ${more} more were refused in the minute before ${describeTime(at)}`);
        began = at;
        more = 0;
        said.clear();
      }
      const who = caller.kind === "seat" ? caller.seat.id : "nobody";
      const route = request.routeOptions.schema?.operationId ?? "no route";
      const what = `${code}: ${route}, ${who}, from ${nameAddress(request.ip)}`;
      if (said.has(what) || said.size >= MOST) {
        more += 1;
        return;
      }
      said.add(what);
      say(`entente: refused at ${describeTime(at)}: ${what}`);
    },
  };
}

const describeTime = (ms: number): string => new Date(ms).toISOString();
