// Every route of the node. A module's routes.ts that is not here fails the build (scripts/check-routes.ts).
import { approachRoutes } from "../approaches/routes.ts";
import { boardRoutes } from "../board/routes.ts";
import { documentRoutes } from "../documents/routes.ts";
import { ledgerRoutes } from "../ledger/routes.ts";
import { measureRoutes } from "../measures/routes.ts";
import { noticeRoutes } from "../notices/routes.ts";
import { persuasionRoutes } from "../persuasion/routes.ts";
import { pledgeRoutes } from "../pledges/routes.ts";
import { recordRoutes } from "../publication/routes.ts";
import { cutRoutes } from "../releases/routes.ts";
import type { Route } from "../routing/index.ts";
import { tZeroRoutes } from "../t-zero/routes.ts";
import { witnessRoutes } from "../witness/routes.ts";
import { healthRoutes } from "./health.ts";

export const routes: readonly Route[] = [
  ...healthRoutes,
  ...boardRoutes,
  ...approachRoutes,
  ...pledgeRoutes,
  ...persuasionRoutes,
  ...tZeroRoutes,
  ...measureRoutes,
  ...documentRoutes,
  ...cutRoutes,
  ...noticeRoutes,
  ...recordRoutes,
  ...ledgerRoutes,
  ...witnessRoutes,
];
