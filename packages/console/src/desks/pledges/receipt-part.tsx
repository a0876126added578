// Whether a receipt is what stands in the ledger. A draft is completed first, from where and when something was sealed.
import { useState } from "react";
import { useAct } from "../../acts/use-act.ts";
import { answerOf, node } from "../../api/ask-node.ts";
import { Trouble } from "../../parts/trouble.tsx";
import { When } from "../../parts/when.tsx";
import type { CaseFacts } from "../../shell/desk-props.ts";
import { useWords } from "../../words/locale.tsx";
import type { CheckedReceipt } from "./pledge-answers.ts";
import { pledgeWords } from "./pledge-words.ts";
import { completeReceipt, findDraft, saveFile } from "./receipt.ts";
import { sayAuthority } from "./say-authority.ts";

type Found =
  | { readonly state: "holds"; readonly checked: CheckedReceipt; readonly completed: object | null }
  | { readonly state: "strange" | "nothing" };

export function ReceiptPart({ facts }: { readonly facts: CaseFacts }) {
  const say = useWords(pledgeWords);
  const { busy, problem, run } = useAct();
  const [file, setFile] = useState<File | null>(null);
  const [found, setFound] = useState<Found | null>(null);
  const params = { path: { case: facts.slug } };
  const check = (chosen: File) =>
    run(async () => {
      setFound(null);
      const value = await readJsonFile(chosen);
      if (value === null) {
        setFound({ state: "strange" });
        return;
      }
      const draft = findDraft(value);
      let receipt: object = value;
      if (draft !== null) {
        const { sealed } = await answerOf(node.GET("/api/cases/{case}/pledges/own", { params }));
        if (sealed === null) {
          setFound({ state: "nothing" });
          return;
        }
        receipt = completeReceipt(draft, { leaf: sealed.leaf, at: sealed.placedAt });
      }
      const checked = await answerOf(
        node.POST("/api/cases/{case}/pledges/receipt", { params, body: { receipt } }),
      );
      setFound({ state: "holds", checked, completed: draft === null ? null : receipt });
    });
  return (
    <section className="desk-part" aria-label={say("receipt.title")}>
      <h1 className="desk-sentence">{say("receipt.title")}</h1>
      <p className="basis">{say("receipt.intro")}</p>
      <div className="desk-form">
        <label className="field">
          <span className="label">{say("receipt.file")}</span>
          <input
            type="file"
            accept="application/json,.json"
            onChange={({ target }) => {
              setFile(target.files?.[0] ?? null);
              setFound(null);
            }}
          />
        </label>
        <div className="desk-acts">
          <button
            type="button"
            className="button primary"
            disabled={busy || file === null}
            onClick={() => {
              if (file !== null) check(file);
            }}
          >
            {say("receipt.do")}
          </button>
        </div>
        <Trouble problem={problem} />
        <div role="status">
          {found?.state === "holds" && (
            <>
              <p className="holds-line">
                {say("receipt.holds", { leaf: found.checked.leaf, member: found.checked.member })}
              </p>
              <blockquote>{found.checked.pledge}</blockquote>
              <p className="quiet">
                {sayAuthority(say, found.checked.authority)} · <When instant={found.checked.at} />
              </p>
            </>
          )}
          {found?.state === "strange" && <p className="late-line">{say("receipt.strange")}</p>}
          {found?.state === "nothing" && <p className="late-line">{say("receipt.nothing")}</p>}
        </div>
        {found?.state === "holds" && found.completed !== null && (
          <button
            type="button"
            className="button"
            onClick={() =>
              saveFile(`receipt-${facts.slug}-${found.checked.member}.json`, found.completed ?? {})
            }
          >
            {say("receipt.save")}
          </button>
        )}
      </div>
    </section>
  );
}

/** Null for what is no JSON object; a receipt is small. */
async function readJsonFile(file: File): Promise<object | null> {
  if (file.size > 1_000_000) return null;
  try {
    const value: unknown = JSON.parse(await file.text());
    return typeof value === "object" && value !== null && !Array.isArray(value) ? value : null;
  } catch {
    return null;
  }
}
