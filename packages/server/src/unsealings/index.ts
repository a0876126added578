// unsealings: handing one recipient, or the public, further openings of a release that is signed already. It widens who
// reads what, so it takes two persons as a release does.
export { approveUnsealing, issueUnsealing, planUnsealing } from "./unsealings.ts";
export { listUnsealingFiles, listUnsealings } from "./store.ts";
