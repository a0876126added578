import { randomUUID } from "node:crypto";
import createClient from "openapi-fetch";
import type { Client } from "openapi-fetch";
import { ServerError } from "../errors.ts";
import type { paths } from "../../../../formats/api.d.ts";
import { readProblem } from "./problem.ts";

/** One request and its answer. */
export type Transport = (request: Request) => Promise<Response>;

export type NodeClient = Client<paths>;

/**
 * A way to ask a node. `seat` is the office that is played and `at` the exercise's time; they say something only to an
 * exercise node. Every change carries a key of its own, so that one that is sent again is done once.
 * Asking throws NodeProblem for every answer that is not yes, with the node's own code.
 */
export function openClient({
  transport,
  seat,
  at,
}: {
  readonly transport: Transport;
  readonly seat: string | null;
  readonly at: string | null;
}): NodeClient {
  const client = createClient<paths>({ baseUrl: "http://node.invalid", fetch: transport });
  client.use({
    onRequest: ({ request }) => {
      if (seat !== null) request.headers.set("entente-seat", seat);
      if (at !== null) request.headers.set("entente-at", at);
      if (request.method !== "GET") request.headers.set("idempotency-key", randomUUID());
    },
    onResponse: async ({ response }) => {
      if (!response.ok) throw await readProblem(response);
    },
  });
  return client;
}

/**
 * What the node answered: `await answerOf(client.GET("/api/cases"))`.
 * @throws NodeProblem with the node's code; ServerError ANSWER_UNREADABLE, NODE_UNREACHABLE.
 */
export async function answerOf<T>(
  asked: Promise<{ readonly data?: T; readonly response: Response }>,
): Promise<Exclude<T, undefined>> {
  let answer;
  try {
    answer = await asked;
  } catch (cause) {
    if (!(cause instanceof SyntaxError)) throw cause;
    throw unreadable(cause);
  }
  if (answer.data === undefined) throw unreadable(undefined);
  return answer.data as Exclude<T, undefined>;
}

function unreadable(cause: unknown): ServerError {
  return new ServerError(
    "ANSWER_UNREADABLE",
    "The node answered with something else than this command expects. Compare the versions of both, and what stands between them.",
    { cause },
  );
}
