// How whoever asks is let in. Most routes ask it before they look at a request; a read that shares its view of the database with
// others asks it there, in the same snapshot that then answers, together with all who come at the same time: one wait for both.
import type { FastifyReply, FastifyRequest } from "fastify";
import { InputError } from "@entente/core/encoding";
import type { Caller } from "../access/index.ts";
import { findCaseToAdmit } from "../cases/index.ts";
import { ServerError } from "../errors.ts";
import type { Identify, NodeServices, Route } from "../routing/index.ts";
import { admit, notFound } from "./admit.ts";
import type { Asked } from "./admit.ts";
import { tooOften } from "./limits.ts";
import { isStorable } from "./storable.ts";
import { identifyOn, requireWanted } from "./surfaces.ts";

export type Ask = FastifyRequest & { caller?: Caller };

export interface Door {
  readonly route: Route;
  readonly node: NodeServices;
  readonly identify: Identify;
  /** Counts a credential that is none. */
  readonly failed: (request: FastifyRequest) => Promise<{ readonly isExceeded?: boolean }>;
  /** Counts who asks, where nothing has counted before; it throws where one asks too often. Null: it is counted, or not at all. */
  readonly limit: ((request: FastifyRequest, reply: FastifyReply) => unknown) | null;
}

/** Whether whoever asks is looked up in the snapshot that answers: what has a body is looked at only after that. */
export function isVisit({ together, method, transaction, stepUp }: Route): boolean {
  return together && method === "GET" && transaction === "read" && !stepUp;
}

/**
 * What is asked of every request before anything else of it is looked at: without a credential every address that needs one
 * answers alike. @throws ServerError SIGN_IN_NEEDED, REQUEST_TOO_OFTEN, NOT_FOUND, ANSWER_TYPE_UNKNOWN.
 */
export async function letIn({ route, failed }: Door, request: Ask, reply: FastifyReply): Promise<void> {
  const { caller = { kind: "nobody" } } = request;
  if (route.who !== "anyone" && caller.kind === "nobody") {
    const { authorization, cookie, signature } = request.headers;
    const brought = authorization !== undefined || cookie !== undefined || signature !== undefined;
    if (brought && (await failed(request)).isExceeded === true) {
      reply.header("retry-after", "60");
      throw tooOften();
    }
    throw new ServerError(
      "SIGN_IN_NEEDED",
      "Sign in, or send a token; whoever runs this node gives out seats.",
    );
  }
  if (caller.kind === "seat" && caller.scopes?.includes(route.id) === false) throw notFound();
  requireWanted(route.surface, request);
}

type Opened = Asked & { readonly query: object };

/** Identified, counted, admitted and answered in one snapshot, which those who come at the same time share. */
export async function visit(
  door: Door,
  {
    request,
    reply,
    open,
  }: { readonly request: Ask; readonly reply: FastifyReply; readonly open: () => Opened },
): Promise<{ readonly call: object; readonly result: unknown }> {
  const { route, node, identify } = door;
  const { complete } = route;
  let counted = false;
  const outcome = await node.database.visitTogether({
    before: (reader) => {
      // Whether there is such a case is asked with the same words, whoever asks.
      const { case: slug } = request.params as { readonly case?: string };
      if (route.view === "case" && slug !== undefined && isStorable(slug))
        void findCaseToAdmit(reader, slug).catch(() => null);
      return orRefusal(() => identifyOn(route.surface, request, { identify, node, reader }));
    },
    read: async (reader, identified) => {
      if ("refused" in identified) return identified;
      request.caller = identified.given;
      // What is refused before the snapshot is asked anything leaves no question behind, and the others go on in it.
      const opened = await orRefusal(async () => {
        await letIn(door, request, reply);
        // However often it is read again, it came once.
        if (!counted) await door.limit?.(request, reply);
        counted = true;
        if (request.validationError !== undefined) throw request.validationError;
        return open();
      });
      if ("refused" in opened) return opened;
      const call = await admit(route, reader, opened.given);
      return { given: { call, result: await route.work(reader as never, call as never) } };
    },
    after:
      complete === null
        ? null
        : async (reader, read) => {
            if ("refused" in read) return read;
            const { call, result } = read.given;
            return { given: { call, result: await complete(reader, result, call as never) } };
          },
  });
  if ("refused" in outcome) throw outcome.refused;
  return outcome.given;
}

type OrRefusal<T> = { readonly given: T } | { readonly refused: Error };

/** What is refused for what the request says; a fault of the database, or of ours, is thrown. */
async function orRefusal<T>(ask: () => Promise<T>): Promise<OrRefusal<T>> {
  try {
    return { given: await ask() };
  } catch (error) {
    const coded = error instanceof ServerError || error instanceof InputError;
    if (coded || (error instanceof Error && "validation" in error)) return { refused: error };
    throw error;
  }
}
