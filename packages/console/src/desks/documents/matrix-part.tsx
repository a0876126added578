// The matrix: a row for each portion, a column for each member, a square for whether it reads it, and one sentence why.
import { useMemo, useState } from "react";
import { Link, useLocation } from "wouter";
import type { CompiledCommunity } from "@entente/core/markings";
import { node } from "../../api/ask-node.ts";
import { useRead } from "../../api/use-read.ts";
import { AnswerView } from "../../parts/answer-view.tsx";
import { pathOf } from "../../shell/places.ts";
import type { CaseFacts } from "../../shell/desk-props.ts";
import { useWords } from "../../words/locale.tsx";
import type { StoredText } from "./stored-text.ts";
import { documentWords } from "./documents-words.ts";
import { arrangeMatrix } from "./matrix.ts";
import type { Visibility } from "./matrix.ts";
import { MatrixGrid } from "./matrix-grid.tsx";
import type { Square } from "./matrix-grid.tsx";
import { namePlaces, usePlaceWords } from "./place-words.ts";
import type { PlaceName } from "./read-draft.ts";

interface MatrixProps {
  readonly facts: CaseFacts;
  readonly name: string;
  readonly community: CompiledCommunity;
  readonly stored: StoredText;
}

export function useVisibility(slug: string, name: string, version: number) {
  return useRead([slug, "documents", name, "visibility", version], (signal) =>
    node.GET("/api/cases/{case}/documents/{name}/versions/{version}/visibility", {
      params: { path: { case: slug, name, version: String(version) } },
      signal,
    }),
  );
}

export function MatrixPart(props: MatrixProps) {
  const say = useWords(documentWords);
  const read = useVisibility(props.facts.slug, props.name, props.stored.version);
  return (
    <section className="matrix-part" aria-label={say("matrix.title")}>
      <AnswerView read={read} words={say("reading.text")}>
        {(visibility) => <Laid {...props} visibility={visibility} />}
      </AnswerView>
    </section>
  );
}

function Laid({ facts, name, community, stored, visibility }: MatrixProps & { visibility: Visibility }) {
  const say = useWords(documentWords);
  const callPlace = usePlaceWords();
  const [, go] = useLocation();
  const matrix = useMemo(() => arrangeMatrix(visibility), [visibility]);
  const places = useMemo(() => namePlaces(stored.source, community), [stored.source, community]);
  const names = useMemo(
    () => new Map(community.community.members.map((member) => [member.id, member.name])),
    [community],
  );
  const [square, setSquare] = useState<Square | null>(null);
  const { rows, columns, classes } = matrix;
  const open = (member: string) => go(pathOf(facts.slug, "documents", name, "read-as", member));
  return (
    <>
      <h2>{say("matrix.title")}</h2>
      <p className="matrix-why" role="status" aria-live="polite">
        {square === null ? say("matrix.start") : explain(square)}
      </p>
      <p className="matrix-legend" aria-hidden="true">
        {(["whole", "part", "none"] as const).map((sight) => (
          <span key={sight}>
            <i className="square" data-sight={sight} /> {say(`matrix.legend.${sight}`)}
          </span>
        ))}
      </p>
      <MatrixGrid
        matrix={matrix}
        label={say("matrix.label")}
        cellWords={(sight, member) => say(`matrix.cell.${sight}`, { member })}
        headWords={(member) => say("matrix.read-as", { member: names.get(member) ?? member })}
        rowWords={(place) => nameRow(places.get(place), place)}
        markOf={(row) => (row.marking === null ? "?" : (places.get(row.place)?.mark ?? ""))}
        square={square}
        onSquare={setSquare}
        onMember={open}
      />
      <p className="basis">{say("matrix.keys")}</p>
      <p className="basis">
        {say("matrix.basis", {
          ...{ version: stored.version, portions: rows.length },
          ...{ members: columns.length, classes: classes.length },
        })}
      </p>
      <ol className="matrix-classes">
        {classes.map(({ members, whole }, index) => (
          <li key={members[0]}>
            <strong>{className(index)}</strong>{" "}
            <span className="quiet">
              {say("matrix.class.reads", { count: members.length, whole, all: rows.length })}
            </span>{" "}
            {members.map((member, position) => (
              <span key={member}>
                {position > 0 && ", "}
                <Link href={pathOf(facts.slug, "documents", name, "read-as", member)}>
                  {names.get(member) ?? member}
                </Link>
              </span>
            ))}
          </li>
        ))}
      </ol>
    </>
  );

  function explain({ row, column }: Square): string {
    const member = names.get(columns[column]?.member ?? "") ?? "";
    if (row === null) {
      const seen = rows.map((_, index) => matrix.sight(index, column));
      return say("matrix.reads", {
        ...{ member, all: rows.length },
        whole: seen.filter((one) => one === "whole").length,
        part: seen.filter((one) => one === "part").length,
      });
    }
    const place = callPlace(places.get(rows[row]?.place ?? ""), rows[row]?.place ?? "");
    const sight = matrix.sight(row, column);
    const { text, parts } = matrix.reason(row, column);
    const reason = text ?? say("matrix.unmarked");
    return say(`matrix.${sight}`, { member, place, parts, reason });
  }
}

/** Its number and first words: the row's mark says the rest. */
function nameRow(place: PlaceName | undefined, id: string): string {
  return place === undefined ? id : `${place.number} ${place.words}`.trim();
}

/** A, B … Z, AA. */
function className(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26));
  return index < 26 ? letter : `${className(Math.floor(index / 26) - 1)}${letter}`;
}
