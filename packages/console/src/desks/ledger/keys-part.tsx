// The keys this node signs with, for two people who compare them: use, fingerprint in words, since when, until when.
import { SPOKEN_WORDS, spellWords } from "@entente/core/keys";
import type { paths } from "../../../../../formats/api.d.ts";
import { node } from "../../api/ask-node.ts";
import { useRead } from "../../api/use-read.ts";
import { AnswerView } from "../../parts/answer-view.tsx";
import { CopyLine } from "../../parts/copy-line.tsx";
import { Empty } from "../../parts/notice.tsx";
import { Section } from "../../parts/section.tsx";
import { SortableTable } from "../../parts/sortable-table.tsx";
import { When } from "../../parts/when.tsx";
import { useWords } from "../../words/locale.tsx";
import { keysWords } from "./keys-words.ts";

type Keys = paths["/api/keys"]["get"]["responses"]["200"]["content"]["application/json"];
type Key = Keys["keys"][number];

export function KeysPart() {
  const say = useWords(keysWords);
  const read = useRead(["node", "keys"], (signal) => node.GET("/api/keys", { signal }));
  return (
    <Section id="keys" title={say("title")} aside={<p className="basis">{say("basis")}</p>}>
      <AnswerView read={read} words={say("reading")}>
        {({ keys, ledger, witness }) => (
          <>
            {keys.length === 0 ? <Empty>{say("none")}</Empty> : <KeyTable keys={keys} />}
            <p className="label">{say("ledger")}</p>
            <CopyLine text={ledger} what={say("ledger")} />
            {witness.length > 0 && <p className="label">{say("witness")}</p>}
            {witness.map((line) => (
              <CopyLine key={line} text={line} what={say("witness")} />
            ))}
            <p className="basis">{say("ledger.how")}</p>
          </>
        )}
      </AnswerView>
    </Section>
  );
}

function KeyTable({ keys }: { readonly keys: readonly Key[] }) {
  const say = useWords(keysWords);
  const use = ({ use: of, member }: Key): string => say("use", { use: of, member });
  return (
    <SortableTable<Key>
      caption={say("caption")}
      rows={keys}
      rowKey={({ fingerprint }) => fingerprint}
      sortedBy={{ column: "use", direction: "ascending" }}
      columns={[
        {
          ...{ id: "use", title: say("col.use"), key: (key) => `${use(key)} ${key.generation}` },
          cell: (key) => (
            <>
              {use(key)}{" "}
              <span className="quiet">
                {say("generation", { generation: key.generation })}, {say("state", { state: key.state })}
              </span>
            </>
          ),
        },
        {
          ...{ id: "key", title: say("col.key") },
          cell: ({ fingerprint }) => (
            <>
              <code className="key-id">{fingerprint}</code>
              <p className="key-words">{spellWords(fingerprint, SPOKEN_WORDS)}</p>
            </>
          ),
        },
        {
          ...{ id: "since", title: say("col.since"), key: ({ since }) => since },
          cell: ({ since }) => (since === null ? say("first") : <When instant={since} />),
        },
        {
          ...{
            id: "until",
            title: say("col.until"),
            key: ({ replacedOn, revokedOn }) => revokedOn ?? replacedOn,
          },
          cell: ({ replacedOn, revokedOn, state }) => {
            const ended = revokedOn ?? replacedOn;
            return ended === null ? (
              say("still")
            ) : (
              <>
                <When instant={ended} /> <span className="quiet">{say("state", { state })}</span>
              </>
            );
          },
        },
      ]}
    />
  );
}
