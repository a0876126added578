// The steps of T-0: setting it, being ready, arming, what members do on the way, the opening and its rehearsal.
import { readInstant, readObject, readString, readStrings, readWord } from "@entente/core/encoding";
import type { JsonObject } from "@entente/core/encoding";
import {
  actOnTZero,
  armTZero,
  countUnready,
  itemStates,
  openTZero,
  readinessItems,
  rehearseTZero,
  setTZero,
  standDownTZero,
  stateReadiness,
} from "../t-zero/index.ts";
import type { TZeroWish } from "../t-zero/index.ts";
import type { Action } from "./scenario.ts";
import type { Perform } from "./stage.ts";

/** An act of a member, with its reason and, of an embargo, its end. */
function wish(act: TZeroWish["act"]): Perform {
  return async (tx, on, input, { arrangements, jobs }) => {
    const words = readObject(input, "with", ["reason", ...(act === "embargo" ? ["until"] : [])]);
    const { reason, until } = words;
    await actOnTZero(tx, on, {
      wish: {
        ...{ act, reason: readString(reason, "with.reason") },
        until: until === undefined ? null : readInstant(readString(until, "with.until")),
      },
      rules: arrangements.tZero,
      jobs,
    });
  };
}

function readItems(items: JsonObject[string] | undefined) {
  return Object.entries(readObject(items ?? {}, "with.items", [], readinessItems)).map(([item, state]) => ({
    item: readWord(item, "with.items", readinessItems),
    state: readWord(state, `with.items.${item}`, itemStates),
  }));
}

export const tZeroPerformances: Readonly<Record<Extract<Action, `t-zero.${string}`>, Perform>> = {
  "t-zero.set": async (tx, act, input, { community }) => {
    const { instant, members } = readObject(input, "with", ["instant"], ["members"]);
    await setTZero(tx, act, {
      instant: readInstant(readString(instant, "with.instant")),
      members: readStrings(members ?? [], "with.members"),
      community,
    });
  },
  "t-zero.ready": async (tx, act, input) => {
    const { items, text } = readObject(input, "with", [], ["items", "text"]);
    await stateReadiness(tx, act, {
      items: readItems(items),
      text: text === undefined ? null : readString(text, "with.text"),
    });
  },
  "t-zero.arm": async (tx, act, input, { jobs }) => {
    readObject(input, "with", []);
    // Whoever arms in a script has seen what there is to be seen, as whoever approves a release has.
    await armTZero(tx, act, { unreadySeen: await countUnready(tx, act.of), jobs });
  },
  "t-zero.hold": wish("hold"),
  "t-zero.resume": wish("resume"),
  "t-zero.embargo": wish("embargo"),
  "t-zero.lift": wish("lift"),
  "t-zero.exit": wish("exit"),
  "t-zero.stand-down": async (tx, act, input) =>
    standDownTZero(tx, act, readString(readObject(input, "with", ["reason"])["reason"], "with.reason")),
  "t-zero.rehearse": async (tx, act, input) => {
    readObject(input, "with", []);
    await rehearseTZero(tx, act);
  },
  "t-zero.open": async (tx, act, input, { arrangements }) => {
    readObject(input, "with", []);
    return openTZero(tx, act, arrangements.tZero);
  },
};
