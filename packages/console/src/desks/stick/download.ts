// A file that the node writes on demand: taken as bytes, and kept under the name the node gives it.
import type { ConsoleCode } from "../../api/codes.ts";
import { NodeProblem } from "../../api/read-node.ts";
import { answerOf } from "../../api/ask-node.ts";
import { saveBytes } from "../../parts/save-bytes.ts";

interface Answered {
  readonly data?: unknown;
  readonly error?: unknown;
  readonly response: Response;
}

/** Saves what the node sent. Gives the headers it came with. @throws NodeProblem; SignatureNeeded. */
export async function saveAnswer(asked: Promise<Answered>): Promise<Headers> {
  let headers = new Headers();
  const data = await answerOf(
    asked.then((answered) => {
      ({ headers } = answered.response);
      return answered;
    }),
  );
  const [, name] = /filename="([^"]+)"/.exec(headers.get("content-disposition") ?? "") ?? [];
  if (!(data instanceof Blob) || name === undefined)
    throw new NodeProblem({
      ...{ status: 200, code: "ANSWER_UNREADABLE" satisfies ConsoleCode },
      title: "The node's answer could not be read",
      detail: "Nothing was saved. Try again; if it stays like this, tell whoever runs this node.",
    });
  saveBytes(name, data.type, data);
  return headers;
}
