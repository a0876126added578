// A table that sorts by its column heads. On a narrow screen each row becomes a small block with the column's name before
// each value; the roles are written out because a table laid out as blocks would otherwise lose them.
import { useState } from "react";
import type { ReactNode } from "react";
import { useLanguage } from "../words/locale.tsx";
import { nextSort, sortRows } from "./sorting.ts";
import type { Sort, SortKey } from "./sorting.ts";

export interface Column<Row> {
  readonly id: string;
  readonly title: string;
  readonly cell: (row: Row) => ReactNode;
  /** Absent: the column does not sort. */
  readonly key?: (row: Row) => SortKey;
  readonly first?: Sort["direction"];
  readonly numeric?: boolean;
}

export interface SortableTableProps<Row> {
  readonly caption: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  readonly sortedBy: Sort;
  /** An extra row under this one, or null. */
  readonly below?: (row: Row) => ReactNode;
}

export function SortableTable<Row>(props: SortableTableProps<Row>) {
  const { caption, columns, rows, rowKey, below } = props;
  const [sort, setSort] = useState(props.sortedBy);
  const { tag } = useLanguage();
  const sorted = sortRows(rows, {
    key: columns.find((column) => column.id === sort.column)?.key ?? (() => null),
    ...{ direction: sort.direction, tag },
  });
  return (
    <table className="board" role="table">
      <caption className="unseen">{caption}</caption>
      <thead role="rowgroup">
        <tr role="row">
          {columns.map((column) => (
            <Head key={column.id} column={column} sort={sort} onSort={setSort} />
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {sorted.map((row) => {
          const extra = below?.(row) ?? null;
          return [
            <tr role="row" key={rowKey(row)} id={`row-${rowKey(row)}`}>
              {columns.map((column, index) => {
                const Cell = index === 0 ? "th" : "td";
                return (
                  <Cell
                    key={column.id}
                    role={index === 0 ? "rowheader" : "cell"}
                    scope={index === 0 ? "row" : undefined}
                    data-title={column.title}
                    className={column.numeric === true ? "numeric" : undefined}
                  >
                    {column.cell(row)}
                  </Cell>
                );
              })}
            </tr>,
            extra !== null && (
              <tr role="row" key={`${rowKey(row)}-below`} className="below">
                <td role="cell" colSpan={columns.length}>
                  {extra}
                </td>
              </tr>
            ),
          ];
        })}
      </tbody>
    </table>
  );
}

export interface HeadProps<Row> {
  readonly column: Column<Row>;
  readonly sort: Sort;
  readonly onSort: (sort: Sort) => void;
}

function Head<Row>({ column, sort, onSort }: HeadProps<Row>) {
  const className = column.numeric === true ? "numeric" : undefined;
  if (column.key === undefined)
    return (
      <th role="columnheader" scope="col" className={className}>
        {column.title}
      </th>
    );
  const active = sort.column === column.id;
  return (
    <th role="columnheader" scope="col" className={className} aria-sort={active ? sort.direction : "none"}>
      <SortButton column={column} sort={sort} onSort={onSort} />
    </th>
  );
}

/** The column's name, which sorts by it; for every table that has heads. */
export function SortButton<Row>({ column, sort, onSort }: HeadProps<Row>) {
  const active = sort.column === column.id;
  return (
    <button
      type="button"
      className="sort"
      onClick={() => onSort(nextSort(sort, column.id, column.first ?? "ascending"))}
    >
      {column.title}
      <span className="sort-mark" aria-hidden="true">
        {active ? (sort.direction === "ascending" ? "▲" : "▼") : "↕"}
      </span>
    </button>
  );
}
