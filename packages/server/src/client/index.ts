// client: how a command asks a node, over HTTP or in the same process. The types are generated from the API's own
// description, so a command cannot ask for what no route takes.
export { answerOf, openClient } from "./client.ts";
export type { NodeClient, Transport } from "./client.ts";
export { openHttpTransport } from "./http-transport.ts";
export { NodeProblem } from "./problem.ts";
export type { operations } from "../../../../formats/api.d.ts";
