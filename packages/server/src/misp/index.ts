// misp: cuts as MISP events and feeds, and MISP events of others as evidence. MISP's own words are kept for what is MISP's:
// its *event* is one file of facts, which the rest of the house calls a document.
export { renderMispEvent } from "./event.ts";
export { readManifest, writeFeed } from "./feed.ts";
export { openAddress, openFolder, readFeed } from "./feed-client.ts";
export type { FeedSource } from "./feed-client.ts";
export { readMispEvents, readMispSources } from "./read-event.ts";
export type { MispSource } from "./read-event.ts";
export { sayReach } from "./reach.ts";
export { readNamed } from "./rules.ts";
