// The `entente` command: what it was compiled to is looked for before anything else is loaded.
import "../compile-once.ts";

await import("./commands.ts");
