// Taking down the card of another node. Nothing is believed of it yet.
import { useState } from "react";
import type { SubmitEvent } from "react";
import { useAct } from "../../acts/use-act.ts";
import { answerOf, node } from "../../api/ask-node.ts";
import { useReadAgain } from "../../api/use-read.ts";
import { FileDrop } from "../../parts/file-drop.tsx";
import { Trouble } from "../../parts/trouble.tsx";
import { useWords } from "../../words/locale.tsx";
import { nodesWords } from "./nodes-words.ts";

export function AddPart() {
  const say = useWords(nodesWords);
  const readAgain = useReadAgain();
  const { busy, problem, run } = useAct();
  const [card, setCard] = useState<{ readonly name: string; readonly text: string } | null>(null);
  const [address, setAddress] = useState("");
  const [added, setAdded] = useState<string | null>(null);
  const add = (event: SubmitEvent) => {
    event.preventDefault();
    if (card === null) return;
    run(async () => {
      const where = address.trim() === "" ? null : address.trim();
      const { member } = await answerOf(
        node.POST("/api/nodes", { body: { card: card.text, address: where } }),
      );
      setAdded(member);
      setCard(null);
      setAddress("");
      await readAgain("nodes");
    });
  };
  return (
    <form className="node-form" onSubmit={add}>
      <h3>{say("add")}</h3>
      <FileDrop
        label={say("add.card")}
        accept="application/json,.json"
        chosen={card?.name ?? null}
        onFile={(file) => run(async () => setCard({ name: file.name, text: await file.text() }))}
      />
      <label className="field">
        <span className="label">{say("add.address")}</span>
        <input
          type="text"
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          maxLength={320}
          placeholder="https://node.example"
          value={address}
          onChange={({ target }) => setAddress(target.value)}
        />
      </label>
      <p className="basis">{say("add.address.basis")}</p>
      <Trouble problem={problem} />
      <button type="submit" className="button primary" disabled={busy || card === null}>
        {say("add.do")}
      </button>
      <p role="status">{added !== null && say("added", { member: added })}</p>
    </form>
  );
}
