// A TAXII client as the specification describes one, over a node in this process, and a case to ask about.
import { randomUUID } from "node:crypto";
import type { JsonObject } from "@entente/core/encoding";
import type { FastifyInstance } from "fastify";
import { createApp } from "../http/app.ts";
import { identifyExerciseControl } from "../http/identify.ts";
import { openAsking } from "../http/two-worlds.fixture.ts";
import type { Asking } from "../http/two-worlds.fixture.ts";
import { findCase } from "../cases/index.ts";
import type { CaseRow } from "../cases/index.ts";

export const TYPE = "application/taxii+json;version=2.1";

export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly text: string;
  readonly body: Envelope & Readonly<Record<string, unknown>>;
}

export interface Envelope {
  readonly more?: boolean;
  readonly next?: string;
  readonly objects?: readonly StixObject[];
  readonly versions?: readonly string[];
}
export type StixObject = JsonObject & { readonly id: string };
export type Query = Readonly<Record<string, string | number>>;

/** One client, as the office it plays. */
export interface Client {
  readonly get: (path: string, query?: Query, headers?: Record<string, string>) => Promise<Reply>;
  readonly post: (path: string, body: unknown, headers?: Record<string, string>) => Promise<Reply>;
  readonly delete: (path: string, query?: Query) => Promise<Reply>;
  /** Every object of a collection, page by page: by `next`, or by the header of the page before. */
  readonly poll: (path: string, by: "next" | "header", query?: Query) => Promise<readonly StixObject[]>;
}

export interface TaxiiDesk extends Asking {
  readonly app: FastifyInstance;
  readonly client: (seat: string) => Client;
  readonly rowOf: (slug: string) => Promise<CaseRow>;
}

export async function openTaxiiDesk(): Promise<TaxiiDesk> {
  const asking = await openAsking();
  const app = await createApp({ ...asking.node, site: null, identify: identifyExerciseControl });
  return {
    ...{ ...asking, app, client: (seat) => connect(app, seat) },
    rowOf: async (slug) => {
      const row = await asking.node.database.read((reader) => findCase(reader, slug));
      if (row === null) throw new Error(`there is no case ${slug}`);
      return row;
    },
    close: async () => {
      await app.close();
      await asking.close();
    },
  };
}
const TEXT = `---
title: (OPR) What happened in Strelsau
originator: GBR
policy: uk
---

1. (OPR) The bridge was closed at noon – so the clerk says.

2. (S - REL TO EST, LVA) Two officers of the harbour service were seen there.

3. (S - WALL) Nobody but the lead reads of Amaranth.
`;

/** A case with a release that two members were gone to with, and that was delivered to neither. Gives how its desk goes on. */
export async function openToldCase(
  desk: TaxiiDesk,
  slug: string,
): Promise<(path: string, body: object) => Promise<void>> {
  await desk.openWorld(slug);
  await desk.release(slug, "assessment", TEXT, ["EST", "LVA"]);
  const tell = async (path: string, body: object): Promise<void> => {
    const answer = await desk.ask("GBR/desk", `/api/cases/${slug}/${path}`, body);
    if (answer.statusCode !== 200) throw new Error(answer.body);
  };
  await tell("approaches", {
    ...{ members: ["EST", "LVA"], documents: ["assessment"], ask: "Act with us." },
    answerBy: "2018-03-20T12:00:00Z",
  });
  return tell;
}

/** The office is the name of HTTP Basic, as exercise control may say it. */
export function connect(app: FastifyInstance, seat: string): Client {
  const authorization = `Basic ${Buffer.from(`${seat}:anything`).toString("base64")}`;
  const send = async (
    method: "GET" | "POST" | "DELETE",
    path: string,
    { query = {}, headers = {}, payload }: { query?: Query; headers?: object; payload?: string },
  ): Promise<Reply> => {
    const words = new URLSearchParams(
      Object.entries(query).map(([name, value]): [string, string] => [name, String(value)]),
    );
    const answer = await app.inject({
      ...{ method, url: words.size === 0 ? path : `${path}?${words.toString()}` },
      headers: { authorization, accept: TYPE, ...headers },
      ...(payload === undefined ? {} : { payload }),
    });
    const { statusCode: status, body: text } = answer;
    if (answer.headers["content-type"] !== TYPE)
      throw new Error(`${method} ${path}: ${status} ${String(answer.headers["content-type"])} ${text}`);
    return { status, headers: answer.headers, text, body: JSON.parse(text) as Reply["body"] };
  };
  const get: Client["get"] = (path, query = {}, headers = {}) => send("GET", path, { query, headers });
  return {
    get,
    post: (path, body, headers = {}) =>
      send("POST", path, {
        headers: { "content-type": TYPE, ...headers },
        payload: typeof body === "string" ? body : JSON.stringify(body),
      }),
    delete: (path, query = {}) => send("DELETE", path, { query }),
    poll: async (path, by, query = {}) => {
      const all: StixObject[] = [];
      let place: Query = {};
      for (;;) {
        const { status, body, headers, text } = await get(path, { ...query, ...place });
        if (status !== 200) throw new Error(text);
        all.push(...(body.objects ?? []));
        if (body.more !== true) return all;
        place =
          by === "next"
            ? { next: body.next ?? "" }
            : { added_after: String(headers["x-taxii-date-added-last"]) };
      }
    },
  };
}

/** A STIX object such as somebody might bring. */
export function bring(name: string, more: JsonObject = {}): StixObject {
  return {
    ...{ type: "identity", spec_version: "2.1", id: `identity--${randomUUID()}` },
    ...{ created: "2018-03-04T16:15:00.000Z", modified: "2018-03-04T16:15:00.000Z" },
    ...{ name, identity_class: "organization" },
    ...more,
  };
}
