import { request as askPlainly } from "node:http";
import { request as askSecurely } from "node:https";
import type { LookupFunction } from "node:net";
import { expect, it } from "vitest";
import { makeForms, resolveForm } from "./ssrf-forms.ts";
import { openGround, proof } from "./ssrf.proof.ts";

it(
  proof.claim,
  async () => {
    const seed = Date.now() % 2 ** 31;
    const said: string[] = [];
    const result = await proof.run({ cases: proof.smallCases, seed, report: (text) => said.push(text) });
    expect(result, `seed ${seed}`).toEqual({ cases: proof.smallCases, failures: 0, counterExample: null });
    // What is allowed was asked, so that nothing was only because nothing ever is.
    expect(said.join("\n")).toMatch(/peer was asked [1-9]/);
  },
  60_000,
);

it("finds a client that checks nothing", async () => {
  await using ground = await openGround();
  const forms = makeForms(300, 1, ground.sinks).filter(({ position }) => position === "configured");
  const lookup: LookupFunction = (host, { all }, done) => {
    const address = resolveForm(host);
    if (all === true) done(null, [{ address, family: 4 }]);
    else done(null, address, 4);
  };
  let found = 0;
  for (const { text } of forms) {
    const url = URL.parse(text);
    if (url?.protocol !== "http:" && url?.protocol !== "https:") continue;
    const ask = url.protocol === "http:" ? askPlainly : askSecurely;
    await new Promise<void>((done) => {
      const asking = ask(url, { lookup, timeout: 300 }, (answer) => answer.resume());
      asking.on("timeout", () => asking.destroy());
      asking.on("error", () => undefined);
      asking.on("close", done).end();
    });
    if (ground.takeSeen().length > 0) found += 1;
  }
  expect(found).toBeGreaterThan(forms.length / 4);
}, 60_000);
