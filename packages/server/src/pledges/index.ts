// pledges: what members will do under which condition, and what resolving them comes to.
export { placePledge, readPledgeRows, resolveCase } from "./pledges.ts";
export { findResolution, readPledgesForResolution } from "./store.ts";
