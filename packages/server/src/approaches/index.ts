// approaches: going to a member with a cut, an ask and an answer-by instant; its questions and its position.
export {
  answerMember,
  askQuestion,
  deliverApproaches,
  lapseApproaches,
  openApproaches,
  openOwnCut,
  takePosition,
} from "./approaches.ts";
export { describePosition, positions, statedPositions } from "./rules.ts";
export type { Position } from "./rules.ts";
export { listApproaches } from "./store.ts";
