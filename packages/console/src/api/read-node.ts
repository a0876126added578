// One way to ask the node for something. Every answer is one of a closed set of states, so that no page can forget what
// a refusal, a silence or an old answer looks like.

import type { ConsoleCode } from "./codes.ts";

/** RFC 9457 problem details as the node sends them, plus the two the browser finds by itself. */
export interface Problem {
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly detail: string;
}

export type Answer<T> =
  | { readonly state: "loading" }
  | { readonly state: "ready"; readonly value: T; readonly at: number }
  /** The last good answer, and why there is no newer one. */
  | { readonly state: "stale"; readonly value: T; readonly at: number; readonly problem: Problem }
  | { readonly state: "forbidden"; readonly problem: Problem }
  | { readonly state: "failed"; readonly problem: Problem };

export class NodeProblem extends Error {
  readonly problem: Problem;

  constructor(problem: Problem, options?: ErrorOptions) {
    super(problem.detail, options);
    this.name = "NodeProblem";
    this.problem = problem;
  }
}

/** GETs JSON. @throws NodeProblem for every failure but an abort, which passes through. */
export async function readNode<T>(path: string, signal: AbortSignal): Promise<T> {
  const response = await reach(path, "application/json", signal);
  try {
    return (await response.json()) as T;
  } catch (cause) {
    if (signal.aborted) throw cause;
    throw new NodeProblem(unreadable(response.status), { cause });
  }
}

/** GETs the exact bytes of a file. @throws NodeProblem for every failure but an abort; half a file is no file. */
export async function readFile(path: string, signal: AbortSignal): Promise<Uint8Array<ArrayBuffer>> {
  const response = await reach(path, "*/*", signal);
  try {
    return new Uint8Array(await response.arrayBuffer());
  } catch (cause) {
    if (signal.aborted) throw cause;
    throw new NodeProblem(unreachable, { cause });
  }
}

/** What to show after a failed request: the old value greyed, a refusal, or a failure. */
export function nextAfterFailure<T>(previous: Answer<T>, problem: Problem): Answer<T> {
  if (problem.status === 401 || problem.status === 403) return { state: "forbidden", problem };
  if (problem.status !== 404 && (previous.state === "ready" || previous.state === "stale"))
    return { state: "stale", value: previous.value, at: previous.at, problem };
  return { state: "failed", problem };
}

/** Reads a problem body without trusting its shape. */
export function toProblem(status: number, body: unknown): Problem {
  const said = typeof body === "object" && body !== null ? (body as Record<string, unknown>) : {};
  const word = (name: string, otherwise: string) =>
    typeof said[name] === "string" && said[name] !== "" ? said[name] : otherwise;
  return {
    status,
    code: word("code", `HTTP_${status}`),
    title: word("title", status === 404 ? "There is nothing here" : "The node did not answer as expected"),
    detail: word("detail", "Try again; if it stays like this, tell whoever runs this node the code below."),
  };
}

async function reach(path: string, accept: string, signal: AbortSignal): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(path, { headers: { accept }, signal, credentials: "same-origin" });
  } catch (cause) {
    if (signal.aborted) throw cause;
    throw new NodeProblem(unreachable, { cause });
  }
  if (response.ok) return response;
  const body: unknown = await response.json().catch(() => null);
  throw new NodeProblem(toProblem(response.status, body));
}

const unreachable: Problem = {
  status: 0,
  code: "NODE_UNREACHABLE" satisfies ConsoleCode,
  title: "The node cannot be reached",
  detail:
    "Check that it is still running and that this machine is connected. This page tries again by itself.",
};

function unreadable(status: number): Problem {
  return {
    status,
    code: "ANSWER_UNREADABLE" satisfies ConsoleCode,
    title: "The node's answer could not be read",
    detail: "It was not the JSON this page expects. Whoever runs this node can compare the versions of both.",
  };
}
