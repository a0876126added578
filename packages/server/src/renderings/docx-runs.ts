// The small pieces of a line in a DOCX: marks, tokens, what hangs in the margin, a note's own mark.
import { Tab, TextRun, XmlAttributeComponent, XmlComponent } from "docx";

const TOKENS = { withheld: "***", "withheld-at-source": "[***]" } as const;

/** A reference whose mark is the text behind it (`w:customMarkFollows`). */
export class OwnNoteReference extends XmlComponent {
  constructor(id: number) {
    super("w:footnoteReference");
    this.root.push(new OwnNoteAttributes({ follows: 1, id }));
  }
}

class OwnNoteAttributes extends XmlAttributeComponent<{ readonly follows: number; readonly id: number }> {
  protected override readonly xmlKeys = { follows: "w:customMarkFollows", id: "w:id" };
}

/** What hangs before the text, between two tabs. */
export function lead(runs: readonly TextRun[]): readonly TextRun[] {
  const tab = (): TextRun => new TextRun({ children: [new Tab()] });
  return [tab(), ...runs, tab()];
}

export function markRun(mark: string): TextRun {
  return new TextRun({ text: mark, style: "PortionMark" });
}

export function token(kind: keyof typeof TOKENS): TextRun {
  return new TextRun({ text: TOKENS[kind], style: "Withheld" });
}
