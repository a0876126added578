import { randomBytes } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import type { Command } from "commander";
import { encodeBase64url, InputError, parseJson, PolicyError } from "@entente/core/encoding";
import { parseMarkedText } from "@entente/core/documents";
import { createEd25519Signer, createMlDsaSigner } from "@entente/core/keys";
import {
  buildTree,
  createLedgerIdentity,
  encodeEntry,
  formatProof,
  hashLeaf,
  signCheckpoint,
} from "@entente/core/ledger";
import type { CommitmentKind } from "@entente/core/ledger";
import { compileCommunity, readCommunity } from "@entente/core/markings";
import { noRules, planRelease } from "@entente/core/planning";
import {
  digestCut,
  digestRelease,
  issueRelease,
  presentCut,
  sealCut,
  verifyCut,
} from "@entente/core/releases";
import { renderCutText } from "@entente/core/pages";
import type { RecipientClass } from "@entente/core/planning";
import { nodePrimitives } from "@entente/verifier";
import { CUT_FORMS, formOf, writeCut, writeSheet } from "./cut-file.ts";
import type { CutToWrite } from "./cut-file.ts";
import { addScanCommand } from "./release-scan.ts";
import { formatTable } from "./terminal.ts";
import type { Terminal } from "./terminal.ts";

interface CutOptions {
  readonly community: string;
  readonly for: string;
  readonly out?: string;
  readonly minister?: true;
  readonly json?: true;
}

export function addReleaseCommands(program: Command, terminal: Terminal): void {
  const release = program.command("release").description("Plan and cut documents for their readers.");
  addScanCommand(release, terminal);
  const cut = release.command("cut");
  cut
    .description(
      "Rehearse the cut of one document for one member: planned, signed and checked with keys made for this run, marked as an exercise.",
    )
    .argument("<file>", "marked text")
    .requiredOption("--community <file>", "community file: who is cleared for what")
    .requiredOption("--for <member>", "member id, such as DEU")
    .option("--out <file>", `also write the cut there, in the form its ending names: ${CUT_FORMS.join(", ")}`)
    .option("--minister", "with --out: one sheet of what the cut says, for a reader with two minutes")
    .option("--json", "print the cut file itself, which entente-verify accepts")
    .addHelpText(
      "after",
      `
Examples:
  npx entente release cut scenarios/salisbury-2018/documents/assessment.md --community scenarios/salisbury-2018/community.json --for DEU
  npx entente release cut FILE --community C --for EST --json > est.cut.json && npx entente-verify est.cut.json
  npx entente release cut FILE --community C --for EST --out est.html
  npx entente release cut FILE --community C --for EST --out minister.pdf --minister`,
    )
    .action(async (file: string, options: CutOptions) => {
      const write = chooseForm(options, (sentence) => cut.error(sentence));
      const rehearsal = await rehearseCut(file, options);
      if (options.out !== undefined) await writeFile(options.out, await write(rehearsal));
      if (options.json === true) {
        terminal.printFile(rehearsal.text);
        return;
      }
      for (const line of rehearsal.reading.split("\n")) terminal.print(line);
      terminal.note(
        `${rehearsal.of.released.length} places released to ${options.for}, ${rehearsal.of.withheld.length} withheld:`,
      );
      for (const line of formatTable(rehearsal.of.withheld.map(({ place, reason }) => [place, reason])))
        terminal.note(`  ${line}`);
    });
}

/** How to write what `--out` and `--minister` ask for; refuses what has no such form before anything is cut. */
function chooseForm(
  { out, minister }: CutOptions,
  refuse: (sentence: string) => never,
): (rehearsal: Rehearsal) => Promise<string | Uint8Array> {
  const form = out === undefined ? null : formOf(out);
  if (out !== undefined && form === null)
    return refuse(`error: ${out} names no form: end it in ${CUT_FORMS.map((one) => `.${one}`).join(", ")}`);
  if (minister !== true) return ({ cut }) => writeCut(cut, form ?? "json");
  if (form === null || form === "json" || form === "txt")
    return refuse("error: a minister's sheet is a page: name it with --out, ending in .html, .pdf or .docx");
  return ({ cut }) => writeSheet(cut, form);
}

interface Rehearsal {
  readonly of: RecipientClass;
  /** The cut file. */
  readonly text: string;
  /** The cut as plain text. */
  readonly reading: string;
  readonly cut: CutToWrite;
}

/** A cut as it would be, from fresh keys and a ledger of its own. Nothing of it can pass for a real release. */
async function rehearseCut(file: string, options: CutOptions): Promise<Rehearsal> {
  const community = compileCommunity(readCommunity(parseJson(await readFile(options.community, "utf8"))));
  const { policies } = community.community;
  const { document, problems } = parseMarkedText(await readFile(file, "utf8"), policies);
  const first = problems.find(({ severity }) => severity === "error");
  if (first !== undefined) {
    throw new InputError(
      "DOCUMENT_INVALID",
      `${first.code}: ${first.message}. Run "entente document inspect ${file}" to see every problem.`,
      first,
    );
  }
  const plan = planRelease({ document, community, recipients: [options.for], rules: noRules, consents: [] });
  const of = plan.classes[0];
  if (of === undefined)
    throw new PolicyError("RELEASE_NOBODY", `${options.for} may see nothing of this document.`);

  const primitives = nodePrimitives;
  const [authority, log] = [createEd25519Signer(randomBytes(32)), createEd25519Signer(randomBytes(32))];
  const issuer = {
    ed25519: createEd25519Signer(randomBytes(32)),
    mlDsa: createMlDsaSigner("ML-DSA-65", randomBytes(32)),
  };
  const ledger = createLedgerIdentity(
    { origin: "entente.example/rehearsal", publicKey: log.publicKey },
    primitives,
  );
  const iat = Math.floor(Date.now() / 1000);
  const issued = issueRelease({
    document,
    policies,
    plan,
    header: {
      release: encodeBase64url(randomBytes(16)),
      iat,
      exercise: true,
      ledger,
      authority: authority.publicKey,
    },
    issuer,
    randomBytes: (length) => new Uint8Array(randomBytes(length)),
    primitives,
  });
  const body = presentCut({
    issued,
    class: of.id,
    recipient: options.for,
    iat,
    authority,
    primitives,
  });
  const at = new Date(iat * 1000).toISOString();
  const openings = (
    [
      ["release", digestRelease(issued, primitives)],
      ["cut", digestCut(body, primitives)],
    ] as const satisfies readonly (readonly [CommitmentKind, Uint8Array])[]
  ).map(([kind, digest]) => ({
    kind,
    digest: encodeBase64url(digest),
    salt: encodeBase64url(randomBytes(32)),
    at,
  }));
  const tree = buildTree(
    openings.map((opening) => hashLeaf(encodeEntry(opening, primitives), primitives)),
    primitives,
  );
  const note = signCheckpoint(
    {
      checkpoint: { origin: ledger.origin, size: tree.size, root: tree.root },
      identity: ledger,
      signer: log,
    },
    primitives,
  );
  const [release, cut] = openings.map(({ kind, salt }, index) => ({
    opening: { kind, salt, at },
    proof: formatProof({ index, hashes: tree.proveInclusion(index), checkpoint: note }),
  }));
  if (release === undefined || cut === undefined) throw new RangeError("two commitments give two proofs");
  const text = sealCut(body, { release, cut });
  const checked = verifyCut({ text, trust: { kind: "carried" }, primitives });
  return {
    of,
    text,
    reading: renderCutText(checked.document),
    cut: {
      text,
      names: Object.fromEntries(community.community.members.map(({ id, name }) => [id, name])),
      authority,
    },
  };
}
