// Asking the node by its generated client: what it can be asked and what it answers is checked by the compiler. Every failure
// is a NodeProblem, and a refusal that only wants a signature says so by itself.
import createClient from "openapi-fetch";
import type { components, paths } from "../../../../formats/api.d.ts";
import type { ConsoleCode } from "./codes.ts";
import { fetchOnce } from "./early.ts";
import { NodeProblem, toProblem } from "./read-node.ts";
import { officeHeaders } from "./seat-header.ts";

export const node = createClient<paths>({ credentials: "same-origin", fetch: fetchOnce });
node.use({
  onRequest: ({ request }) => {
    for (const [name, value] of Object.entries(officeHeaders())) request.headers.set(name, value);
    return request;
  },
});

/** What to show before an act, and what to have signed. */
export type StepUpQuestion = NonNullable<components["schemas"]["Problem"]["stepUp"]>;

/** The act waits for a signature of just this. */
export class SignatureNeeded extends NodeProblem {
  readonly question: StepUpQuestion;

  constructor(body: unknown, question: StepUpQuestion) {
    super(toProblem(401, body));
    this.name = "SignatureNeeded";
    this.question = question;
  }
}

interface Answered<T> {
  readonly data?: T;
  readonly error?: unknown;
  readonly response: Response;
}

/** @throws SignatureNeeded; NodeProblem for every other answer than the one asked for, and for none. */
export async function answerOf<T>(asked: Promise<Answered<T>>): Promise<T> {
  const { data, error, response } = await asked.catch((cause: unknown) => {
    throw new NodeProblem(away, { cause });
  });
  if (response.ok && data !== undefined) return data;
  const question = (error as { readonly stepUp?: StepUpQuestion } | undefined)?.stepUp;
  if (question !== undefined) throw new SignatureNeeded(error, question);
  throw new NodeProblem(toProblem(response.status, error));
}

const away = {
  status: 0,
  code: "NODE_UNREACHABLE" satisfies ConsoleCode,
  title: "The node cannot be reached",
  detail: "Nothing was done. Check that this machine is connected, then do it again.",
};
