// Machines over HTTP, in a process of their own: `taxii-load.ts MILLISECONDS CONNECTIONS`, and on the standard input what they
// ask, as JSON; for 0 milliseconds, each path once. Each connection asks its own way through the paths and tokens. Prints how many answers came, how many bytes,
// and how many were none.
import { text } from "node:stream/consumers";
import autocannon from "autocannon";
import { TAXII, writeEnvelope } from "./taxii-world.ts";
import type { Load } from "./taxii-world.ts";

const [ms = "0", connections = "0"] = process.argv.slice(2);
const { url, paths, tokens, post } = JSON.parse(await text(process.stdin)) as Load;
let turn = 0;
const begun = performance.now();
let last = begun;
const result = await autocannon({
  // Where there is a number of requests to make, the duration counts for nothing.
  ...{ url, connections: Number(connections), duration: Number(ms) / 1000 },
  ...(Number(ms) === 0 && { amount: paths.length, duration: 1 }),
  method: post === null ? "GET" : "POST",
  requests: [
    {
      setupRequest: (request) => {
        turn += 1;
        last = performance.now();
        const token = tokens[turn % tokens.length] ?? "";
        const body = post === null ? undefined : writeEnvelope(post, `${process.pid}${turn}`);
        return {
          ...request,
          path: paths[turn % paths.length] ?? "",
          headers: {
            authorization: `Bearer ${token}`,
            accept: TAXII,
            ...(body !== undefined && { "content-type": TAXII }),
          },
          ...(body !== undefined && { body }),
        };
      },
    },
  ],
});
const { non2xx, errors } = result;
// A number of requests is over when the last was made, give or take one answer: the client looks for that once a second.
const duration = Number(ms) === 0 ? (last - begun) / 1000 : result.duration;
process.stdout.write(
  JSON.stringify({
    ...{ answered: result["2xx"], refused: non2xx + errors },
    ...{ bytes: result.throughput.total, duration },
  }),
);
process.exit(0);
