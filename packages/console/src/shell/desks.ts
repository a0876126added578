// Every desk as a component that is loaded when it is opened.
import { lazy } from "react";
import type { ComponentType } from "react";
import { deskLoaders } from "./desk-loaders.ts";
import type { DeskProps } from "./desk-props.ts";
import { deskPlaces } from "./places.ts";
import type { DeskName } from "./places.ts";

export const deskPages = Object.fromEntries(
  deskPlaces.map(({ name }) => [name, lazy(async () => ({ default: await deskLoaders[name]() }))]),
) as Readonly<Record<DeskName, ComponentType<DeskProps>>>;
