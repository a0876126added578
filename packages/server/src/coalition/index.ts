// coalition: approaches, questions, positions, pledges, resolution, T-0.
export {
  answerMember,
  askQuestion,
  deliverApproaches,
  lapseApproaches,
  openApproaches,
  openOwnCut,
  takePosition,
} from "./approaches.ts";
export { armTZero, openTZero, placePledge, readPledgeRows, resolveCase, setTZero } from "./pledges.ts";
export { describePosition, positions, statedPositions } from "./rules.ts";
export type { Position } from "./rules.ts";
export {
  findResolution,
  findTZero,
  listApproaches,
  measureWidth,
  readPledgesForResolution,
} from "./store.ts";
