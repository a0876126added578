// Who asks: a credential is looked up, and nothing else in a request says anything about identity.
import { readInstant } from "@entente/core/encoding";
import { readSeat } from "../access/index.ts";
import type { Caller } from "../access/index.ts";
import type { Presented } from "../routing/index.ts";

export type { Identify } from "../routing/index.ts";

/**
 * An exercise node, which only this machine reaches: whoever asks is exercise control and says which office it plays.
 * @throws ServerError REQUEST_INVALID for what is no seat, InputError for what is no instant.
 */
export const identifyExerciseControl = ({ headers }: Presented): Promise<Caller> => {
  const { "entente-seat": seat, "entente-at": at } = headers;
  return Promise.resolve({
    kind: "exercise-control",
    seat: seat === undefined ? null : readSeat(String(seat)),
    at: at === undefined ? null : readInstant(String(at)),
  });
};
