// Readers over HTTP, in a process of their own: `reads-load.ts ADDRESS MILLISECONDS CONNECTIONS`, and on the standard input the
// cookies of who reads, as a JSON list, one after the other. Prints how many answers came, how many bytes, and how many were
// none.
import { text } from "node:stream/consumers";
import autocannon from "autocannon";

const [url = "", ms = "0", connections = "0"] = process.argv.slice(2);
const cookies = JSON.parse(await text(process.stdin)) as readonly string[];
const result = await autocannon({
  ...{ url, connections: Number(connections), duration: Number(ms) / 1000 },
  requests: cookies.map((cookie) => ({ method: "GET", headers: { cookie } })),
});
const { non2xx, errors, duration } = result;
process.stdout.write(
  JSON.stringify({ read: result["2xx"], refused: non2xx + errors, bytes: result.throughput.total, duration }),
);
process.exit(0);
