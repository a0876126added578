// A list of any length: beyond a screenful only what is in sight is drawn, and on paper all of it is.
import { useWindowVirtualizer } from "@tanstack/react-virtual";
import { useLayoutEffect, useRef, useState } from "react";
import type { ReactNode } from "react";
import { usePrinting } from "./use-printing.ts";

export interface LongListProps<Row> {
  readonly label: string;
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  /** About how high one is, in CSS pixels. */
  readonly rowPx: number;
  readonly draw: (row: Row) => ReactNode;
}

const ALL_AT_ONCE = 30;

export function LongList<Row>({ label, rows, rowKey, rowPx, draw }: LongListProps<Row>) {
  const printing = usePrinting();
  const all = printing || rows.length <= ALL_AT_ONCE;
  const list = useRef<HTMLUListElement>(null);
  const [top, setTop] = useState(0);
  useLayoutEffect(() => {
    const box = list.current?.getBoundingClientRect();
    if (box !== undefined) setTop(box.top + window.scrollY);
  }, [rows.length]);
  const virtual = useWindowVirtualizer({
    ...{ count: all ? 0 : rows.length, estimateSize: () => rowPx, overscan: 4, scrollMargin: top },
    getItemKey: (index) => {
      const row = rows[index];
      return row === undefined ? index : rowKey(row);
    },
  });
  if (all)
    return (
      <ul className="long-list" aria-label={label}>
        {rows.map((row) => (
          <li key={rowKey(row)}>{draw(row)}</li>
        ))}
      </ul>
    );
  return (
    <ul
      ref={list}
      className="long-list placed-in"
      aria-label={label}
      style={{ height: virtual.getTotalSize() }}
    >
      {virtual.getVirtualItems().map(({ index, start }) => {
        const row = rows[index];
        return (
          row !== undefined && (
            <li
              key={rowKey(row)}
              ref={virtual.measureElement}
              data-index={index}
              aria-setsize={rows.length}
              aria-posinset={index + 1}
              className="placed"
              style={{ transform: `translateY(${start - top}px)` }}
            >
              {draw(row)}
            </li>
          )
        );
      })}
    </ul>
  );
}
