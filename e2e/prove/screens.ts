// Every screen there is, for the proofs that must not forget one: the desks and the ways of coming in come from the console
// itself, the pages beside it from what the node lists. One played exercise serves all proofs of a run.
import type { Browser } from "playwright-core";
import { deskPlaces, pathOf } from "../../packages/console/src/shell/places.ts";
import { nodeDesks, nodePath } from "../../packages/console/src/shell/node-places.ts";
import { signInPaths } from "../../packages/console/src/desks/sign-in/sign-in-paths.ts";
import { launchBrowser } from "../browser.ts";
import { openPlayedExercise } from "../exercise.ts";
import type { PlayedExercise } from "../exercise.ts";
import { listCuts } from "../withheld.ts";

export interface Screen {
  /** `pledges as EST/desk`. */
  readonly name: string;
  readonly path: string;
  /** The office it is looked at from; null: from all sides, or by anybody. */
  readonly seat: string | null;
}

export interface World {
  readonly exercise: PlayedExercise;
  readonly browser: Browser;
}

interface OpenedWorld extends World {
  readonly close: () => Promise<void>;
}

let held: { readonly world: Promise<OpenedWorld>; users: number } | null = null;

/** Lends the played exercise and a browser to `work`; whoever comes while it is lent gets the same. */
export async function withWorld<T>(work: (world: World) => Promise<T>): Promise<T> {
  held ??= { world: openWorld(), users: 0 };
  const mine = held;
  mine.users += 1;
  try {
    return await work(await mine.world);
  } finally {
    mine.users -= 1;
    if (mine.users === 0) {
      held = null;
      const opened = await mine.world.catch(() => null);
      await opened?.close();
    }
  }
}

async function openWorld(): Promise<OpenedWorld> {
  const exercise = await openPlayedExercise();
  try {
    const { browser, close } = await launchBrowser();
    return {
      ...{ exercise, browser },
      close: async () => {
        await close();
        await exercise.close();
      },
    };
  } catch (error) {
    await exercise.close();
    throw error;
  }
}

/** The desks that `seat` is offered in a case; null looks on from all sides. */
export function listDesks(slug: string, lead: string, seat: string | null): readonly Screen[] {
  const side = seat === null ? "all" : seat.startsWith(`${lead}/`) ? "lead" : "ally";
  return deskPlaces
    .filter(({ sides }) => sides.includes(side))
    .map(({ name }) => ({ name: `${name} as ${seat ?? "all sides"}`, path: pathOf(slug, name), seat }));
}

/** What stands beside the console: coming in, wrong addresses, the description of the API. */
export const listOutside = (): readonly Screen[] =>
  [...signInPaths, ...nodeDesks.map((desk) => nodePath(desk)), "/cases/nowhere", "/api/docs"].map((path) => ({
    name: path,
    path,
    seat: null,
  }));

/** The pages of the cuts of `recipient`. */
export async function listCutPages(
  origin: string,
  slug: string,
  recipient: string,
): Promise<readonly Screen[]> {
  const cuts = await listCuts(origin, slug);
  return cuts
    .filter((cut) => cut.recipient === recipient)
    .map(({ page, document }) => ({ name: `cut of ${document} for ${recipient}`, path: page, seat: null }));
}

/** The pages of a published record that a reader comes to from its first page. */
export async function listRecordPages(origin: string, slug: string): Promise<readonly Screen[]> {
  const first = `/records/${slug}/index.html`;
  const response = await fetch(`${origin}${first}`);
  if (!response.ok) return [];
  const links = (await response.text()).matchAll(/href="([^"#?:]+\.html)"/g);
  const paths = new Set([
    first,
    ...[...links].map(([, link = ""]) => new URL(link, `${origin}${first}`).pathname),
  ]);
  return [...paths].map((path) => ({ name: path, path, seat: null }));
}

/** A list in an order that the seed gives. */
export function shuffle<T>(list: readonly T[], random: () => number): readonly T[] {
  return list
    .map((one) => [random(), one] as const)
    .sort(([a], [b]) => a - b)
    .map(([, one]) => one);
}
