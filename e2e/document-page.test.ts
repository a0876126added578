// The page of a whole document and that of a cut with every kind of portion, in a real browser: nothing to complain of, no
// barriers, nothing beyond the window, whatever the width and the colours.
import { createServer } from "node:http";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Browser } from "playwright-core";
import { printDocument, renderDocumentPage } from "../packages/core/src/printing/index.ts";
import { renderCutPage } from "../packages/core/src/pages/index.ts";
import { kinds, kindsCommunity } from "../packages/core/src/releases/kinds.fixture.ts";
import { sealRelease } from "../packages/core/src/releases/release.fixture.ts";
import { nodePrimitives as primitives } from "../packages/verifier/src/node-primitives.ts";
import { readSelfCheck } from "../packages/verifier/src/index.ts";
import { launchBrowser } from "./browser.ts";
import { findBarriers, findOverflow, openWatched } from "./watched-page.ts";

const { policies } = kindsCommunity.community;
const sealed = sealRelease({ document: kinds, compiled: kindsCommunity, recipients: ["SWE"] });
const staff = { policies, community: kindsCommunity, handling: "For the originator's own staff." };
const draft = {
  ...kinds,
  portions: kinds.portions.map((one) => (one.id === "p2" ? { ...one, marking: null } : one)),
};
const pages: Readonly<Record<string, string>> = {
  whole: renderDocumentPage({ document: printDocument(kinds, staff), pictures: new Map(), primitives }),
  draft: renderDocumentPage({ document: printDocument(draft, staff), pictures: new Map(), primitives }),
  cut: renderCutPage({
    text: sealed.cuts.get("SWE") ?? "",
    names: { SWE: "Sweden" },
    authority: sealed.authority,
    script: readSelfCheck(),
    primitives,
  }),
};

let browser: Browser;
let closeBrowser: (() => Promise<void>) | null = null;
let server: Server;

beforeAll(async () => {
  ({ browser, close: closeBrowser } = await launchBrowser());
  server = createServer((request, response) => {
    const page = pages[(request.url ?? "").slice(1)];
    response.writeHead(page === undefined ? 204 : 200, { "content-type": "text/html; charset=utf-8" });
    response.end(page);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});

afterAll(async () => {
  await closeBrowser?.();
  server.close();
});

const views = [
  { name: "wide and light", width: 1280, colorScheme: "light" },
  { name: "wide and dark", width: 1280, colorScheme: "dark" },
  { name: "360 px", width: 360, colorScheme: "light" },
] as const;

test.each(Object.keys(pages).flatMap((name) => views.map((view) => ({ page: name, ...view }))))(
  "the $page page, $name, has no barriers and stays within its window",
  async ({ page: name, width, colorScheme }) => {
    const { port } = server.address() as AddressInfo;
    const watched = await openWatched(browser, `http://127.0.0.1:${port}/${name}`, {
      viewport: { width, height: 900 },
      colorScheme,
    });
    try {
      expect(await findBarriers(watched.page)).toEqual([]);
      expect(await findOverflow(watched.page)).toEqual([]);
      expect(await watched.page.getByRole("table").getByRole("columnheader").count()).toBe(2);
      expect(watched.complaints).toEqual([]);
    } finally {
      await watched.close();
    }
  },
);
