// Who fires whom, as a graph that reads left to right: a column for each wave, a line from each member a condition names.
// Where there is no room for columns it becomes a list in the same order.
import { useMemo, useState } from "react";
import { Figure } from "../../parts/figure.tsx";
import { SortableTable } from "../../parts/sortable-table.tsx";
import { useWidth } from "../../parts/use-width.ts";
import { useWords } from "../../words/locale.tsx";
import { layFiring, listColumns, listFirers } from "./firing.ts";
import type { Firing, FiringNode } from "./firing.ts";
import type { PledgesFile } from "./pledge-answers.ts";
import { pledgeWords } from "./pledge-words.ts";

export interface FiringGraphProps {
  readonly file: PledgesFile;
  readonly name: (id: string) => string;
}

/** In CSS pixels: a row, a head, the least a column needs, and the part of it that a node takes. */
const ROW = 40;
const HEAD = 64;
const LEAST_COLUMN = 150;
const NODE_SHARE = 0.74;
/** A condition that names more than this draws its lines only when its member is chosen. */
const FEW = 4;

export function FiringGraph({ file, name }: FiringGraphProps) {
  const say = useWords(pledgeWords);
  const firing = useMemo(() => layFiring(file), [file]);
  const [chosen, setChosen] = useState<string | null>(null);
  const columns = listColumns(firing);
  const nodes = [...columns.flatMap((column) => column.nodes), ...firing.held];
  const shown = nodes.find(({ member }) => member === chosen) ?? null;
  const firers = shown === null ? [] : listFirers(firing, shown.member);
  const acting = columns.reduce((sum, column) => sum + column.nodes.length, 0);
  const alone = firing.waves.reduce((sum, wave) => sum + wave.length, 0);
  return (
    <>
      <p className="resolution-sentence">{say("resolution.sentence", { acting, alone })}</p>
      <Figure
        title={say("resolution.title")}
        basis={`${say("graph.basis")} ${say("only")}`}
        className="firing-figure"
        table={<Reasons firing={firing} name={name} />}
      >
        <Drawing firing={firing} name={name} chosen={chosen} firers={firers} onChoose={setChosen} />
        <div className="explain" aria-live="polite">
          {shown === null ? (
            <p className="quiet">{say("graph.hint")}</p>
          ) : (
            <>
              <p>
                <strong>{name(shown.member)}</strong>
                {shown.level > 0 &&
                  `, ${say("graph.level", { level: shown.level, levels: shown.levels })}`}: {shown.explain}
              </p>
              {shown.level > 0 && (
                <p className="quiet">
                  {firers.length === 0
                    ? say("graph.by.nobody")
                    : say("graph.by", { names: firers.map(name).join(", ") })}
                </p>
              )}
            </>
          )}
        </div>
      </Figure>
    </>
  );
}

interface DrawingProps {
  readonly firing: Firing;
  readonly name: (id: string) => string;
  readonly chosen: string | null;
  readonly firers: readonly string[];
  readonly onChoose: (member: string) => void;
}

function Drawing({ firing, name, chosen, firers, onChoose }: DrawingProps) {
  const say = useWords(pledgeWords);
  const { ref, width } = useWidth();
  const columns = [
    ...listColumns(firing),
    ...(firing.held.length === 0 ? [] : [{ kind: "held" as const, nodes: firing.held }]),
  ];
  const step = columns.length === 0 ? 0 : width / columns.length;
  const drawn = step >= LEAST_COLUMN;
  const rows = Math.max(0, ...columns.map(({ nodes }) => nodes.length));
  const places = new Map<string, { readonly x: number; readonly y: number }>();
  columns.forEach(({ nodes }, column) =>
    nodes.forEach(({ member }, row) => places.set(member, { x: column * step, y: HEAD + row * ROW })),
  );
  const lines = columns.flatMap(({ nodes }) =>
    nodes.flatMap(({ member, namedBy }) => {
      // A group spells out many; its lines are drawn when the member is chosen.
      const from = member === chosen ? firers : namedBy.length <= FEW ? namedBy : [];
      return from.map((one) => ({ from: one, to: member, lit: member === chosen || one === chosen }));
    }),
  );
  const node = (one: FiringNode, kind: string) => (
    <button
      type="button"
      className="firing-node"
      data-kind={kind}
      data-lit={firers.includes(one.member)}
      aria-pressed={one.member === chosen}
      onClick={() => onChoose(one.member)}
    >
      <span className="firing-name">{name(one.member)}</span>
      <span className="firing-does">{one.measures.map(({ count }) => count).join(" + ")}</span>
    </button>
  );
  return (
    <div
      ref={ref}
      className={drawn ? "firing drawn" : "firing listed"}
      style={drawn ? { height: HEAD + rows * ROW + 8 } : undefined}
    >
      {drawn && (
        <svg width={width} height={HEAD + rows * ROW + 8} aria-hidden="true" focusable="false">
          {lines.map(({ from, to, lit }) => {
            const [a, b] = [places.get(from), places.get(to)];
            if (a === undefined || b === undefined) return null;
            return <path key={`${from} ${to}`} className={lit ? "fires lit" : "fires"} d={arc(a, b, step)} />;
          })}
        </svg>
      )}
      {columns.map(({ kind, nodes }, column) => (
        <div
          key={`${kind} ${column}`}
          className="firing-column"
          style={drawn ? { left: column * step, width: step * NODE_SHARE } : undefined}
        >
          <h4>
            {say(`graph.${kind}`)} <span className="quiet">{nodes.length}</span>
          </h4>
          <ul>
            {nodes.map((one) => (
              <li key={one.member}>{node(one, kind)}</li>
            ))}
          </ul>
        </div>
      ))}
    </div>
  );
}

/** From the right edge of one node to the left edge of another; within a column, round the outside. */
function arc(a: { x: number; y: number }, b: { x: number; y: number }, step: number): string {
  const middle = ROW / 2 - 3;
  const start = { x: a.x + step * NODE_SHARE, y: a.y + middle };
  if (b.x <= a.x) {
    const out = b.x + step * NODE_SHARE;
    return `M${start.x} ${start.y}C${start.x + 34} ${start.y} ${out + 34} ${b.y + middle} ${out} ${b.y + middle}`;
  }
  const bend = Math.min(60, (b.x - start.x) / 2);
  return `M${start.x} ${start.y}C${start.x + bend} ${start.y} ${b.x - bend} ${b.y + middle} ${b.x} ${b.y + middle}`;
}

function Reasons({ firing, name }: { readonly firing: Firing; readonly name: (id: string) => string }) {
  const say = useWords(pledgeWords);
  const columns = listColumns(firing);
  const rows = [
    ...columns.flatMap(({ kind, nodes }, at) =>
      nodes.map((node) => ({ node, at, when: say(`graph.${kind}`) })),
    ),
    ...firing.held.map((node) => ({ node, at: columns.length, when: say("graph.held") })),
  ];
  return (
    <SortableTable
      caption={say("graph.table")}
      rows={rows}
      rowKey={({ node }) => `why-${node.member}`}
      sortedBy={{ column: "when", direction: "ascending" }}
      columns={[
        {
          id: "member",
          title: say("col.member"),
          cell: ({ node }) => name(node.member),
          key: ({ node }) => name(node.member),
        },
        { id: "when", title: say("graph.col.when"), cell: ({ when }) => when, key: ({ at }) => at },
        { id: "why", title: say("graph.col.why"), cell: ({ node }) => node.explain },
      ]}
    />
  );
}
