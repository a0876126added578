// approaches: going to a member with a cut, an ask and an answer-by instant; its questions and its position.
export {
  deliverApproaches,
  lapseApproaches,
  openApproaches,
  openOwnCut,
  receiveOwnCut,
} from "./approaches.ts";
export { readCopies, readPrecedents, tellCompany } from "./persuading.ts";
export { answerQuestion, askQuestion, takePosition } from "./speaking.ts";
export type { Told } from "./speaking.ts";
export { describePosition, describeStanding, positions, statedPositions } from "./rules.ts";
export type { Evidence, Position, Standing } from "./rules.ts";
export { showApproaches, showPositions } from "./shown.ts";
export { listCompanyTold, listPositions, listQuestions } from "./spoken/store.ts";
export { listApproaches, readTrails } from "./store.ts";
