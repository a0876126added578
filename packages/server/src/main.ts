// The node as `npm start` runs it.
import "./compile-once.ts";

await import("./cli/serve-exercises.ts");
