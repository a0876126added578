// What opens at T-0: every package for the lead, its own for a member.
import { LongBoard } from "../../parts/long-board.tsx";
import { When } from "../../parts/when.tsx";
import type { CaseFacts } from "../../shell/desk-props.ts";
import { useWords } from "../../words/locale.tsx";
import type { TZero } from "./t-zero-answers.ts";
import { sayMeasures, useKinds } from "./use-kinds.ts";
import { tZeroWords } from "./t-zero-words.ts";

interface PackagesProps {
  readonly facts: CaseFacts;
  readonly tZero: TZero;
  readonly name: (id: string) => string;
}

type Package = TZero["packages"][number];

export function PackagesPart({ facts, tZero, name }: PackagesProps) {
  const say = useWords(tZeroWords);
  const kinds = useKinds(facts.slug);
  const title = say(facts.side === "ally" ? "package.title" : "packages.title");
  return (
    <section className="desk-part" aria-label={title}>
      <h2 className="part-title">{title}</h2>
      <LongBoard<Package>
        caption={say("packages.caption")}
        rows={tZero.packages}
        rowKey={({ member }) => member}
        sortedBy={{ column: "member", direction: "ascending" }}
        template="minmax(9rem, 1fr) minmax(10rem, 1.2fr) minmax(14rem, 2.4fr) minmax(4rem, 0.5fr) minmax(10rem, 1fr)"
        columns={[
          {
            ...{ id: "member", title: say("col.member"), key: ({ member }) => name(member) },
            cell: ({ member, leftOut }) => (
              <>
                <span className="member-name">{name(member)}</span>
                {leftOut && <span className="warn-word">{say("package.left")}</span>}
              </>
            ),
          },
          {
            ...{ id: "measures", title: say("package.measures") },
            cell: ({ measures }) => sayMeasures(kinds, measures),
          },
          {
            ...{ id: "text", title: say("package.text") },
            cell: ({ text, openedAt, member }) =>
              text !== null ? (
                <q className="statement-words-said">{text}</q>
              ) : (
                <span className="quiet">
                  {say(
                    openedAt === null &&
                      tZero.readiness.find((one) => one.member === member)?.hasText === true
                      ? "package.sealed"
                      : "package.text.none",
                  )}
                </span>
              ),
          },
          {
            id: "leaf",
            title: say("package.leaf"),
            numeric: true,
            cell: ({ leaf }) => leaf ?? "–",
            key: ({ leaf }) => leaf,
          },
          {
            ...{ id: "opened", title: say("package.opened"), key: ({ openedAt }) => openedAt },
            cell: ({ openedAt }) =>
              openedAt === null ? (
                <span className="quiet">–</span>
              ) : (
                <When instant={openedAt} zone={tZero.timeZone} />
              ),
          },
        ]}
      />
    </section>
  );
}
