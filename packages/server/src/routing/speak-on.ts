import type { Route } from "./route.ts";
import type { Surface } from "./surface.ts";

/** The same routes, spoken on a surface. @throws Error where one has no address there: it is a fault of this program. */
export function speakOn(surface: Surface, routes: readonly Route[]): readonly Route[] {
  for (const { id, path } of routes)
    if (!path.startsWith(surface.prefix)) throw new Error(`${id} is on ${surface.name} and not at ${path}`);
  return routes.map((route) => ({ ...route, surface }));
}
