// board: what the first screen of a case shows.
export { composeOverview } from "./overview.ts";
