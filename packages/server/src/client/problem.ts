// What a node refuses with: a problem document (RFC 9457). Its code is kept also where this program does not know it, since a
// newer node may have more.

export class NodeProblem extends Error {
  readonly code: string;
  readonly status: number;
  /** Where in what was sent, for what is read line by line. */
  readonly position: { readonly line: number; readonly column: number } | null;

  constructor(
    { code, status, position }: Pick<NodeProblem, "code" | "status" | "position">,
    message: string,
  ) {
    super(message);
    this.name = "NodeProblem";
    this.code = code;
    this.status = status;
    this.position = position;
  }
}

/** Reads a refusal without trusting its shape: what has no code of its own is called `HTTP_` and its status. */
export async function readProblem(response: Response): Promise<NodeProblem> {
  const { status } = response;
  const said = await readObject(response);
  const code =
    typeof said["code"] === "string" && /^[A-Z][A-Z0-9_]{0,60}$/.test(said["code"])
      ? said["code"]
      : `HTTP_${status}`;
  const detail =
    typeof said["detail"] === "string" && said["detail"] !== ""
      ? said["detail"]
      : `The node answered with status ${status} and no reason. Look at what stands between you and it, or ask whoever runs it.`;
  return new NodeProblem({ code, status, position: readPosition(said["position"]) }, detail);
}

async function readObject(response: Response): Promise<Record<string, unknown>> {
  try {
    const body: unknown = await response.json();
    return typeof body === "object" && body !== null ? (body as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

function readPosition(position: unknown): NodeProblem["position"] {
  if (typeof position !== "object" || position === null) return null;
  const { line, column } = position as Record<string, unknown>;
  return typeof line === "number" && typeof column === "number" ? { line, column } : null;
}
