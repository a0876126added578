// What a node says of its work to those who run it holds nothing of what the work is about: with everything of a case asked for,
// and with canaries in every place a request has, none of it is in the traces a collector is sent, in the metrics, or in what the
// process says.
import { createServer } from "node:http";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { openTraces } from "../packages/server/src/http/index.ts";
import { routes } from "../packages/server/src/http/registry.ts";
import { composeRequest } from "./prove/route-requests.ts";
import { openSecurityWorld } from "./prove/security-world.ts";
import type { SecurityWorld } from "./prove/security-world.ts";

const CANARY = "zobelpfeffer";
const TRACE = "0af7651916cd43dd8448eb211c80319c";

let world: SecurityWorld;
let collector: Server;
const received: string[] = [];
const paths: string[] = [];

beforeAll(async () => {
  collector = createServer((request, response) => {
    paths.push(`${request.method ?? ""} ${request.url ?? ""}`);
    request.setEncoding("utf8");
    request.on("data", (chunk: string) => received.push(chunk));
    request.on("end", () => response.writeHead(200, { "content-type": "application/json" }).end("{}"));
  });
  await new Promise<void>((resolve) => collector.listen(0, "127.0.0.1", resolve));
  world = await openSecurityWorld();
});
afterAll(async () => {
  await world.close();
  await new Promise((resolve) => collector.close(resolve));
});

interface Attribute {
  readonly key: string;
  readonly value: Readonly<Record<string, string | number>>;
}
interface Sent {
  readonly resourceSpans: readonly {
    readonly resource: { readonly attributes: readonly Attribute[] };
    readonly scopeSpans: readonly {
      readonly scope: { readonly name: string };
      readonly spans: readonly (Readonly<Record<string, unknown>> & {
        readonly name: string;
        readonly traceId: string;
        readonly attributes: readonly Attribute[];
      })[];
    }[];
  }[];
}

describe("what leaves for a collector", () => {
  test("is which route, which method, which status and how long, and nothing else", async () => {
    const said = vi.spyOn(process.stderr, "write").mockReturnValue(true);
    const { port } = collector.address() as AddressInfo;
    const traces = await openTraces(`http://127.0.0.1:${port}`);
    const asked = new Set<string>();
    for (const seat of ["GBR/drafter", "GBR/release-authority", "EST/desk", "EST/administrator"]) {
      const cookie = world.cookies.get(seat) ?? "";
      for (const route of routes.filter(({ id }) => !id.endsWith(".stream"))) {
        const { method, url, body } = composeRequest(route, world.cases.first, "EST");
        await world.ask(
          {
            ...{ method: method, url: `${url}${url.includes("?") ? "&" : "?"}${CANARY}=${CANARY}` },
            headers: headersOf(cookie),
          },
          null,
        );
        await world.ask(
          {
            ...{ method: method, url, headers: headersOf(cookie) },
            ...(body === null ? {} : { payload: body as object }),
          },
          null,
        );
        asked.add(route.id);
      }
      await world.ask({ method: "GET", url: `/${CANARY}/${CANARY}`, headers: headersOf(cookie) }, null);
    }
    await traces.close();
    const metrics = await world.ask(
      { method: "GET", url: "/metrics", headers: headersOf(world.cookies.get("GBR/administrator") ?? "") },
      null,
    );
    // A refusal is said with who was refused, for those who run the node (docs/operate/logs.md); beside that, nothing.
    const spoken = said.mock.calls
      .map(([text]) => String(text))
      .join("")
      .replace(/^entente: refused at [\dTZ.:-]+: [A-Z_]+: [a-z.-]+, [A-Za-z0-9/._-]+, from [\d.:]+$/gm, "");
    said.mockRestore();
    expect(metrics.status).toBe(200);
    expect(metrics.body).toContain("entente_request_seconds_count");
    expect(new Set(paths)).toEqual(new Set(["POST /v1/traces"]));

    const sent = received.join("");
    const secrets = listSecrets();
    expect(secrets.length).toBeGreaterThan(40);
    for (const [where, text] of Object.entries({ sent, metrics: metrics.body, spoken }))
      for (const secret of secrets) expect(text.includes(secret), `${secret} in ${where}`).toBe(false);

    const names = new Set<string>();
    for (const { resource, scopeSpans } of readSent(sent)) {
      expect(resource.attributes).toEqual([{ key: "service.name", value: { stringValue: "entente" } }]);
      for (const { scope, spans } of scopeSpans) {
        expect(scope.name).toBe("entente");
        for (const span of spans) {
          names.add(span.name);
          for (const { key } of span.attributes)
            expect(["entente.route", "http.request.method", "http.response.status_code"]).toContain(key);
          // What somebody outside says it belongs to is not believed either.
          expect(span.traceId).not.toBe(TRACE);
          expect(span["events"] ?? []).toEqual([]);
          expect(span["links"] ?? []).toEqual([]);
        }
      }
    }
    for (const id of asked) expect(names).toContain(id);
    for (const name of names) expect([...asked, "none", "node.metrics"]).toContain(name);
  }, 120_000);
});

const headersOf = (cookie: string) => ({
  cookie: `__Host-entente=${cookie}`,
  "user-agent": CANARY,
  "x-request-id": CANARY,
  baggage: `who=${CANARY}`,
  traceparent: `00-${TRACE}-b7ad6b7169203331-01`,
});

/** Everything that nobody who looks after the machine may read: sessions, seats, ids, names, texts. */
function listSecrets(): readonly string[] {
  const { first, second } = world.cases;
  return [
    ...[CANARY, TRACE, "kanari-", "Strelsau", "strelsau", "zenda", "bridge", "harbour", "Act with us"],
    ...world.cookies.values(),
    ...["GBR", "EST", "LVA", "FIN", "p.desk", "p.drafter", "anna", "dora", "assessment"],
    ...[first, second].flatMap(({ document, plan, release, unsealing, cuts, questions }) => [
      ...[document, plan, release, unsealing, ...Object.values(cuts), ...Object.values(questions)],
    ]),
    ...[world.rows.first.id, world.rows.second.id],
  ].filter((text) => text !== "");
}

/** The messages of a collector, which came one after the other. */
function readSent(text: string): Sent["resourceSpans"] {
  const bodies = text.split(/(?<=\})(?=\{"resourceSpans")/);
  return bodies.flatMap((body) => (JSON.parse(body) as Sent).resourceSpans);
}
