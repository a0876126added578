// Acts that a person signs: asks for the signature where there is none, and uses it up where there is, in the transaction of
// the act itself.
import type { IncomingHttpHeaders } from "node:http";
import type { FastifyReply } from "fastify";
import type { JsonObject, JsonValue } from "@entente/core/encoding";
import type { Caller, Seat } from "../access/index.ts";
import { ServerError } from "../errors.ts";
import type { InCase, NodeServices, Route } from "../routing/index.ts";
import { askStepUp, useStepUp } from "../sign-in/index.ts";
import type { RelyingParty, SignedRequest, StepUpQuestion } from "../sign-in/index.ts";
import type { Transactor } from "../storage/index.ts";
import { describeProblem } from "./problems.ts";

interface Asked {
  readonly params: object;
  readonly query: object;
  readonly body: unknown;
  readonly caller: Caller;
  readonly node: NodeServices;
}

/** What a session has to sign before a route's work is done. */
export interface Confirmation {
  readonly party: RelyingParty;
  readonly seat: Seat;
  readonly person: string;
  /** What the header names: a step-up that was signed; null: nothing yet. */
  readonly id: string | null;
  readonly request: SignedRequest;
  /** What the route says of itself. */
  readonly what: string;
}

/**
 * What is to be confirmed with a passkey; null where nothing is.
 * @throws ServerError STEP_UP_NEEDED for a machine, which cannot.
 */
export function confirmationOf(
  route: Route,
  headers: IncomingHttpHeaders,
  { caller, params, query, body, node }: Asked,
): Confirmation | null {
  if (!route.stepUp || caller.kind === "exercise-control") return null;
  if (caller.kind !== "seat" || caller.by !== "session" || node.signIn === null)
    throw new ServerError(
      "STEP_UP_NEEDED",
      "A person confirms this with a passkey, signed in; a machine cannot.",
    );
  const { "entente-step-up": id } = headers;
  const { seat, person, credential } = caller;
  return {
    ...{ party: node.signIn.party, seat, person, id: id === undefined ? null : String(id) },
    what: route.summary,
    request: {
      ...{ route: route.id, session: credential, body: (body ?? null) as JsonValue },
      ...{ params: params as JsonObject, query: query as JsonObject },
    },
  };
}

/** The question to send instead of doing the work; what was asked is kept, so the transaction ends well. */
export class Unconfirmed {
  readonly question: StepUpQuestion;

  constructor(question: StepUpQuestion) {
    this.question = question;
  }
}

/** Uses up what was signed, in the transaction of the work; where nothing was, asks. @throws ServerError STEP_UP_REFUSED. */
export async function confirm(
  tx: Transactor,
  { party, seat, person, id, request, what }: Confirmation,
  call: Pick<Asked, "node">,
): Promise<Unconfirmed | null> {
  if (id !== null) {
    await useStepUp(tx, { id, person, request });
    return null;
  }
  const row = "row" in call ? (call as unknown as InCase).row : null;
  const lead = row === null ? (call.node.host ?? "") : row.lead;
  const said = {
    who: seat.id,
    what,
    toWhom: row === null ? `${lead}, which runs this node` : `${lead}, the lead of ${row.title}`,
  };
  return new Unconfirmed(await askStepUp(tx, { party, person, request, said }));
}

/** RFC 9470 in the manner of this node: refused for now, with what to sign so that it will not be. */
export function sendQuestion(reply: FastifyReply, question: StepUpQuestion): FastifyReply {
  const problem = describeProblem(
    new ServerError("STEP_UP_NEEDED", "Read what you are about to sign, and confirm it with your passkey."),
  );
  return reply
    .status(problem.status)
    .type("application/problem+json")
    .send({ ...problem, stepUp: question });
}
