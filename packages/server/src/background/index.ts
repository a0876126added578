// background: what a node does by itself and what seats want done in the background: renderings, deliveries, T-0, reminders,
// asking witnesses. How work is queued, taken and ended is in jobs.
export { startBackground } from "./background.ts";
export { findReminders } from "./reminders.ts";
