// A command or fingerprint to take along, with a button that copies it and says that it did.
import { useState } from "react";

export function CopyLine({ text, what }: { text: string; what: string }) {
  const [done, setDone] = useState<"no" | "yes" | "refused">("no");
  const copy = () => {
    navigator.clipboard.writeText(text).then(
      () => setDone("yes"),
      () => setDone("refused"),
    );
  };
  return (
    <div className="copy-line">
      <code>{text}</code>
      <button type="button" className="button small" onClick={copy} aria-label={`Copy ${what}`}>
        {done === "yes" ? "Copied" : "Copy"}
      </button>
      <span className="unseen" role="status">
        {done === "yes" && `Copied ${what}`}
        {done === "refused" && "The browser did not allow copying; select the text instead"}
      </span>
    </div>
  );
}
