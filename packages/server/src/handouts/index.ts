// handouts: what was released, as files to hand out.
export { readHandouts } from "./handouts.ts";
