// How the editor looks: as print, in the page's own colours, which reach into its shadow root.
import { EditorView } from "@codemirror/view";

export const editorTheme = EditorView.theme({
  "&": { color: "var(--ink)", backgroundColor: "var(--paper-raised)", height: "100%" },
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": { fontFamily: "var(--serif)", fontSize: "1.0625rem", lineHeight: "1.55", overflow: "auto" },
  ".cm-content": { caretColor: "var(--ink)", padding: "0.75rem 0.75rem 2rem 0.5rem", maxWidth: "46rem" },
  ".cm-gutters": {
    backgroundColor: "var(--paper-sunk)",
    borderRight: "1px solid var(--rule)",
    color: "var(--ink-quiet)",
  },
  ".cm-marks": { minWidth: "3.25rem", maxWidth: "8.5rem" },
  ".cm-marks .cm-gutterElement": { padding: "0", overflow: "hidden" },
  ".cm-mark": {
    display: "block",
    borderInlineEnd: "4px solid transparent",
    color: "var(--ink)",
    font: "600 0.6875rem/1.3 var(--sans)",
    letterSpacing: "0.03em",
    overflow: "hidden",
    padding: "0.3rem 0.35rem 0",
    textAlign: "end",
    textOverflow: "ellipsis",
    whiteSpace: "nowrap",
  },
  ".cm-unmarked": { color: "var(--late)", borderInlineEndColor: "var(--late)" },
  ".cm-slip": { textDecoration: "underline 2px wavy var(--late)", textUnderlineOffset: "0.2em" },
  ".cm-slip-warning": { textDecorationColor: "var(--ink-quiet)", textDecorationStyle: "dotted" },
});
