// The least a node could be: Fastify with one route that asks the database, over a database that is there. The peer of
// `bench footprint`: `node bare-node.ts DATABASE-URL`, prints its address.
import Fastify from "fastify";
import pg from "pg";

const [connectionString = ""] = process.argv.slice(2);
const pool = new pg.Pool({ connectionString, max: 16 });
const app = Fastify({ logger: false });
app.get("/api/health", async () => {
  await pool.query("SELECT 1");
  return { status: "ready" };
});
process.stdout.write(`${await app.listen({ host: "127.0.0.1", port: 0 })}\n`);
