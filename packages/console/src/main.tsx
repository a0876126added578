// Entry of the console: it asks what every screen asks and fetches the desk the address names, while the console's own code is
// on its way.
import { askEarly } from "./api/early.ts";
import { isSignInPath } from "./desks/sign-in/sign-in-paths.ts";
import { deskLoaders } from "./shell/desk-loaders.ts";
import { loadAgain } from "./shell/load-again.ts";
import { readPlace } from "./shell/places.ts";
import "./style/fonts.css";
import "./style/tokens.css";
import "./style/base.css";
import "./style/frame.css";
import "./style/shell.css";
import "./style/case.css";
import "./style/sign-in.css";
import "./style/plots.css";
import "./style/tables.css";
import "./style/print.css";

const root = document.getElementById("root");
if (root !== null) {
  const { pathname } = window.location;
  const place = readPlace(pathname);
  if (!isSignInPath(pathname)) askEarly();
  // The desk of an address that names none depends on who asks; most often it is the case's own.
  if (place !== null) deskLoaders[place.name ?? "case"]().catch(() => undefined);
  void import("./console-start.tsx").then(({ start }) => start(root), loadAgain);
}
