// The way to a provider of single sign-on and back. What proves that the same browser came back stays in this tab alone.
import { answerOf, node } from "../../api/ask-node.ts";
import type { ConsoleCode } from "../../api/codes.ts";
import { NodeProblem } from "../../api/read-node.ts";

const KEPT = "entente-outside";

/** Goes to the provider. @param acceptance what this browser holds of an invitation; null to sign in. */
export async function goOutside(provider: string, acceptance: string | null): Promise<void> {
  const { address, binding } = await answerOf(
    node.POST("/api/sign-in/provider/question", { body: { provider, acceptance } }),
  );
  sessionStorage.setItem(KEPT, binding);
  window.location.assign(address);
}

/** Signs in with what the provider sent back, once. @throws NodeProblem. */
export async function comeBack(returned: string): Promise<void> {
  const binding = sessionStorage.getItem(KEPT);
  sessionStorage.removeItem(KEPT);
  if (binding === null)
    throw new NodeProblem({
      ...{ status: 0, code: "RETURN_UNKNOWN" satisfies ConsoleCode },
      title: "This tab did not ask for that",
      detail:
        "You came back from a provider in another tab or after closing this one. Sign in again from here.",
    });
  await answerOf(node.POST("/api/sign-in/provider", { body: { binding, returned } }));
}
