// Every desk as a component that is loaded when it is opened.
import type { ComponentType } from "react";
import { fetchWhenShown } from "./code-lost.ts";
import { deskLoaders } from "./desk-loaders.ts";
import type { DeskProps } from "./desk-props.ts";
import type { DeskName } from "./places.ts";

const open = (name: DeskName): ComponentType<DeskProps> => fetchWhenShown(() => deskLoaders[name]());

export const deskPages: Readonly<Record<DeskName, ComponentType<DeskProps>>> = {
  ...{ inbox: open("inbox"), case: open("case"), documents: open("documents"), releases: open("releases") },
  ...{ approaches: open("approaches"), pledges: open("pledges"), "t-zero": open("t-zero") },
  ...{ record: open("record"), members: open("members"), ledger: open("ledger"), journal: open("journal") },
};
