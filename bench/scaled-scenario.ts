// The Salisbury exercise, larger: every member, document and conversation several times over, so that cost can be seen to
// grow with size. The facts stay what they are.
import { cp, mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

interface Step {
  readonly at: string;
  readonly by: string;
  readonly do: string;
  readonly with?: Record<string, unknown>;
}

export interface Scale {
  /** How many times as many members beside the lead and the public; 2.5 makes every second one three. */
  readonly members: number;
  readonly documents: number;
}

/** Writes the scaled scenario to `folder`. Copies of a member are `DEU`, `DEU-2`, `DEU-3` …; of a document `assessment-2.md` … */
export async function writeScaledScenario(source: string, folder: string, scale: Scale): Promise<void> {
  const read = async (name: string): Promise<unknown> =>
    JSON.parse(await readFile(join(source, name), "utf8"));
  const community = (await read("community.json")) as {
    members: { id: string; kind: string }[];
    groups: { members: string[] }[];
  };
  const script = (await read("script.json")) as { steps: Step[] };
  const lead = script.steps[0]?.by.split("/")[0] ?? "";
  const others = community.members.map(({ id }) => id).filter((id) => id !== lead && id !== "PUBLIC");
  const copies = (id: string): string[] => {
    const index = others.indexOf(id);
    if (index < 0) return [id];
    const length = Math.floor((index + 1) * scale.members) - Math.floor(index * scale.members);
    return Array.from({ length }, (_, copy) => (copy === 0 ? id : `${id}-${copy + 1}`));
  };
  const files = (path: string): string[] =>
    Array.from({ length: scale.documents }, (_, copy) =>
      copy === 0 ? path : path.replace(/\.md$/, `-${copy + 1}.md`),
    );

  await mkdir(join(folder, "documents"), { recursive: true });
  // What the community has arranged is said of its own members; the copies have no capacity of theirs.
  for (const name of ["case.json", "coalition.json"]) await cp(join(source, name), join(folder, name));
  const documents = [
    ...new Set(
      script.steps.filter((step) => step.do === "document.draft").map((step) => String(step.with?.["file"])),
    ),
  ];
  for (const path of documents)
    for (const file of files(path)) await cp(join(source, path), join(folder, file));
  const larger = {
    ...community,
    members: community.members.flatMap((member) => copies(member.id).map((id) => ({ ...member, id }))),
    groups: community.groups.map((group) => ({ ...group, members: group.members.flatMap(copies) })),
  };
  const steps = script.steps.flatMap((step) => scaleStep(step, { copies, files, lead }));
  await writeFile(join(folder, "community.json"), JSON.stringify(larger));
  await writeFile(join(folder, "script.json"), JSON.stringify({ ...script, steps }));
}

function scaleStep(
  step: Step,
  {
    copies,
    files,
    lead,
  }: {
    readonly copies: (id: string) => string[];
    readonly files: (path: string) => string[];
    readonly lead: string;
  },
): Step[] {
  const input = step.with ?? {};
  const [member = "", role = ""] = step.by.split("/");
  switch (step.do) {
    case "document.draft":
      return files(String(input["file"])).map((file) => ({ ...step, with: { ...input, file } }));
    case "release.plan":
    case "release.approve":
    case "release.issue":
      return files(String(input["document"])).map((document) => ({ ...step, with: { ...input, document } }));
    case "approach.open":
      return [
        {
          ...step,
          with: {
            ...input,
            members: (input["members"] as string[]).flatMap(copies),
            documents: (input["documents"] as string[]).flatMap(files),
          },
        },
      ];
    case "approach.deliver":
      return [{ ...step, with: { ...input, members: (input["members"] as string[]).flatMap(copies) } }];
    case "t-zero.set":
      return [
        { ...step, with: { ...input, members: ((input["members"] ?? []) as string[]).flatMap(copies) } },
      ];
    default:
      // What the lead does for one member it does for each of its copies; what a member does, each copy does.
      if (member !== lead) return copies(member).map((id) => ({ ...step, by: `${id}/${role}` }));
      return typeof input["member"] === "string"
        ? copies(input["member"]).map((id) => ({ ...step, with: { ...input, member: id } }))
        : [step];
  }
}
