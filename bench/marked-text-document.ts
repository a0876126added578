// A long document for the benchmark of marked text: every construct, in the proportions of a real assessment, from a seed.
const WORDS =
  "the of and to in that was for on with as by at from were which this be had it not are but his have an they one has all their been would there when who will more if no out so said what up its about than into them can only other time new some could these two may first then do any like my now over such our man me even most made after also did many off before must well back through years much where your way down should because long each just state those people too mr how little good make very year still own see men work harbour vessel witness report laboratory sample officer embassy register signature custody statement night morning quay crane container invoice ledger passport hotel flight ticket camera footage analysis assessment source".split(
    " ",
  );
const MARKS = [
  "(O)",
  "(O)",
  "(O)",
  "(OS)",
  "(S)",
  "(S - WALL)",
  "(S - REL TO DEU, FRA)",
  "(S - UK EYES ONLY)",
];

/** Choices from a seed (xorshift, 32 bits). */
function chooser(seed: number): (below: number) => number {
  let state = (seed ^ 0x9e3779b9) | 1;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % below;
  };
}

/** Marked text of about `count` portions, in its canonical spelling but for wrapped lines. */
export function writeLongDocument(count: number, seed: number): string {
  const choose = chooser(seed);
  const pick = <Item>(items: readonly Item[]): Item => items[choose(items.length)] as Item;
  const sentence = (words: number): string => {
    const all = Array.from({ length: words }, () => pick(WORDS));
    return `${all.join(" ")}.`;
  };
  const mark = (): string => pick(MARKS);
  const blocks: string[] = [];
  let [portions, number, table, figure, note] = [1, 0, 0, 0, 0];
  const notes: string[] = [];
  const paragraphText = (): string => {
    const parts = [sentence(10 + choose(25)), sentence(8 + choose(20))];
    if (choose(3) === 0) parts.push(`{(TS - WALL): ${sentence(8)}}`);
    if (choose(4) === 0) parts.push(`Of this *** is known, see {see: ${1 + choose(Math.max(number, 1))}}.`);
    if (choose(4) === 0) {
      note += 1;
      parts.push(`So it was said.[^${note}]`);
      notes.push(`[^${note}]: ${mark()} ${sentence(12)}`);
      portions += 1;
    }
    if (choose(6) === 0) parts.push(`As reported.[@S${1 + choose(9)}]`);
    if (choose(12) === 0) parts.push("A price of 5 \\* 3 \\{in brackets\\} and \\(S\\) in text.");
    return parts.join(" ");
  };
  while (portions + 9 < count) {
    const kind = choose(20);
    if (kind < 10) blocks.push(`${(number += 1)}. ${mark()} ${wrap(paragraphText())}`);
    else if (kind === 10) blocks.push(`# ${mark()} ${sentence(5)}`);
    else if (kind === 11)
      blocks.push(
        `{judgement: likely, confidence: high, supports: ${number || "h1"}}\n${mark()} ${wrap(paragraphText())}`,
      );
    else if (kind === 12) blocks.push(`{grading: B2}\n${mark()} ${wrap(paragraphText())}`);
    else if (kind === 13) blocks.push(`> ${mark()} ${sentence(20)}`);
    else if (kind === 14) blocks.push(`- ${mark()} ${sentence(15)}`, `- ${mark()} ${sentence(15)}`);
    else if (kind === 15 && number > 0) blocks.push(`a) (O) ${sentence(12)}`.replace("a)", "- "));
    else if (kind === 16) {
      const rows = Array.from(
        { length: 5 },
        () => `| ${pick(WORDS)} | ${choose(2) === 0 ? "(TS) " : ""}${sentence(4)} | ${choose(900)} |`,
      );
      blocks.push(
        `{table: ${(table += 1)}}\n${mark()} ${sentence(6)}\n| What | Where | How many |\n|---|---|---|\n${rows.join("\n")}\n(TS - WALL) | ${sentence(2)} | ${sentence(2)} | 7 |`,
      );
      portions += 7;
    } else if (kind === 17) {
      blocks.push(
        `{figure: ${(figure += 1)}}\n(O) ${sentence(6)}\n![${sentence(6)}](figure-${figure}-small.png)\n![(S) ${sentence(8)}](figure-${figure}.png)`,
      );
      portions += 2;
    } else if (kind === 18) blocks.push(`{page: ${1 + choose(300)}}\n${mark()} ${wrap(paragraphText())}`);
    else blocks.push(`${mark()} ${wrap(paragraphText())}`);
    portions += kind === 14 ? 2 : 1;
  }
  const sources = Array.from({ length: 9 }, (_, at) => `[@S${at + 1}]: (S) {grading: B2} ${sentence(14)}`);
  return `---\ntitle: (O) A long assessment\noriginator: GBR\npolicy: uk\n---\n\n${blocks.join("\n\n")}\n\n${[...notes, ...sources].join("\n")}\n`;
}

/** Lines of about 120 characters, as people write them. A line must not begin like something else. */
function wrap(text: string): string {
  return text.replace(/(.{100,130}[a-z,.]) (?=[a-z]{3,} )/g, "$1\n");
}
