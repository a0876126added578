// Sign in: a passkey, or a provider. No name is asked, so none can be tried out.
import { useEffect, useRef, useState } from "react";
import { answerOf, node } from "../../api/ask-node.ts";
import { useRead } from "../../api/use-read.ts";
import { useWords } from "../../words/locale.tsx";
import { entryWords } from "./entry-words.ts";
import { ProblemNotice } from "../../parts/notice.tsx";
import { comeBack, goOutside } from "./outside.ts";
import { usePasskey } from "../../acts/passkey.ts";
import { Sheet, SheetSkeleton } from "./sheet.tsx";
import { Trouble } from "../../parts/trouble.tsx";
import { useAct } from "../../acts/use-act.ts";
import { NodeProblem, toProblem } from "../../api/read-node.ts";
import type { Problem } from "../../api/read-node.ts";

/** How persons sign in at this node. */
export const useWays = () => useRead(["node", "sign-in"], (signal) => node.GET("/api/sign-in", { signal }));

export function SignInPage() {
  const say = useWords(entryWords);
  const { answer, refresh } = useWays();
  const { busy, problem, run } = useAct();
  if (answer.state === "loading") return <SheetSkeleton words={say("asking")} />;
  if (answer.state === "failed" || answer.state === "forbidden")
    return (
      <Sheet title={say("sign-in")}>
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
    <Sheet title={say("sign-in.node", { host: host ?? say("sign-in.some-node") })} lead={say("sign-in.lead")}>
      <Trouble problem={problem} />
      <div className="ways">
        <button type="button" className="button primary large" disabled={busy} onClick={signIn}>
          {say(busy ? "device" : "sign-in.passkey")}
        </button>
        {providers.length > 0 && <p className="or quiet">{say("sign-in.or")}</p>}
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
          {say("sign-in.code")} <a href="/invitation">{say("sign-in.accept")}</a>
        </p>
        <p className="quiet">{say("sign-in.lost")}</p>
      </div>
    </Sheet>
  );
}

function Exercise() {
  const say = useWords(entryWords);
  return (
    <Sheet title={say("exercise")} lead={say("exercise.lead")}>
      <p>
        <a href="/">{say("exercise.go")}</a>
      </p>
    </Sheet>
  );
}

/** Where a provider sends the browser back to. */
export function ReturnPage() {
  const say = useWords(entryWords);
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
  if (problem === null) return <SheetSkeleton words={say("signing")} />;
  return (
    <Sheet title={say("not-signed")}>
      <Trouble problem={problem} />
      <p>
        <a href="/sign-in">{say("sign-in.again")}</a>
      </p>
    </Sheet>
  );
}
