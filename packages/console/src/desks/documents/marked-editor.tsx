// The editor: CodeMirror in a shadow root, where its styles are adopted sheets, so that the page's policy is asked for no style
// written into the page. What it shows beside the text comes from outside: it decides nothing about markings.
import { history, historyKeymap } from "@codemirror/commands";
import { Compartment, EditorState, RangeSet, StateEffect, StateField } from "@codemirror/state";
import type { Range } from "@codemirror/state";
import { Decoration, EditorView, gutter, GutterMarker, keymap } from "@codemirror/view";
import type { DecorationSet } from "@codemirror/view";
import { useEffect, useImperativeHandle, useRef } from "react";
import type { Ref } from "react";
import { editorKeys } from "./editor-keys.ts";
import { editorTheme } from "./editor-theme.ts";
import { findStart, markLine } from "./inserts.ts";
import type { DraftReading } from "./read-draft.ts";

/** A line before the portion at the cursor, or another mark for it. */
export type Insertion =
  { readonly kind: "line"; readonly text: string } | { readonly kind: "mark"; readonly mark: string };

export interface EditorHandle {
  /** Puts the cursor there; both from 1. */
  readonly go: (at: { readonly line: number; readonly column: number }) => void;
  readonly insert: (act: Insertion) => void;
}

interface EditorProps {
  readonly ref: Ref<EditorHandle>;
  readonly text: string;
  readonly reading: DraftReading;
  readonly label: string;
  readonly readOnly: boolean;
  readonly onType: (text: string) => void;
}

const shown = StateEffect.define<DraftReading>();

class Mark extends GutterMarker {
  readonly mark: string | null;
  readonly colour: string | null;

  constructor(mark: string | null, colour: string | null) {
    super();
    this.mark = mark;
    this.colour = colour;
  }

  override eq(other: Mark): boolean {
    return other.mark === this.mark && other.colour === this.colour;
  }

  override toDOM(): Node {
    const element = document.createElement("span");
    element.className = this.mark === null ? "cm-mark cm-unmarked" : "cm-mark";
    element.textContent = this.mark ?? "?";
    element.title = this.mark ?? "";
    if (this.colour !== null) element.style.borderInlineEndColor = this.colour;
    return element;
  }
}

const marks = StateField.define<RangeSet<GutterMarker>>({
  create: () => RangeSet.empty,
  update: (was, transaction) => {
    let now = was.map(transaction.changes);
    for (const effect of transaction.effects)
      if (effect.is(shown)) now = placeMarks(effect.value, transaction.state);
    return now;
  },
});

const slips = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update: (was, transaction) => {
    let now = was.map(transaction.changes);
    for (const effect of transaction.effects)
      if (effect.is(shown)) now = placeSlips(effect.value, transaction.state);
    return now;
  },
  provide: (field) => EditorView.decorations.from(field),
});

function placeMarks({ marks: list }: DraftReading, { doc }: EditorState): RangeSet<GutterMarker> {
  const ranges = list
    .filter(({ line }) => line >= 1 && line <= doc.lines)
    .map(({ line, mark, colour }) => new Mark(mark, colour).range(doc.line(line).from));
  return RangeSet.of(ranges, true);
}

function placeSlips({ problems }: DraftReading, { doc }: EditorState): DecorationSet {
  const ranges: Range<Decoration>[] = [];
  for (const { line, column, severity } of problems) {
    if (line < 1 || line > doc.lines) continue;
    const { from, to } = doc.line(line);
    const start = Math.min(from + column - 1, to);
    // Up to the next blank, and at least one sign, so that there is something to see.
    const word = /^\S*/.exec(doc.sliceString(start, to))?.[0].length ?? 0;
    const end = Math.min(start + Math.max(word, 1), to);
    if (end > start) ranges.push(Decoration.mark({ class: `cm-slip cm-slip-${severity}` }).range(start, end));
  }
  return Decoration.set(ranges, true);
}

export function MarkedEditor({ ref, text, reading, label, readOnly, onType }: EditorProps) {
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView | null>(null);
  const parts = useRef({ state: new Compartment(), label: new Compartment() });
  const latest = useRef({ text, reading, onType });
  latest.current = { text, reading, onType };
  useEffect(() => {
    const element = host.current;
    if (element === null) return;
    const root = element.shadowRoot ?? element.attachShadow({ mode: "open" });
    const { state, label: named } = parts.current;
    const editor = new EditorView({
      ...{ root, parent: root },
      state: EditorState.create({
        doc: latest.current.text,
        extensions: [
          ...[history(), EditorView.lineWrapping, marks, slips, editorTheme],
          gutter({ class: "cm-marks", markers: (of) => of.state.field(marks) }),
          keymap.of([...editorKeys, ...historyKeymap]),
          ...[state.of([]), named.of([])],
          EditorView.updateListener.of((update) => {
            if (update.docChanged) latest.current.onType(update.state.doc.toString());
          }),
        ],
      }),
    });
    editor.dispatch({ effects: shown.of(latest.current.reading) });
    view.current = editor;
    return () => {
      editor.destroy();
      view.current = null;
    };
  }, []);
  useEffect(() => {
    const { state, label: named } = parts.current;
    view.current?.dispatch({
      effects: [
        state.reconfigure([EditorState.readOnly.of(readOnly)]),
        named.reconfigure(
          EditorView.contentAttributes.of({ "aria-label": label, "aria-readonly": String(readOnly) }),
        ),
      ],
    });
  }, [label, readOnly]);
  useEffect(() => {
    const editor = view.current;
    // Only what came from elsewhere: a saved version, or the old one again.
    if (editor !== null && editor.state.doc.toString() !== text)
      editor.dispatch({ changes: { from: 0, to: editor.state.doc.length, insert: text } });
  }, [text]);
  useEffect(() => {
    view.current?.dispatch({ effects: shown.of(reading) });
  }, [reading]);
  useImperativeHandle(ref, () => ({
    go: ({ line, column }) => {
      const editor = view.current;
      if (editor === null) return;
      const { from, to } = editor.state.doc.line(Math.min(Math.max(line, 1), editor.state.doc.lines));
      const at = Math.min(from + column - 1, to);
      editor.dispatch({ selection: { anchor: at }, effects: EditorView.scrollIntoView(at, { y: "center" }) });
      editor.focus();
    },
    insert: (act) => {
      const editor = view.current;
      if (editor === null) return;
      const { doc, selection } = editor.state;
      const line = doc.line(
        findStart(doc.lineAt(selection.main.head).number, latest.current.reading.lines.values()),
      );
      editor.dispatch({
        changes:
          act.kind === "line"
            ? { from: line.from, insert: `${act.text}\n` }
            : { from: line.from, to: line.to, insert: markLine(line.text, act.mark) },
        scrollIntoView: true,
        userEvent: "input",
      });
      editor.focus();
    },
  }));
  return <div ref={host} className="editor" data-readonly={readOnly} />;
}
