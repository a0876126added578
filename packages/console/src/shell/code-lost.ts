// Parts of the console that are fetched when they are wanted.
import { lazy } from "react";
import type { ComponentType } from "react";

/** A part of the console did not arrive. */
export class CodeLost extends Error {
  constructor(cause: unknown) {
    super("a part of the console did not arrive", { cause });
    this.name = "CodeLost";
  }
}

/** A component fetched when it is first shown. Throws CodeLost to the boundary around it where it does not arrive. */
export function fetchWhenShown<P>(load: () => Promise<ComponentType<P>>): ComponentType<P> {
  return lazy(async () => {
    try {
      return { default: await load() };
    } catch (cause) {
      throw new CodeLost(cause);
    }
  });
}
