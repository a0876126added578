// A table of any length that sorts by its column heads: beyond a screenful only the rows in sight are drawn, and on paper all
// of them are. The roles are written out because the rows are laid out as blocks.
import { useWindowVirtualizer } from "@tanstack/react-virtual";
import { useLayoutEffect, useMemo, useRef, useState } from "react";
import type { CSSProperties } from "react";
import { SortButton } from "./sortable-table.tsx";
import type { Column, HeadProps } from "./sortable-table.tsx";
import { useLanguage } from "../words/locale.tsx";
import { sortRows } from "./sorting.ts";
import type { Sort } from "./sorting.ts";
import { usePrinting } from "./use-printing.ts";

export interface LongBoardProps<Row> {
  readonly caption: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  readonly sortedBy: Sort;
  /** Widths of the columns where there is room, as CSS has them. */
  readonly template: string;
}

const ALL_AT_ONCE = 40;
const ROW_PX = 52;

export function LongBoard<Row>(props: LongBoardProps<Row>) {
  const { caption, columns, rows, rowKey, template } = props;
  const [sort, setSort] = useState(props.sortedBy);
  const printing = usePrinting();
  const { tag } = useLanguage();
  const sorted = useMemo(
    () =>
      sortRows(rows, {
        key: columns.find(({ id }) => id === sort.column)?.key ?? (() => null),
        ...{ direction: sort.direction, tag },
      }),
    [rows, columns, sort, tag],
  );
  const all = printing || sorted.length <= ALL_AT_ONCE;
  const body = useRef<HTMLDivElement>(null);
  const [top, setTop] = useState(0);
  useLayoutEffect(() => {
    const box = body.current?.getBoundingClientRect();
    if (box !== undefined) setTop(box.top + window.scrollY);
  }, [sorted.length]);
  const virtual = useWindowVirtualizer({
    ...{ count: all ? 0 : sorted.length, estimateSize: () => ROW_PX, overscan: 8, scrollMargin: top },
    getItemKey: (index) => {
      const row = sorted[index];
      return row === undefined ? index : rowKey(row);
    },
  });
  const shown = all
    ? sorted.map((_, index) => ({ index, start: 0, measured: false }))
    : virtual.getVirtualItems().map(({ index, start }) => ({ index, start: start - top, measured: true }));
  return (
    <div
      className="long-board"
      role="table"
      aria-label={caption}
      aria-rowcount={sorted.length + 1}
      style={{ "--columns": template } as CSSProperties}
    >
      <div role="rowgroup">
        <div role="row" aria-rowindex={1} className="long-board-head">
          {columns.map((column) => (
            <Head key={column.id} column={column} sort={sort} onSort={setSort} />
          ))}
        </div>
      </div>
      <div
        ref={body}
        role="rowgroup"
        className="long-board-body"
        style={all ? undefined : { height: virtual.getTotalSize() }}
      >
        {shown.map(({ index, start, measured }) => {
          const row = sorted[index];
          if (row === undefined) return null;
          return (
            <div
              key={rowKey(row)}
              ref={measured ? virtual.measureElement : undefined}
              data-index={index}
              role="row"
              aria-rowindex={index + 2}
              className={measured ? "long-board-row placed" : "long-board-row"}
              style={measured ? { transform: `translateY(${start}px)` } : undefined}
            >
              {columns.map((column, at) => (
                <div
                  key={column.id}
                  role={at === 0 ? "rowheader" : "cell"}
                  data-title={column.title}
                  className={column.numeric === true ? "numeric" : undefined}
                >
                  {column.cell(row)}
                </div>
              ))}
            </div>
          );
        })}
      </div>
    </div>
  );
}

function Head<Row>({ column, sort, onSort }: HeadProps<Row>) {
  const active = sort.column === column.id;
  return (
    <div
      role="columnheader"
      className={column.numeric === true ? "numeric" : undefined}
      aria-sort={column.key === undefined ? undefined : active ? sort.direction : "none"}
    >
      {column.key === undefined ? column.title : <SortButton column={column} sort={sort} onSort={onSort} />}
    </div>
  );
}
