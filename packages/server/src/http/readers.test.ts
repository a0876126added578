// What readers of a case get over HTTP, in two worlds that differ only in what they may not know; and what every other seat
// gets, which is what it gets of a case that is not there.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openAsking } from "./two-worlds.fixture.ts";
import type { Answer, Asking } from "./two-worlds.fixture.ts";
import { routes } from "./registry.ts";

const head = "---\ntitle: (OPR) Strelsau\noriginator: GBR\npolicy: uk\nexercise: true\n---\n";
const SHOWN = `${head}
1. (OPR) The bridge was closed at noon. {(S - REL TO DEU): A caller had warned of it.}

2. (S - REL TO DEU, EST) Two officers of the harbour service were seen there.

3. (S - WALL) Nobody but the lead reads of the tunnel.
`;
const OTHER = `${head}
1. (OPR) The bridge was closed at noon. {(S - REL TO DEU): Nobody had warned of it, and a watchman slept.}

2. (S - REL TO DEU, EST) Two officers of the harbour service were seen there.

3. (S - WALL) A long story of another thing altogether, which goes on and on and has a moral of its own.
`;
const NOTICE = { kind: "correction", text: "The bridge was closed at one.", replacedBy: null };

let asking: Asking;
const names: Record<string, string> = {};
const cuts: Record<string, string> = {};

async function done(answer: Promise<Answer>): Promise<Answer> {
  const given = await answer;
  expect(given.statusCode, given.body).toBe(200);
  return given;
}

beforeAll(async () => {
  asking = await openAsking();
  const { ask, tell, openWorld, release } = asking;
  for (const [slug, text, to] of [
    ["world-a", SHOWN, ["DEU", "EST", "FRA"]],
    ["world-b", OTHER, ["EST"]],
  ] as const) {
    await openWorld(slug);
    const name = await release(slug, "bridge", text, to);
    names[slug] = name;
    await done(ask("GBR/release-authority", `/api/cases/${slug}/releases/${name}/notices`, NOTICE));
    const listed = await done(ask("EST/desk", `/api/cases/${slug}/cuts`));
    cuts[slug] = listed.json<{ cuts: { id: string }[] }>().cuts[0]?.id ?? "";
  }
  // What happens in the first world alone is about others.
  const unsealing = { recipient: "DEU", places: ["p3"], reason: "They asked." };
  const at = `/api/cases/world-a`;
  const { digest } = (
    await done(ask("GBR/drafter", `${at}/releases/${names["world-a"] ?? ""}/unsealings`, unsealing))
  ).json<{ digest: string }>();
  await done(tell("GBR/release-authority", `${at}/unsealings/${digest}/approval`));
  await done(tell("GBR/release-authority", `${at}/unsealings/${digest}/issue`));
  await done(tell("DEU/desk", `${at}/releases/${names["world-a"] ?? ""}/acknowledgement`));
  await done(
    ask("DEU/desk", `${at}/consents`, { release: "r", portion: "p1", recipient: "EST", answer: "refused" }),
  );
  await release("world-a", "second", `${head}\n1. (S - REL TO DEU) For one reader.\n`, ["DEU"]);
}, 120_000);
afterAll(() => asking.close());

/** Every route that allies are admitted to in these rooms, asked as a reader would; `{…}` is what differs by chance alone. */
const READ: Readonly<
  Record<string, { readonly path: string; readonly body?: object; readonly change?: true }>
> = {
  "community.show": { path: "/community" },
  "member.list": { path: "/members" },
  "member.show": { path: "/members/EST?tZero=2018-03-26T13:00:00Z" },
  "cut.list": { path: "/cuts" },
  "cut.files": { path: "/cuts/{cut}/files" },
  "cut.stix": { path: "/cuts/{cut}/stix" },
  "cut.read": { path: "/cuts/{cut}.txt" },
  "notice.of-case": { path: "/notices" },
  "consent.list": { path: "/consents" },
  "search.find": { path: "/search", body: { query: "the bridge or warned or tunnel", most: 50 } },
  "consent.answer": {
    path: "/consents",
    body: { release: "r", portion: "p1", recipient: "EST", answer: "granted" },
  },
  "notice.acknowledge": { path: "/releases/{release}/acknowledgement", change: true },
};
// Opening a cut is of the approaches.
const ROOMS =
  /^(?!cut\.open$)(community|member|cut|notice|consent|search|document|release|unsealing|record)\./;

function askAs(seat: string, slug: string, id: string, of = slug): Promise<Answer> {
  const { path, body, change } = READ[id] ?? { path: "/" };
  const filled = path.replace("{cut}", cuts[of] ?? "").replace("{release}", names[of] ?? "");
  const url = `/api/cases/${slug}${filled}`;
  return change === true ? asking.tell(seat, url) : asking.ask(seat, url, body);
}

/** What differs by chance (ids, digests, signatures, and how far the ledger has grown since) is one word in both worlds. */
function withoutChance({ statusCode, headers, body }: Answer): unknown {
  // A validator is keyed by who asks and for what, so it says nothing of two addresses.
  const { date: _, "content-length": __, etag: ___, ...kept } = headers;
  const text = body
    .replaceAll(/world-[ab]/g, "world")
    .replaceAll(/"file":"(?:[^"\\]|\\.)*"/g, `"file":"…"`)
    .replaceAll(/"bytes":\d+/g, `"bytes":"…"`)
    .replaceAll(/\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22}\b/g, "…")
    .replaceAll(/\b[0-9a-f]{64}\b|[A-Za-z0-9_-]{22,43}/g, "…");
  return { statusCode, text, headers: JSON.parse(JSON.stringify(kept)) as unknown };
}

describe("a reader in two worlds", () => {
  test("is asked about with every route that admits allies in these rooms", () => {
    const open = routes.filter(
      ({ id, who }) => ROOMS.test(id) && typeof who === "object" && "allies" in who && who.allies.length > 0,
    );
    expect(open.map(({ id }) => id).sort()).toEqual(Object.keys(READ).sort());
  });

  test.each(Object.keys(READ))("gets the same from %s, to the header", async (id) => {
    for (const seat of ["EST/desk", "EST/release-authority"]) {
      const [a, b] = [await askAs(seat, "world-a", id), await askAs(seat, "world-b", id)];
      expect(a.statusCode, a.body).toBe(200);
      expect(withoutChance(a)).toEqual(withoutChance(b));
    }
  });

  test("gets its cut in every form, each as what it is", async () => {
    const types = [];
    for (const form of ["json", "html", "pdf", "docx", "txt"]) {
      const { statusCode, headers } = await asking.ask(
        "EST/desk",
        `/api/cases/world-a/cuts/${cuts["world-a"] ?? ""}.${form}`,
      );
      types.push(`${statusCode} ${String(headers["content-type"])}`);
    }
    expect(types).toEqual([
      "200 application/json; charset=utf-8",
      "200 text/html; charset=utf-8",
      "200 application/pdf",
      "200 application/vnd.openxmlformats-officedocument.wordprocessingml.document",
      "200 text/plain; charset=utf-8",
    ]);
  });
});

describe("readers at the same moment", () => {
  test("get each what they get alone: their own cuts, and of others what is answered where nothing is", async () => {
    const lead = (await done(asking.ask("GBR/desk", "/api/cases/world-a/cuts"))).json<{
      cuts: { id: string }[];
    }>();
    const ids = [...lead.cuts.map(({ id }) => id), "6f2d8f0e-3c0d-4f53-9c55-0d6f3d1e7a11"];
    const seats = ["GBR/desk", "DEU/desk", "EST/desk", "EST/drafter", "FRA/release-authority", "LVA/desk"];
    const asked = seats.flatMap((seat) =>
      ids.flatMap((id) =>
        ["world-a", "world-b", "no-world"].map((slug) => ({
          seat,
          url: `/api/cases/${slug}/cuts/${id}.json`,
        })),
      ),
    );
    const ask = async ({ seat, url }: { seat: string; url: string }): Promise<unknown> => {
      const { statusCode, headers, body } = await asking.ask(seat, url);
      return { seat, url, statusCode, body, type: headers["content-type"], tag: String(headers.etag) };
    };
    const alone: unknown[] = [];
    for (const one of asked) alone.push(await ask(one));
    // In several orders, so that each view comes before and behind each other one.
    for (const step of [1, 5, 7]) {
      const order = asked.map((_, n) => (n * step) % asked.length);
      const together = await Promise.all(order.map((n) => ask(asked[n] ?? { seat: "", url: "" })));
      expect(together).toEqual(order.map((n) => alone[n]));
    }
    const statuses = alone.map((answer) => (answer as { statusCode: number }).statusCode);
    expect([...new Set(statuses)].sort()).toEqual([200, 404]);
  });
});

describe("everybody else", () => {
  const strangers = [
    ...["SWE/desk", "FRA/drafter", "EST/drafter", "EST/publisher", "EST/auditor", "EST/administrator"],
    ...["GBR/auditor", "GBR/administrator"],
  ];

  test.each(Object.keys(READ))("gets from %s what there is where no case is", async (id) => {
    for (const seat of strangers) {
      const [there, absent] = [await askAs(seat, "world-a", id), await askAs(seat, "no-case", id, "world-a")];
      expect(there.statusCode, seat).toBe(404);
      expect(withoutChance(there), seat).toEqual(withoutChance(absent));
    }
  });

  test("gets another's cut as one that is not there, in every form", async () => {
    const all = await asking.ask("GBR/desk", "/api/cases/world-a/cuts");
    const other = all
      .json<{ cuts: { id: string; recipient: string }[] }>()
      .cuts.find(({ recipient }) => recipient === "DEU");
    const absent = "00000000-0000-4000-8000-000000000000";
    for (const end of [".json", ".html", ".pdf", ".docx", ".txt", "/files", "/stix"]) {
      const [theirs, none] = await Promise.all(
        [other?.id ?? "", absent].map((id) => asking.ask("EST/desk", `/api/cases/world-a/cuts/${id}${end}`)),
      );
      expect(theirs?.statusCode).toBe(404);
      expect(withoutChance(theirs as Answer)).toEqual(withoutChance(none as Answer));
    }
  });

  test("is refused, as where no case is, what is the lead's to do", async () => {
    const paths = [
      ...["/documents", "/documents/bridge/versions", "/documents/bridge/plans", "/unsealings", "/record"],
      ...["/documents/bridge/versions/1/source", "/documents/bridge/versions/1/visibility"],
      ...["/documents/bridge/versions/1/read-as/EST.txt", "/documents/bridge/custody"],
    ];
    for (const path of paths)
      for (const seat of ["EST/desk", "EST/release-authority", ...strangers]) {
        const [there, absent] = [
          await asking.ask(seat, `/api/cases/world-a${path}`),
          await asking.ask(seat, `/api/cases/no-case${path}`),
        ];
        expect(there.statusCode, `${seat} ${path}`).toBe(404);
        expect(withoutChance(there)).toEqual(withoutChance(absent));
      }
  });
});
