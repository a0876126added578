// http: the edge. What a request is asked of, and by whom, is decided below it; here is how it comes in and what goes out.
export { createApp } from "./app.ts";
export { loopbackEdge, readTls } from "./edge.ts";
export type { Edge, Tls } from "./edge.ts";
export { identifyExerciseControl } from "./identify.ts";
export type { Identify } from "./identify.ts";
export { identifySeats } from "./identify-seats.ts";
export { openInProcess } from "./in-process.ts";
export { openTraces } from "./traces.ts";
export { listen, replaceTls } from "./listen.ts";
