// MISP's synchronisation over real HTTP, by a client that knows the protocol and nothing of this program; and that what a
// member pulls and pushes is its own, whatever it asks for.
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addMispCommands } from "../cli/misp.ts";
import { openTyping } from "../cli/typed.fixture.ts";
import { createApp } from "../http/app.ts";
import { identifyExerciseControl } from "../http/identify.ts";
import { openAsking } from "../http/two-worlds.fixture.ts";
import type { Asking } from "../http/two-worlds.fixture.ts";
import { openPeer, textOf } from "./peer.fixture.ts";
import type { MispPeer, PeerEvent } from "./peer.fixture.ts";

const head = "---\ntitle: (OPR) Strelsau\noriginator: GBR\npolicy: uk\nexercise: true\n---\n";
const SOURCE = `${head}
1. (OPR) The bridge was closed at noon. {(S - REL TO DEU): 198.51.100.77 had warned of it.}

2. (S - REL TO DEU, EST) Two officers were seen there, and 192.0.2.7 answered.

3. (S - WALL) Nobody but the lead reads of 203.0.113.9.
`;
const UUID = "00000000-0000-4000-8000-0000000000a1";
const pushed = (over: object = {}): PeerEvent => ({
  Event: {
    ...{ uuid: UUID, info: "Seen in Strelsau", date: "2031-03-04", timestamp: "1930000000" },
    ...{
      published: true,
      distribution: "2",
      Orgc: { uuid: "00000000-0000-4000-8000-0000000000b1", name: "CERT" },
    },
    ...{ Tag: [{ name: "tlp:amber" }, { name: "ours:only", local: true }] },
    Attribute: [{ type: "domain", category: "Network activity", value: "a.example", distribution: "3" }],
    ...over,
  },
});

let asking: Asking;
let app: FastifyInstance;
let address = "";
const open: MispPeer[] = [];
const as = (seat: string, slug = "strelsau"): MispPeer => {
  const peer = openPeer(`${address}/misp/${slug}`, {
    "entente-seat": seat,
    "entente-at": "2018-03-05T09:00:00Z",
  });
  open.push(peer);
  return peer;
};
const parse = (text: string): unknown => JSON.parse(text) as unknown;

beforeAll(async () => {
  asking = await openAsking();
  app = await createApp({ ...asking.node, site: null, identify: identifyExerciseControl });
  await app.listen({ host: "127.0.0.1", port: 0 });
  address = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`;
  await asking.openWorld("strelsau");
  await asking.release("strelsau", "bridge", SOURCE, ["DEU", "EST"]);
}, 120_000);
afterAll(async () => {
  await Promise.all(open.map((peer) => peer[Symbol.asyncDispose]()));
  await app.close();
  await asking.close();
});

describe("a MISP that pulls", () => {
  test("gets its own copy and nothing of another's, once", async () => {
    const peer = as("EST/desk");
    await peer.shakeHands();
    const [event, ...more] = await peer.pull();
    expect(more).toEqual([]);
    const text = JSON.stringify(event);
    expect(event?.Event["info"]).toBe("EXERCISE: Strelsau");
    expect(text).toContain("192.0.2.7");
    for (const secret of ["198.51.100.77", "203.0.113.9", "WALL"]) expect(text).not.toContain(secret);
    expect(await peer.pull()).toEqual([]);
  });

  test("finds no UUID in common with another's copy but its creator's, and not the other's copy by its UUID", async () => {
    const [estonian] = await as("EST/desk").pull();
    const [german] = await as("DEU/desk").pull();
    const uuids = (event: PeerEvent | undefined): string[] =>
      JSON.stringify(event).match(/"[0-9a-f]{8}-[0-9a-f-]{27}"/g) ?? [];
    const common = new Set(uuids(german).filter((one) => uuids(estonian).includes(one)));
    expect(common.size).toBe(1);
    const peer = as("EST/desk");
    const foreign = await peer.send("GET", `/events/view/${german?.Event.uuid ?? ""}`);
    const absent = await peer.send("GET", `/events/view/${UUID}`);
    expect([foreign.status, textOf(foreign)]).toEqual([404, textOf(absent)]);
    expect((await peer.send("HEAD", `/events/view/${estonian?.Event.uuid ?? ""}`)).status).toBe(200);
    expect((await peer.send("HEAD", `/events/view/${german?.Event.uuid ?? ""}`)).status).toBe(404);
  });

  test("is told the same of a case that is closed to it as of none", async () => {
    const paths = ["/servers/getVersion", "/users/view/me.json", `/events/view/${UUID}`, "/nothing"];
    for (const path of paths) {
      const closed = await as("ZZZ/desk").send("GET", path);
      const none = await as("EST/desk", "no-case").send("GET", path);
      expect([path, closed.status, textOf(closed)]).toEqual([path, 404, textOf(none)]);
      expect(parse(textOf(none))).toMatchObject({ saved: false, errors: "NOT_FOUND" });
    }
    // A member of the community to whom nothing was brought.
    expect((await as("FRA/desk").send("GET", "/servers/getVersion")).status).toBe(404);
  });

  test("is not served more by what it adds to an address", async () => {
    const peer = as("EST/desk");
    const [event] = await peer.pull();
    const uuid = event?.Event.uuid ?? "";
    const plain = textOf(await peer.send("GET", `/events/view/${uuid}`));
    for (const rest of ["/deleted[]:0/deleted[]:1", "/includeAllTags:1", "/all:1", ".json"])
      expect(textOf(await peer.send("GET", `/events/view/${uuid}${rest}`))).toBe(plain);
    for (const rest of ["/..%2f..%2fx", "/a b", "/<script>:1", "%00"])
      expect((await peer.send("GET", `/events/view/${encodeURI(uuid + rest)}`)).status).toBe(404);
  });
});

describe("a MISP that pushes", () => {
  test("adds, edits what is newer and its own, and is not asked for what is there", async () => {
    const peer = as("EST/desk");
    expect(await peer.push(pushed())).toBe("added");
    expect(await peer.push(pushed())).toBe("unwanted");
    expect(await peer.push(pushed({ timestamp: "1930000001", info: "Seen twice" }))).toBe("edited");
    const listed = await asking.ask("GBR/drafter", "/api/cases/strelsau/misp/events");
    expect(listed.json()).toMatchObject({
      events: [{ sender: "EST", uuid: UUID, version: 2, info: "Seen twice", receivedBy: "EST/desk" }],
    });
    const kept = await asking.ask("GBR/drafter", `/api/cases/strelsau/misp/events/EST/${UUID}`);
    expect(kept.json()).toMatchObject({
      Event: { distribution: "1", locked: true, Attribute: [{ distribution: "1" }] },
    });
    expect(kept.body).not.toContain("ours:only");
  });

  test("changes nothing of another's by its UUID, and does not learn that it is there", async () => {
    const other = as("DEU/desk");
    expect(await other.push(pushed({ info: "Mine" }))).toBe("added");
    const listed = await asking.ask("GBR/drafter", "/api/cases/strelsau/misp/events");
    const { events } = listed.json<{ events: { sender: string; info: string }[] }>();
    expect(events.map(({ sender, info }) => [sender, info]).sort()).toEqual([
      ["DEU", "Mine"],
      ["EST", "Seen twice"],
    ]);
  });

  test("changes no event whose creator is another than it was", async () => {
    const peer = as("EST/desk");
    const stolen = pushed({
      timestamp: "1930000009",
      Orgc: { uuid: "00000000-0000-4000-8000-0000000000c1", name: "X" },
    });
    await peer.push(stolen);
    const kept = await asking.ask("GBR/drafter", `/api/cases/strelsau/misp/events/EST/${UUID}`);
    expect(kept.body).toContain("Seen twice");
  });

  test("is refused what is no event, in MISP's own form", async () => {
    const peer = as("EST/desk");
    for (const body of [{}, [], { Event: {} }, pushed({ uuid: "1" }), pushed({ timestamp: "x" }), "text"]) {
      const answer = await peer.send("POST", "/events/add/metadata:1", body);
      expect([answer.status, parse(textOf(answer))]).toMatchObject([
        400,
        { saved: false, errors: "SHAPE_INVALID" },
      ]);
    }
    const other = await peer.send(
      "POST",
      `/events/edit/${UUID}/metadata:1`,
      pushed({ uuid: UUID.replace("a1", "a2") }),
    );
    expect(other.status).toBe(400);
    const absent = await peer.send(
      ...([
        "POST",
        `/events/edit/${UUID.replace("a1", "a3")}`,
        pushed({ uuid: UUID.replace("a1", "a3") }),
      ] as const),
    );
    expect(absent.status).toBe(404);
  });

  test("shows what it pushed to no other member", async () => {
    for (const seat of ["DEU/desk", "EST/desk", "FRA/desk"]) {
      const answer = await asking.ask(seat, `/api/cases/strelsau/misp/events/EST/${UUID}`);
      const absent = await asking.ask(
        seat,
        `/api/cases/strelsau/misp/events/EST/${UUID.replace("a1", "ff")}`,
      );
      expect([answer.statusCode, answer.body]).toEqual([404, absent.body]);
    }
  });
});

describe("a feed to hand out", () => {
  test("is one member's own, for it and for the lead", async () => {
    const own = await asking.ask("EST/desk", "/api/cases/strelsau/misp/feeds/EST");
    const lead = await asking.ask("GBR/desk", "/api/cases/strelsau/misp/feeds/EST");
    expect(own.statusCode, own.body).toBe(200);
    expect(lead.json()).toEqual(own.json());
    const paths = own.json<{ files: { path: string }[] }>().files.map(({ path }) => path);
    expect(paths).toHaveLength(2);
    expect(paths).not.toContain("hashes.csv");
    const other = await asking.ask("EST/desk", "/api/cases/strelsau/misp/feeds/DEU");
    const none = await asking.ask("EST/desk", "/api/cases/strelsau/misp/feeds/ITA");
    expect([other.statusCode, other.body]).toEqual([404, none.body]);
  });
});

describe("the commands", () => {
  const type = openTyping(addMispCommands);
  let folder = "";
  const inFolder = (...path: string[]): string => join(folder, ...path);
  beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), "entente-misp-"))));
  afterAll(() => rm(folder, { recursive: true, force: true }));
  const asked = ["--case", "strelsau", "--seat", "GBR/desk"] as const;

  test("write a feed for each recipient, which is read back as evidence", async () => {
    const out = ["--node", address, "--out", inFolder("feeds"), "--json"] as const;
    const said = await type("misp", "export", ...asked, ...out);
    expect([said.exit, said.message]).toEqual([0, ""]);
    expect(said.json["feeds"]).toMatchObject([
      { recipient: "DEU", events: 1 },
      { recipient: "EST", events: 1 },
    ]);
    expect((await readdir(inFolder("feeds", "EST"))).sort()).toContain("manifest.json");
    await writeFile(inFolder("feeds", "EST", "hashes.csv"), "left behind");
    await type("misp", "export", ...asked, "--recipient", "EST", ...out);
    expect(await readdir(inFolder("feeds", "EST"))).not.toContain("hashes.csv");

    const taken = await type(
      "misp",
      "import",
      inFolder("feeds", "EST"),
      "--out",
      inFolder("drafts"),
      "--json",
    );
    expect([taken.exit, taken.message]).toEqual([0, ""]);
    const [name = ""] = (await readdir(inFolder("drafts"))).filter((file) => file.endsWith(".md"));
    const text = await readFile(inFolder("drafts", name), "utf8");
    expect(text).toContain("EXERCISE: Strelsau");
    expect(text).toContain("192.0.2.7");
    expect(text).not.toContain("198.51.100.77");
  });

  test("take one event from a file, and say what it was marked with", async () => {
    await writeFile(inFolder("event.json"), JSON.stringify(pushed()));
    const taken = await type("misp", "import", inFolder("event.json"), "--out", inFolder("one"), "--json");
    expect([taken.exit, taken.message]).toEqual([0, ""]);
    expect(JSON.stringify(taken.json["problems"])).toContain("tlp:amber");
    expect(JSON.stringify(taken.json)).not.toContain("ours:only");
  });

  test.each([
    [2, "OUTBOUND_ADDRESS_INVALID", ["import", "http://feed.example/"]],
    [2, "OUTBOUND_ADDRESS_FORBIDDEN", ["import", "https://127.0.0.1/"]],
    [2, "OUTBOUND_ADDRESS_INVALID", ["import", "https://feed.example", "--network", "0.0.0.0/0"]],
    [2, "FILE_UNREADABLE", ["import", "/nowhere/event.json"]],
  ])("end with %s and %s for %j", async (exit, code, words) => {
    const said = await type("misp", ...words);
    expect([said.exit, said.code]).toEqual([exit, code]);
  });

  test("export nothing to a seat that has none", async () => {
    const said = await type(
      ...[
        "misp",
        "export",
        "--case",
        "strelsau",
        "--seat",
        "FRA/desk",
        "--node",
        address,
        "--out",
        inFolder("no"),
      ],
    );
    expect(said.code).toBe("NOT_FOUND");
  });
});

describe("a client that searches", () => {
  const search = async (seat: string, what: string, filters: object): Promise<readonly PeerEvent[]> => {
    const answer = await as(seat).send("POST", `/${what}/restSearch`, filters);
    expect([filters, answer.status]).toEqual([filters, 200]);
    const { response } = parse(textOf(answer)) as { response: { Attribute?: readonly PeerEvent[] } };
    return response.Attribute ?? (response as readonly PeerEvent[]);
  };

  test("finds what is in its own copy, by what identifies it, its day, and its attributes", async () => {
    const [event] = await as("EST/desk").pull();
    const { uuid = "", timestamp = "" } = event?.Event ?? {};
    for (const filters of [
      ...[{}, { uuid }, { uuid: [uuid, UUID] }, { eventid: uuid, returnFormat: "json" }, { timestamp }],
      ...[{ value: "192.0.2.7" }, { type: "ip-dst", value: ["192.0.2.7"] }, { limit: 1, page: 1 }],
    ])
      expect(await search("EST/desk", "events", filters)).toEqual([event]);
    for (const filters of [
      ...[{ uuid: UUID }, { value: "198.51.100.77" }, { type: "sha256" }, { limit: 1, page: 2 }],
      ...[{ timestamp: "4000000000" }, { uuid, eventid: UUID }, { uuid: [] }, { value: [] }],
    ])
      expect(await search("EST/desk", "events", filters)).toEqual([]);
    const [bare] = await search("EST/desk", "events", { metadata: 1 });
    expect(bare?.Event.uuid).toBe(uuid);
    expect(bare?.Event).not.toHaveProperty("Attribute");
    const found = await search("EST/desk", "attributes", { value: "192.0.2.7" });
    expect(found).toEqual([expect.objectContaining({ value: "192.0.2.7", event_uuid: uuid })]);
    const listed = await as("EST/desk").send("GET", "/events/index");
    expect(parse(textOf(listed))).toMatchObject([{ uuid, timestamp }]);
  });

  test("finds nothing of another's copy, whatever it asks for", async () => {
    const [german] = await as("DEU/desk").pull();
    const { uuid = "" } = german?.Event ?? {};
    for (const what of ["events", "attributes"])
      for (const filters of [{ uuid }, { value: "198.51.100.77" }, {}])
        expect(JSON.stringify(await search("EST/desk", what, filters))).not.toContain("198.51.100.77");
    expect(await search("DEU/desk", "attributes", { value: "198.51.100.77" })).toHaveLength(1);
  });

  test("is refused a filter that would be answered with more than it asks for, and forms that give a value away", async () => {
    for (const filters of [
      ...[
        { tags: "tlp:red" },
        { org: "CERT" },
        { searchall: "x" },
        { from: "2018-01-01" },
        { returnFormat: "cache" },
      ],
      ...[
        { value: "!192.0.2.7" },
        { value: "192%" },
        { limit: -1 },
        { timestamp: "7d" },
        { to_ids: 1 },
        { uuid: [7] },
        [],
        7,
      ],
    ])
      for (const what of ["events", "attributes"]) {
        const { status } = await as("EST/desk").send("POST", `/${what}/restSearch`, filters);
        expect([filters, status]).toEqual([filters, 400]);
      }
  });

  test("gets an empty list of what nobody proposes, and of sightings, which nobody is told of", async () => {
    const path = "/shadow_attributes/index/all:1/timestamp:1/limit:1000/page:1/deleted[]:0/deleted[]:1.json";
    expect(parse(textOf(await as("EST/desk").send("GET", path)))).toEqual([]);
    const asked = { returnFormat: "json", last: 0, includeUuid: true, uuid: [UUID] };
    const answer = await as("EST/desk").send("POST", "/sightings/restSearch/event", asked);
    expect(parse(textOf(answer))).toEqual({ response: [] });
  });

  test("brings an event to an address without settings, and is told who it is without an ending", async () => {
    const event = pushed({ uuid: UUID.replace("a1", "a9") });
    expect((await as("EST/desk").send("POST", "/events/add", event)).status).toBe(200);
    expect((await as("EST/desk").send("POST", "/events/add", event)).status).toBe(404);
    const { timestamp: _, date: __, ...fresh } = pushed({ uuid: UUID.replace("a1", "a8") }).Event;
    const kept = await as("EST/desk").send("POST", "/events/add", fresh);
    expect(parse(textOf(kept))).toMatchObject({ Event: { date: "2018-03-05", timestamp: "1520240400" } });
    const { status, ...me } = await as("EST/desk").send("GET", "/users/view/me");
    expect([status, parse(textOf({ status, ...me }))]).toMatchObject([
      200,
      { Organisation: { name: "EST" } },
    ]);
    const version = await as("EST/desk").send("GET", "/servers/getPyMISPVersion.json");
    expect(parse(textOf(version))).toEqual({ version: "2.5.1" });
  });
});
