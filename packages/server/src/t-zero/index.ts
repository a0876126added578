// t-zero: the instant at which armed measures and texts open together.
export { armTZero, openTZero, setTZero } from "./t-zero.ts";
export { findTZero, measureWidth } from "./store.ts";
