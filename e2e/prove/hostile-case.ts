// A case whose every text is a payload, written through the addresses that everybody writes through: from its title and the names
// of its members to what they asked and answered, and on to its record.
import { readFile } from "node:fs/promises";
import { isPlain } from "./xss-payloads.ts";
import type { Payload } from "./xss-payloads.ts";

export const HOSTILE = "hostile-case";
export const ALLY = "EST";

/** The members of a case's files that hold free text. */
const FREE = new Set([
  ...["title", "summary", "place", "type", "agent", "event", "detail", "note", "notes", "publisher", "name"],
  ...["explanation", "victims", "wording_class"],
]);

export interface HostileCase {
  /** What was really put in, by field. */
  readonly placed: readonly { readonly field: string; readonly payload: Payload }[];
  /** What the node did not take as it was, by the code with which it refused. */
  readonly refused: readonly string[];
}

/** @param payloads are given out in order; what is left over is asked as questions. */
export async function writeHostileCase(origin: string, payloads: readonly Payload[]): Promise<HostileCase> {
  const placed: { field: string; payload: Payload }[] = [];
  const refused: string[] = [];
  const left = [...payloads];
  const taken: { field: string; payload: Payload }[] = [];
  const take = (field: string, fits: (payload: Payload) => boolean = () => true): string => {
    const index = left.findIndex(fits);
    const [payload] = index < 0 ? [] : left.splice(index, 1);
    if (payload === undefined) return "no more of them";
    taken.push({ field, payload });
    return payload.text;
  };
  const send = async (seat: string, path: string, body: unknown): Promise<unknown> => {
    const response = await fetch(`${origin}${path}`, {
      method: "POST",
      headers: {
        "entente-seat": seat,
        ...(body === null ? {} : { "content-type": "application/json" }),
      },
      body: body === null ? null : JSON.stringify(body),
    });
    const answer: unknown = await response.json();
    const mine = taken.splice(0);
    if (response.ok) placed.push(...mine);
    else refused.push(`${path} ${mine.map(({ payload }) => payload.kind).join()}: ${JSON.stringify(answer)}`);
    return answer;
  };
  const at = (rest: string): string => `/api/cases/${HOSTILE}${rest}`;

  // The files of a case: two thirds of what there is at most, so that every other field gets its share.
  let room = Math.floor(payloads.length / 2);
  const fill = (field: string): string => {
    room -= 1;
    return take(field);
  };
  const poison = (value: unknown, key: string): unknown => {
    if (typeof value === "string") return FREE.has(key) && room > 0 ? fill(key) : value;
    if (Array.isArray(value)) return value.map((one) => poison(one, key));
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, poison(one, name)]));
  };
  const read = async (name: string): Promise<object> =>
    JSON.parse(
      await readFile(new URL(`../../scenarios/salisbury-2018/${name}.json`, import.meta.url), "utf8"),
    ) as object;
  await send("GBR/drafter", "/api/exercises", {
    facts: JSON.stringify({ ...(poison(await read("case"), "") as object), id: HOSTILE }),
    community: JSON.stringify(await read("community")),
    coalition: JSON.stringify(await read("coalition")),
  });

  const [drafter, authority, desk] = ["GBR/drafter", "GBR/release-authority", "GBR/desk"];
  const source = [
    "---",
    `title: (OPR) ${take("document title", isPlain)}`,
    ...["originator: GBR", "policy: uk", "---", ""],
    `# (OPR) ${take("heading", isPlain)}`,
    "",
    ...Array.from({ length: 12 }, (_, index) => [
      `${index + 1}. (OPR) ${take("portion", isPlain)}`,
      "",
    ]).flat(),
    ...["13. (S - WALL) Of this the allies read nothing.", ""],
  ].join("\n");
  await send(drafter, at("/documents/paper/versions"), { source, original: null, attachments: [] });
  const rules = { countsFor: [], withholdGradingsFrom: [], hidePlaces: [] };
  const plan = (await send(drafter, at("/documents/paper/plans"), {
    ...{ recipients: "everyone", rules, publicText: null },
  })) as { readonly plan?: string; readonly digest?: string; readonly findings?: readonly unknown[] };
  const digest = plan.plan ?? plan.digest ?? "";
  const planned = at(`/documents/paper/plans/${digest}`);
  await send(authority, `${planned}/approval`, { findingsSeen: plan.findings?.length ?? 0 });
  const issued = (await send(authority, `${planned}/issue`, null)) as { readonly release?: string };

  const members = [ALLY, "DEU", "LVA"];
  // Reached by mail: what it says is written down by the desk.
  const byMail = "BIH";
  await send(desk, at("/approaches"), {
    ...{
      members: [...members, byMail],
      documents: ["paper"],
      ask: take("ask"),
      answerBy: "2018-03-25T12:00:00Z",
    },
  });
  await send(desk, at("/approaches/delivery"), { members: [...members, byMail] });
  for (const member of members) {
    const own = `${member}/desk`;
    const ask = async (place: object | null): Promise<string | null> => {
      const asked = await send(own, at("/questions"), { text: take("question"), place, told: null });
      return (asked as { readonly id?: string }).id ?? null;
    };
    const [plain, pointed] = [await ask(null), await ask({ document: "paper", name: "gap-1" })];
    const answered = at(`/approaches/${member}/answer`);
    await send(desk, answered, { question: plain, text: take("answer"), unsealing: null });
    const refusal = { question: pointed, reason: take("refusal") };
    await send(desk, at(`/approaches/${member}/refusal`), refusal);
    await send(own, at("/positions"), {
      ...{ position: "supportive", statement: take("statement"), told: null },
    });
  }
  await send(desk, at("/positions"), {
    ...{ position: "considering", statement: take("statement told") },
    told: { member: byMail, how: take("how it was told") },
  });
  await send(authority, at("/t-zero"), { instant: "2030-01-01T00:00:00Z", members });
  await send(`${ALLY}/desk`, at("/t-zero/readiness"), {
    items: [{ item: "translated", state: "done" }],
    text: take("own text"),
  });
  for (const member of members)
    await send(`${member}/desk`, at("/pledges"), {
      ...{ pledge: { text: "1 expulsion always" }, authority: "desk", validUntil: null, sealed: null },
    });
  await send(authority, at("/resolution/lock"), null);
  // Five items of each that acts, less the one that is done.
  await send(authority, at("/t-zero/arming"), { unreadySeen: 5 * members.length - 1 });
  await send(authority, at("/t-zero/hold"), { reason: take("hold") });
  await send(authority, at("/t-zero/resumption"), { reason: take("resumption") });
  await send(`${ALLY}/release-authority`, at("/t-zero/embargo"), {
    ...{ reason: take("embargo"), until: "2030-02-01T00:00:00Z" },
  });
  await send(authority, at("/t-zero/lift"), { reason: take("lifting") });
  await send(desk, at("/measures"), {
    reciprocal: false,
    measure: {
      ...{ actor: ALLY, actor_type: "state", kind: "expulsion", target: "RUS", in_tally: true, count: 1 },
      ...{ detail: take("detail"), announced: "2018-03-26", sources: ["hansard0312"], confidence: "high" },
    },
  });
  await send(authority, at(`/releases/${issued.release ?? ""}/notices`), {
    ...{ kind: "correction", text: take("notice"), replacedBy: null },
  });
  await send("GBR/publisher", at("/record"), { why: null, exposures: [] });
  // What is left is asked, by all in turn, and answered.
  for (let turn = 0; left.length > 0; turn += 1)
    await send(`${members[turn % members.length] ?? ALLY}/desk`, at("/questions"), {
      ...{ text: take("question"), place: null, told: null },
    });
  return { placed, refused };
}
