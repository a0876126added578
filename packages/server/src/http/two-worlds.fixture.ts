// An exercise node with two cases that differ only in what a reader may not know, asked over HTTP by any office.
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { LightMyRequestResponse } from "fastify";
import { parseJson, readAnyObject, readInstant } from "@entente/core/encoding";
import { noRules } from "@entente/core/planning";
import { readSeat } from "../access/index.ts";
import type { Act } from "../access/index.ts";
import { communityOf, findCase } from "../cases/index.ts";
import { draftDocument } from "../documents/index.ts";
import { openExerciseNode } from "../node.ts";
import type { Node } from "../node.ts";
import { approveRelease, issueApproved, planDocument } from "../releases/index.ts";
import { createApp } from "./app.ts";
import { identifyExerciseControl } from "./identify.ts";

export const AT = "2018-03-05T09:00:00Z";

export type Answer = LightMyRequestResponse;

export interface Asking {
  readonly node: Node;
  /** Asks as an office; a body makes it a POST. */
  readonly ask: (seat: string, path: string, body?: object) => Promise<Answer>;
  /** The same as a POST without a body. */
  readonly tell: (seat: string, path: string) => Promise<Answer>;
  readonly openWorld: (slug: string) => Promise<void>;
  /** Drafts, plans, approves and issues; gives the name the cuts carry. */
  readonly release: (slug: string, name: string, source: string, to: readonly string[]) => Promise<string>;
  readonly close: () => Promise<void>;
}

export async function readScenarioFile(name: string): Promise<Record<string, unknown>> {
  return readAnyObject(parseJson(await readFile(join("scenarios/salisbury-2018", name), "utf8")), name);
}

export async function openAsking(): Promise<Asking> {
  const folder = await mkdtemp(join(tmpdir(), "entente-test-"));
  const node = await openExerciseNode({ dataFolder: folder, databaseUrl: null, tell: () => undefined });
  const app = await createApp({ ...node, site: null, identify: identifyExerciseControl });
  const [facts, community] = [await readScenarioFile("case.json"), await readScenarioFile("community.json")];
  const send = (seat: string, method: "GET" | "POST", path: string, body?: object): Promise<Answer> =>
    app.inject({
      ...{ method, url: path, headers: { "entente-seat": seat, "entente-at": AT } },
      ...(body === undefined ? {} : { payload: body }),
    });
  const ask: Asking["ask"] = (seat, path, body) =>
    send(seat, body === undefined ? "GET" : "POST", path, body);
  return {
    ...{ node, ask },
    tell: (seat, path) => send(seat, "POST", path),
    openWorld: async (slug) => {
      const opened = await ask("GBR/drafter", "/api/exercises", {
        facts: JSON.stringify({ ...facts, id: slug }),
        ...{ community: JSON.stringify(community), coalition: null },
      });
      if (opened.statusCode !== 200) throw new Error(opened.body);
    },
    release: (slug, name, source, to) =>
      node.database.transact(async (tx) => {
        const of = await findCase(tx, slug);
        if (of === null) throw new Error("the case is missing");
        const community = communityOf(of);
        const context = { community, keystore: node.keystore, ledger: node.ledger };
        const act = (seat: string): Act => ({ of, seat: readSeat(seat), at: readInstant(AT) });
        await draftDocument(tx, act("GBR/drafter"), {
          ...{ name, source, original: null, attachments: [], community, files: node.files },
        });
        // The text has every word that any other form has.
        const { digest: planDigest } = await planDocument(tx, act("GBR/drafter"), {
          ...{ document: name, recipients: to, rules: noRules, publicText: null, renderings: ["txt"] },
          ...context,
        });
        const plan = { document: name, planDigest, ...context };
        await approveRelease(tx, act("GBR/release-authority"), { ...plan, findingsSeen: 0 });
        return (await issueApproved(tx, act("GBR/release-authority"), plan)).release;
      }),
    close: async () => {
      await app.close();
      await node.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
