// Sign in: a passkey, or a provider. No name is asked, so none can be tried out.
import { useEffect, useRef, useState } from "react";
import { answerOf, node } from "../../api/ask-node.ts";
import { useAnswer } from "../../api/use-answer.ts";
import { ProblemNotice } from "../../parts/notice.tsx";
import { comeBack, goOutside } from "./outside.ts";
import { usePasskey } from "../../acts/passkey.ts";
import { Sheet, SheetSkeleton } from "./sheet.tsx";
import { Trouble } from "../../parts/trouble.tsx";
import { useAct } from "../../acts/use-act.ts";
import { NodeProblem, toProblem } from "../../api/read-node.ts";
import type { Problem } from "../../api/read-node.ts";

export interface Ways {
  readonly kind: "exercise" | "real";
  readonly host: string | null;
  readonly providers: readonly { readonly id: string; readonly name: string }[];
}

export function SignInPage() {
  const { answer, refresh } = useAnswer<Ways>("/api/sign-in");
  const { busy, problem, run } = useAct();
  if (answer.state === "loading") return <SheetSkeleton words="Asking the node how to sign in" />;
  if (answer.state === "failed" || answer.state === "forbidden")
    return (
      <Sheet title="Sign in">
        <ProblemNotice problem={answer.problem} onRetry={refresh} />
      </Sheet>
    );
  const { kind, host, providers } = answer.value;
  if (kind === "exercise") return <Exercise />;
  const signIn = () =>
    run(async () => {
      const options = await answerOf(node.POST("/api/sign-in/passkey/question"));
      const signed = await usePasskey(options);
      await answerOf(node.POST("/api/sign-in/passkey", { body: { answer: signed } }));
      window.location.assign("/seat");
    });
  return (
    <Sheet
      title={`Sign in to the node of ${host ?? "this member"}`}
      lead="Your device asks for your finger, your face or its PIN. Nothing is typed here, so nothing can be overheard or guessed."
    >
      <Trouble problem={problem} />
      <div className="ways">
        <button type="button" className="button primary large" disabled={busy} onClick={signIn}>
          {busy ? "Waiting for your device" : "Sign in with a passkey"}
        </button>
        {providers.length > 0 && <p className="or quiet">or through</p>}
        {providers.map(({ id, name }) => (
          <button
            key={id}
            type="button"
            className="button large"
            disabled={busy}
            onClick={() => run(() => goOutside(id, null))}
          >
            {name}
          </button>
        ))}
      </div>
      <div className="entry-more">
        <p>
          Were you read a code? <a href="/invitation">Accept an invitation</a>.
        </p>
        <p className="quiet">
          Lost your device? Two administrators of your member let you in again; call one of them.
        </p>
      </div>
    </Sheet>
  );
}

function Exercise() {
  return (
    <Sheet
      title="Nobody signs in here"
      lead="This node holds exercises and answers to this machine alone. Whoever sits at it is the control of the exercise."
    >
      <p>
        <a href="/">To the exercise</a>
      </p>
    </Sheet>
  );
}

/** Where a provider sends the browser back to. */
export function ReturnPage() {
  const [problem, setProblem] = useState<Problem | null>(null);
  const begun = useRef(false);
  useEffect(() => {
    if (begun.current) return;
    begun.current = true;
    const returned = window.location.search;
    // Neither the history nor a copied address keeps what the provider sent.
    window.history.replaceState(null, "", "/sign-in/return");
    comeBack(returned).then(
      () => window.location.replace("/seat"),
      (error: unknown) => setProblem(error instanceof NodeProblem ? error.problem : toProblem(0, null)),
    );
  }, []);
  if (problem === null) return <SheetSkeleton words="Signing you in" />;
  return (
    <Sheet title="You are not signed in">
      <Trouble problem={problem} />
      <p>
        <a href="/sign-in">Sign in again</a>
      </p>
    </Sheet>
  );
}
