// The squares. Only those in sight are drawn, however many portions and members there are; one stop for the Tab key, and the
// arrows go from square to square.
import { useVirtualizer } from "@tanstack/react-virtual";
import { useId, useRef } from "react";
import type { KeyboardEvent } from "react";
import type { Matrix, MatrixRow, Sight } from "./matrix.ts";

/** One square; `row` null is the head of the column. */
export interface Square {
  readonly row: number | null;
  readonly column: number;
}

export interface MatrixGridProps {
  readonly matrix: Matrix;
  readonly label: string;
  readonly cellWords: (sight: Sight, member: string) => string;
  readonly headWords: (member: string) => string;
  readonly rowWords: (place: string) => string;
  readonly markOf: (row: MatrixRow) => string;
  readonly square: Square | null;
  readonly onSquare: (square: Square) => void;
  /** Enter or a click on a column's head. */
  readonly onMember: (member: string) => void;
}

const ROW = 26;
const COLUMN = 26;
const HEAD = 46;
const STEPS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  PageUp: [-10, 0],
  PageDown: [10, 0],
};

export function MatrixGrid(props: MatrixGridProps) {
  const { matrix, label, square, onSquare, onMember } = props;
  const { rows, columns, sight } = matrix;
  const id = useId();
  const scroll = useRef<HTMLDivElement>(null);
  const vertical = useVirtualizer({
    ...{ count: rows.length, getScrollElement: () => scroll.current, estimateSize: () => ROW, overscan: 6 },
    ...{ paddingStart: HEAD, scrollPaddingStart: HEAD, initialRect: { width: 600, height: 600 } },
  });
  const horizontal = useVirtualizer({
    ...{ horizontal: true, count: columns.length, getScrollElement: () => scroll.current, overscan: 6 },
    ...{ estimateSize: (index: number) => (startsClass(index) ? COLUMN + 6 : COLUMN) },
    ...{ initialRect: { width: 600, height: 600 }, scrollPaddingStart: 170 },
  });

  function startsClass(index: number): boolean {
    return index > 0 && columns[index]?.class !== columns[index - 1]?.class;
  }

  const move = (stroke: KeyboardEvent) => {
    const [down, right] = STEPS[stroke.key] ?? [0, 0];
    const now = square ?? { row: 0, column: 0 };
    let next: Square;
    if (stroke.key === "Home") next = { row: now.row, column: 0 };
    else if (stroke.key === "End") next = { row: now.row, column: columns.length - 1 };
    else if (stroke.key === "Enter" || stroke.key === " ") {
      stroke.preventDefault();
      const member = columns[now.column]?.member;
      if (now.row === null && member !== undefined) onMember(member);
      else onSquare(now);
      return;
    } else if (down === 0 && right === 0) return;
    // The first stroke shows where one is; from the first row up lies the head.
    else if (square === null) next = now;
    else {
      const row = (now.row ?? -1) + down;
      next = {
        row: row < 0 ? null : Math.min(row, rows.length - 1),
        column: Math.min(Math.max(now.column + right, 0), columns.length - 1),
      };
    }
    stroke.preventDefault();
    if (next.row !== null) vertical.scrollToIndex(next.row);
    horizontal.scrollToIndex(next.column);
    onSquare(next);
  };

  const shownColumns = horizontal.getVirtualItems();
  const nameOf = ({ row, column }: Square): string => `${id}-${row ?? "head"}-${column}`;
  return (
    <div
      ref={scroll}
      className="matrix"
      role="grid"
      tabIndex={0}
      aria-label={label}
      aria-rowcount={rows.length + 1}
      aria-colcount={columns.length + 1}
      aria-activedescendant={square === null ? undefined : nameOf(square)}
      onKeyDown={move}
      onFocus={() => {
        if (square === null) onSquare({ row: 0, column: 0 });
      }}
    >
      <div
        className="matrix-sheet"
        role="presentation"
        style={{
          height: vertical.getTotalSize(),
          width: `calc(var(--row-head) + ${horizontal.getTotalSize()}px)`,
        }}
      >
        <div className="matrix-row matrix-head" role="row" aria-rowindex={1} style={{ height: HEAD }}>
          <div className="matrix-corner" role="columnheader" aria-colindex={1}>
            <span className="unseen">{label}</span>
          </div>
          {shownColumns.map(({ index, start, size }) => {
            const { member = "", class: of = 0 } = columns[index] ?? {};
            return (
              <div
                key={member}
                id={nameOf({ row: null, column: index })}
                className="matrix-member"
                role="columnheader"
                aria-colindex={index + 2}
                aria-label={props.headWords(member)}
                data-active={square?.row === null && square.column === index}
                data-class={of % 2}
                style={{ left: `calc(var(--row-head) + ${start + size - COLUMN}px)`, width: COLUMN }}
                onClick={() => onMember(member)}
              >
                <span>{member}</span>
              </div>
            );
          })}
        </div>
        {vertical.getVirtualItems().map(({ index: row, start: top }) => {
          const of = rows[row];
          if (of === undefined) return null;
          return (
            <div
              key={of.place}
              className="matrix-row"
              role="row"
              aria-rowindex={row + 2}
              data-kind={of.kind}
              style={{ top, height: ROW }}
            >
              <div className="matrix-place" role="rowheader" aria-colindex={1}>
                <span className="matrix-name">{props.rowWords(of.place)}</span>
                <span className="mark">{props.markOf(of)}</span>
              </div>
              {shownColumns.map(({ index: column, start, size }) => {
                const { member = "" } = columns[column] ?? {};
                const seen = sight(row, column);
                return (
                  <div
                    key={member}
                    id={nameOf({ row, column })}
                    className="matrix-cell square"
                    role="gridcell"
                    aria-colindex={column + 2}
                    aria-label={props.cellWords(seen, member)}
                    aria-selected={square?.row === row && square.column === column}
                    data-sight={seen}
                    style={{ left: `calc(var(--row-head) + ${start + size - COLUMN}px)`, width: COLUMN }}
                    onClick={() => onSquare({ row, column })}
                  />
                );
              })}
            </div>
          );
        })}
      </div>
    </div>
  );
}
