// jobs: work that is done in the background, wanted in the transaction of a change, done once whatever is killed.
export type { Jobs, JobWish } from "./job.ts";
