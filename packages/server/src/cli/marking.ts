// `entente marking …`: what a mark means, in every form marks travel in, and who may read what is marked so. Works on what
// is typed and on files, without a node.
import { Option } from "commander";
import type { Command } from "commander";
import { readInstant } from "@entente/core/encoding";
import {
  explainAudience,
  explainExclusion,
  printBanner,
  printMark,
  writeLabel,
  writeMarkingDefinitions,
} from "@entente/core/markings";
import type { Marking, MarkingTerm, Policy } from "@entente/core/markings";
import { writeLabelDocument } from "../labels/index.ts";
import { EXIT_DONE, EXIT_NO } from "./failure.ts";
import { FORMS, readGround, readMarking, readPolicyFile } from "./marking-input.ts";
import type { Form, Ground, InputOptions, ReadAlternative, ReadMarking } from "./marking-input.ts";
import { formatTable } from "./terminal.ts";
import type { Terminal } from "./terminal.ts";

interface ParseOptions extends InputOptions {
  readonly to?: Form;
  readonly for?: string;
  readonly created?: string;
  readonly json?: true;
}

interface AudienceOptions extends InputOptions {
  readonly community: string;
  readonly member?: string;
  readonly json?: true;
}

/** What `marking parse --json` prints: a contract, names and meanings stay. */
interface ParsedMarking {
  readonly form: Form;
  readonly banner: string;
  readonly mark: string;
  readonly marking: Marking;
  /** How the label's own policy file shows it. */
  readonly shown: string | null;
  readonly references: ReadMarking["references"];
  readonly alternatives: readonly ReadAlternative[];
  /** The marking in the form asked for with --to: text, XML, or marking-definitions. */
  readonly written: unknown;
  /** Policies from --policy, and what of their files they do not hold. */
  readonly policies: readonly { readonly id: string; readonly notCarried: readonly string[] }[];
}

/** Adds the `marking` commands to `program`. */
export function addMarkingCommands(program: Command, terminal: Terminal): void {
  const group = program
    .command("marking")
    .description("Read markings in every form, and see who may read what is marked so.");
  addParse(group, terminal);
  addExplain(group, terminal);
  addAudience(group, terminal);
  addPolicy(group, terminal);
}

function addParse(group: Command, terminal: Terminal): void {
  withInput(
    group
      .command("parse")
      .description("Read a marking strictly and show what it says, or write it in another form.")
      .argument("<mark>", "a mark or banner as typed, or a file: a STANAG 4774 label or binding, STIX, text"),
  )
    .option("--community <file>", "community file: use its policies and caveats")
    .addOption(new Option("--to <form>", "write it in this form").choices(FORMS))
    .option("--for <uri>", "with --to stanag4774: bind the label to the data at this URI (STANAG 4778)")
    .option("--created <instant>", "with --to stanag4774: when the label was made")
    .option("--language <tag>", "language in which a policy file shows a label, such as fr")
    .option("--json", "print JSON")
    .addHelpText(
      "after",
      `
A mark that two policies read differently needs --of. Several STIX marking-definitions in an array apply together.
Exit code: 0 it is a marking, 1 an alternative label means other readers than the label, 2 it is no marking.

Examples:
  npx entente marking parse "UK SECRET - REL TO DEU, FRA"
  npx entente marking parse "S//NF" --to banner
  npx entente marking parse label.xml --policy nato-spif.xml --language fr
  npx entente marking parse "NATO RESTRICTED - RELEASABLE TO FIN, NATO, SWE" --to stanag4774 --for report.pdf
  npx entente marking parse "TLP:AMBER+STRICT" --to stix`,
    )
    .action((input: string, options: ParseOptions) => {
      const ground = readGround(options);
      const read = readMarking(input, options, ground);
      const parsed = describe(read, options, ground);
      if (options.json === true) terminal.printJson(parsed);
      else if (options.to === undefined) for (const line of tell(parsed, ground)) terminal.print(line);
      else if (typeof parsed.written === "string") terminal.printFile(endLine(parsed.written));
      else terminal.printJson(parsed.written);
      if (options.json !== true) noteWhatIsMissing(ground, terminal);
      process.exitCode = read.alternatives.some(({ agrees }) => agrees === false) ? EXIT_NO : EXIT_DONE;
    });
}

function addExplain(group: Command, terminal: Terminal): void {
  withInput(
    group
      .command("explain")
      .description("Name, for each member that may not read, the one thing it lacks.")
      .argument("<mark>", "a mark or banner as typed, or a file, as in marking parse"),
  )
    .requiredOption("--community <file>", "community file: who is cleared for what")
    .option("--member <id>", "ask about one member alone")
    .option("--json", "print JSON")
    .addHelpText(
      "after",
      `
Exit code: 0 answered, 1 the member asked about may not read, 2 it is no marking, or there is no such member.

Examples:
  npx entente marking explain "UK SECRET - LAB" --community scenarios/salisbury-2018/community.json
  npx entente marking explain "UK SECRET - LAB" --community scenarios/salisbury-2018/community.json --member EST --json`,
    )
    .action((input: string, options: AudienceOptions) => {
      const { banner, marking, compiled } = readForCommunity(input, options);
      if (options.member !== undefined) {
        const reason = explainExclusion(marking, options.member, compiled);
        if (options.json === true)
          terminal.printJson({ banner, member: options.member, mayRead: reason === null, reason });
        else terminal.print(reason ?? `${options.member} may read ${banner}.`);
        process.exitCode = reason === null ? EXIT_DONE : EXIT_NO;
        return;
      }
      const { audience, excluded } = explainAudience(marking, compiled);
      if (options.json === true) terminal.printJson({ banner, audience, excluded });
      else {
        terminal.print(`${banner}: ${countOf(audience.length, compiled.community.members.length)}`);
        for (const line of formatTable(excluded.map(({ member, reason }) => [member, reason])))
          terminal.print(`  ${line}`);
      }
      process.exitCode = EXIT_DONE;
    });
}

function addAudience(group: Command, terminal: Terminal): void {
  withInput(
    group
      .command("audience")
      .description("List the members of a community that may read what is marked so.")
      .argument("<mark>", "a mark or banner as typed, or a file, as in marking parse"),
  )
    .requiredOption("--community <file>", "community file: who is cleared for what")
    .option("--json", "print JSON")
    .addHelpText(
      "after",
      `
Exit code: 0 answered, also when nobody may read; 2 it is no marking.

Examples:
  npx entente marking audience "UK OFFICIAL-SENSITIVE" --community scenarios/salisbury-2018/community.json
  npx entente marking audience label.xml --community scenarios/salisbury-2018/community.json --json`,
    )
    .action((input: string, options: AudienceOptions) => {
      const { banner, marking, compiled } = readForCommunity(input, options);
      const { members } = compiled.community;
      const audience = compiled.audienceOf(marking).members();
      if (options.json === true)
        terminal.printJson({ banner, audience, count: audience.length, of: members.length });
      else {
        terminal.print(`${banner}: ${countOf(audience.length, members.length)}`);
        const rows = members.filter(({ id }) => audience.includes(id)).map(({ id, name }) => [id, name]);
        for (const line of formatTable(rows)) terminal.print(`  ${line}`);
      }
      process.exitCode = EXIT_DONE;
    });
}

function addPolicy(group: Command, terminal: Terminal): void {
  group
    .command("policy")
    .description(
      "Print a policy file as entente-policy/1, to put into a community file, and say what is lost.",
    )
    .argument("<file>", "an XML SPIF, or a policy as JSON to check")
    .option("--json", "print the policy and what it does not hold as one JSON object")
    .addHelpText(
      "after",
      `
Exit code: 0 done, 2 it is no policy that can be held here.

Examples:
  npx entente marking policy nato-spif.xml > nato-policy.json
  npx entente marking policy nato-spif.xml --json`,
    )
    .action((file: string, options: { json?: true }) => {
      const { policy, notCarried } = readPolicyFile(file);
      const written = { format: "entente-policy/1", ...policy };
      if (options.json === true) terminal.printJson({ policy: written, notCarried });
      else {
        terminal.printJson(written);
        for (const sentence of notCarried) terminal.note(sentence);
      }
      process.exitCode = EXIT_DONE;
    });
}

function withInput(command: Command): Command {
  return command
    .addOption(new Option("--as <form>", "how to read it (default: by what it holds)").choices(FORMS))
    .option("--of <policy>", "policy of the document a bare mark stands in, such as uk")
    .option(
      "--policy <file...>",
      "further policies: entente-policy/1 as JSON, or an XML SPIF; they come before the others",
    );
}

function readForCommunity(
  input: string,
  options: AudienceOptions,
): { banner: string; marking: Marking; compiled: NonNullable<Ground["compiled"]> } {
  const ground = readGround(options);
  const { marking } = readMarking(input, options, ground);
  if (ground.compiled === null) throw new Error("a required option is missing");
  return { banner: printBanner(marking, ground.policies), marking, compiled: ground.compiled };
}

function describe(read: ReadMarking, options: ParseOptions, ground: Ground): ParsedMarking {
  const { policies } = ground;
  const { marking } = read;
  const inside = options.of ?? marking.terms[0]?.policy ?? "";
  const write: Record<Form, () => unknown> = {
    mark: () => printMark(marking, inside, policies),
    banner: () => printBanner(marking, policies),
    stix: () => writeMarkingDefinitions(marking, policies),
    stanag4774: () =>
      writeLabelDocument({
        label: writeLabel(marking, policies, {
          originator: null,
          created: options.created === undefined ? null : readInstant(options.created),
        }),
        alternatives: [],
        references: options.for === undefined ? [] : [{ uri: options.for, contentType: null }],
      }),
  };
  return {
    form: read.form,
    banner: printBanner(marking, policies),
    mark: printMark(marking, inside, policies),
    marking,
    shown: read.shown,
    references: read.references,
    alternatives: read.alternatives,
    written: options.to === undefined ? null : write[options.to](),
    policies: ground.files.map(({ policy, notCarried }) => ({ id: policy.id, notCarried })),
  };
}

function tell(parsed: ParsedMarking, { policies }: Ground): string[] {
  const rows = [
    ["mark", `(${parsed.mark})`],
    ...(parsed.shown === null ? [] : [["shown as", parsed.shown]]),
    ...parsed.marking.terms.flatMap((term) => tellTerm(term, policies)),
    ...parsed.references.map(({ uri }) => ["of the data at", uri === "" ? "the same place" : uri]),
    ...parsed.alternatives.map(({ policy, banner, agrees, reason }) => [
      "alternative",
      `${banner ?? `of the policy ${policy}`}: ${agrees === true ? "means the same readers" : (reason ?? "")}`,
    ]),
  ];
  return [parsed.banner, ...formatTable(rows).map((line) => `  ${line}`)];
}

function tellTerm(term: MarkingTerm, policies: readonly Policy[]): string[][] {
  const policy = policies.find(({ id }) => id === term.policy);
  const level = policy?.levels.find(({ name }) => name === term.level);
  const implied = term.releasableTo.length === 0 ? (level?.unlisted ?? null) : null;
  return [
    ["policy", `${term.policy} (${policy?.name ?? ""})`],
    ["level", term.level],
    ...term.notes.map((note) => ["note", note]),
    ...term.caveats.map((caveat) => ["must hold", caveat]),
    ...term.oneOf.map((list) => [
      "must hold one of",
      list.length === 0 ? "nothing: nobody may read" : list.join(", "),
    ]),
    ...term.releasableTo.map((list) => [
      "must be in",
      list.length === 0 ? "nothing: nobody may read" : list.join(", "),
    ]),
    ...(implied === null
      ? []
      : [["without a list", implied.length === 0 ? "nobody may read" : `for ${implied.join(", ")} alone`]]),
  ];
}

function noteWhatIsMissing({ files }: Ground, terminal: Terminal): void {
  for (const { file, notCarried } of files)
    if (notCarried.length > 0)
      terminal.note(
        `${file}: ${notCarried.length} of its rules and words are not held here; "entente marking policy ${file}" lists them.`,
      );
}

function countOf(some: number, all: number): string {
  return `${some === 0 ? "nobody" : some} of ${all} members may read`;
}

function endLine(text: string): string {
  return text.endsWith("\n") ? text : `${text}\n`;
}
