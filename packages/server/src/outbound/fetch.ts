// For a library that asks for a function such as `fetch`: it gets one that reaches the given destinations and nothing else.
import { ServerError } from "../errors.ts";
import { openConnection } from "./connection.ts";
import type { Destination } from "./destination.ts";
import type { Resolver } from "./resolver.ts";

export interface FetchLimits {
  readonly mostBytes: number;
  readonly seconds: number;
  readonly resolve: Resolver;
}

/** What a library wants to send; headers and body as its kind of fetch has them. */
export interface FetchOptions {
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array | null;
}

const METHODS = ["GET", "HEAD", "POST", "PUT", "DELETE"] as const;

/**
 * Answers as `fetch` does, from a destination that was allowed.
 * @throws ServerError as a connection does, OUTBOUND_REQUEST_INVALID for a method that is not sent.
 */
export async function answerFetch(
  destination: Destination,
  address: string,
  { method, headers, body, mostBytes, seconds, resolve }: FetchOptions & FetchLimits,
): Promise<Response> {
  const known = METHODS.find((name) => name === method);
  if (known === undefined)
    throw new ServerError(
      "OUTBOUND_REQUEST_INVALID",
      `${method} is not sent to ${destination.name}. Whoever runs this node reports it as a fault.`,
    );
  await using connection = openConnection({ destination, resolve });
  const answer = await connection.send({ method: known, address, headers, body, mostBytes, seconds });
  const empty = answer.body.length === 0 || answer.status === 204 || answer.status === 304;
  return new Response(empty ? null : Uint8Array.from(answer.body), {
    status: answer.status,
    headers: answer.headers,
  });
}
