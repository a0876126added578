// A command or fingerprint to take along, with a button that copies it and says that it did.
import { useState } from "react";
import { shellWords } from "../shell/shell-words.ts";
import { useWords } from "../words/locale.tsx";

/** Nobody reads a line of more letters to its end; commands and fingerprints are shorter, and shown whole. */
const LONG = 400;

export function CopyLine({ text, what }: { text: string; what: string }) {
  const say = useWords(shellWords);
  const [done, setDone] = useState<"no" | "yes" | "refused">("no");
  const copy = () => {
    navigator.clipboard.writeText(text).then(
      () => setDone("yes"),
      () => setDone("refused"),
    );
  };
  return (
    <div className={text.length > LONG ? "copy-line long" : "copy-line"}>
      <code>{text}</code>
      <button type="button" className="button small" onClick={copy} aria-label={`${say("copy.do")}: ${what}`}>
        {done === "yes" ? say("copy.done") : say("copy.do")}
      </button>
      <span className="unseen" role="status">
        {done === "yes" && `${say("copy.done")}: ${what}`}
        {done === "refused" && say("copy.refused")}
      </span>
    </div>
  );
}
