// Receipts: who holds which copy, when it was delivered and opened, and whether what was said of it since is confirmed.
import { node } from "../../api/ask-node.ts";
import { useRead } from "../../api/use-read.ts";
import { AnswerView } from "../../parts/answer-view.tsx";
import { Section } from "../../parts/section.tsx";
import { SortableTable } from "../../parts/sortable-table.tsx";
import { When } from "../../parts/when.tsx";
import { useWords } from "../../words/locale.tsx";
import type { PlanParts } from "./plan-parts.ts";
import { releaseWords } from "./releases-words.ts";

export function useReleasedCuts(slug: string, release: string) {
  const read = useRead([slug, "cuts"], (signal) =>
    node.GET("/api/cases/{case}/cuts", { params: { path: { case: slug } }, signal }),
  );
  const cuts =
    "value" in read.answer ? read.answer.value.cuts.filter((cut) => cut.release === release) : null;
  return { read, cuts };
}

export function ReceiptsPart({ facts, document, names, release }: PlanParts & { readonly release: string }) {
  const say = useWords(releaseWords);
  const { slug } = facts;
  const { read } = useReleasedCuts(slug, release);
  const approaches = useRead([slug, "approaches"], (signal) =>
    node.GET("/api/cases/{case}/approaches", { params: { path: { case: slug } }, signal }),
  );
  const notices = useRead([slug, "notices"], (signal) =>
    node.GET("/api/cases/{case}/notices", { params: { path: { case: slug } }, signal }),
  );
  const trails = new Map(
    "value" in approaches.answer
      ? approaches.answer.value.approaches.map(({ member, trail }) => [member, trail])
      : [],
  );
  const said =
    "value" in notices.answer ? notices.answer.value.notices.filter((one) => one.release === release) : [];
  return (
    <Section id="receipts" title={say("receipts.title")}>
      <AnswerView read={read} words={say("reading")}>
        {({ cuts }) => {
          const rows = cuts
            .filter((cut) => cut.release === release)
            .map((cut) => {
              const trail = trails.get(cut.recipient);
              return {
                ...cut,
                approached: trail !== undefined,
                delivered: trail?.find(({ says }) => says === "delivered")?.at ?? null,
                opened:
                  trail?.find(({ row, what }) => row === "cut_opening" && what === document)?.at ?? null,
              };
            });
          const count = (of: "delivered" | "opened") => rows.filter((row) => row[of] !== null).length;
          const time = (at: string | null, approached: boolean) =>
            at === null ? (
              <span className="quiet">{say(approached ? "receipts.not" : "receipts.unknown")}</span>
            ) : (
              <When instant={at} />
            );
          return (
            <>
              <p className="release-sentence">
                {say("receipts.sentence", {
                  ...{ held: rows.length, delivered: count("delivered"), opened: count("opened") },
                })}
              </p>
              <SortableTable<(typeof rows)[number]>
                caption={say("receipts.caption")}
                rows={rows}
                rowKey={({ id }) => id}
                sortedBy={{ column: "recipient", direction: "ascending" }}
                columns={[
                  {
                    ...{ id: "recipient", title: say("receipts.recipient") },
                    key: ({ recipient }) => names.name(recipient),
                    cell: ({ id, recipient }) => (
                      <a
                        href={`/api/cases/${encodeURIComponent(slug)}/cuts/${id}.html`}
                        aria-label={say("receipts.open", { member: names.name(recipient) })}
                      >
                        {names.name(recipient)}
                      </a>
                    ),
                  },
                  {
                    ...{ id: "portions", title: say("receipts.portions"), numeric: true },
                    ...{ key: ({ released }) => released, cell: ({ released }) => released },
                  },
                  {
                    ...{ id: "banner", title: say("receipts.banner") },
                    cell: ({ banner }) => <span className="mark">{banner}</span>,
                  },
                  {
                    ...{ id: "fingerprint", title: say("receipts.fingerprint") },
                    cell: ({ sha256 }) => (
                      <code title={sha256}>{(sha256.slice(0, 16).match(/.{4}/g) ?? []).join(" ")}</code>
                    ),
                  },
                  {
                    ...{ id: "delivered", title: say("receipts.delivered") },
                    key: ({ delivered }) => delivered ?? "",
                    cell: ({ delivered, approached }) => time(delivered, approached),
                  },
                  {
                    ...{ id: "opened", title: say("receipts.opened") },
                    key: ({ opened }) => opened ?? "",
                    cell: ({ opened, approached }) => time(opened, approached),
                  },
                  ...(said.length === 0
                    ? []
                    : [
                        {
                          ...{ id: "acknowledged", title: say("receipts.acknowledged") },
                          cell: ({ recipient }: (typeof rows)[number]) => {
                            const own = said.flatMap(({ holders }) =>
                              holders.filter(({ member }) => member === recipient),
                            );
                            const done = own.filter(({ acknowledged }) => acknowledged !== null).length;
                            return say("notice.confirmed", { confirmed: done, all: own.length });
                          },
                        },
                      ]),
                ]}
              />
            </>
          );
        }}
      </AnswerView>
    </Section>
  );
}
