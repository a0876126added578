// Writers over HTTP, in a process of their own: `writes-load.ts ADDRESS CASE MILLISECONDS WRITERS`. Each asks one question
// after the other over its own connection; prints how many were acknowledged, and the first refusal if there was one.
import { randomBytes } from "node:crypto";
import { Agent, request } from "node:http";

const [address = "", slug = "", ms = "0", writers = "0", ...members] = process.argv.slice(2);
const agent = new Agent({ keepAlive: true, maxSockets: Number(writers) });
const until = performance.now() + Number(ms);
let acknowledged = 0;
let refused: string | null = null;

function ask(member: string): Promise<void> {
  const body = JSON.stringify({ text: randomBytes(12).toString("hex"), place: null, told: null });
  return new Promise((done, fail) => {
    const sent = request(
      new URL(`/api/cases/${slug}/questions`, address),
      {
        ...{ method: "POST", agent },
        headers: {
          ...{ "content-type": "application/json", "content-length": Buffer.byteLength(body) },
          ...{ "entente-seat": `${member}/desk`, "idempotency-key": randomBytes(16).toString("hex") },
        },
      },
      (answer) => {
        let text = "";
        answer.on("data", (chunk: Buffer) => (text += chunk.toString()));
        answer.on("end", () => {
          if (answer.statusCode === 200) acknowledged += 1;
          else refused ??= `${answer.statusCode ?? 0} ${text}`;
          done();
        });
      },
    );
    sent.once("error", fail);
    sent.end(body);
  });
}

await Promise.all(
  Array.from({ length: Number(writers) }, async (_, writer) => {
    const member = members[writer % members.length] ?? "";
    while (performance.now() < until && refused === null) await ask(member);
  }),
);
process.stdout.write(JSON.stringify({ acknowledged, refused }));
process.exit(0);
