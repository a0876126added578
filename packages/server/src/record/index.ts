// record: what of a case is published, put together from facts and clocks. Publishing itself is `publication`.
export { publishCase } from "./compose.ts";
