// Every route of the node. A module's routes.ts that is not here fails the build (scripts/check-routes.ts).
import { approachRoutes } from "../approaches/routes.ts";
import { boardRoutes } from "../board/routes.ts";
import { bundleRoutes } from "../bundles/routes.ts";
import { caseRoutes } from "../cases/routes.ts";
import { communityRoutes } from "../community/routes.ts";
import { consentRoutes } from "../consents/routes.ts";
import { documentRoutes } from "../documents/routes.ts";
import { handoutRoutes } from "../handouts/routes.ts";
import { jobRoutes } from "../jobs/routes.ts";
import { ledgerRoutes } from "../ledger/routes.ts";
import { measureRoutes } from "../measures/routes.ts";
import { mispRoutes, mispSearchRoutes, mispSyncRoutes } from "../misp/routes.ts";
import { noticeRoutes } from "../notices/routes.ts";
import { foreignRoutes, pairingRoutes, peerRoutes } from "../peers/routes.ts";
import { persuasionRoutes } from "../persuasion/routes.ts";
import { pledgeRoutes } from "../pledges/routes.ts";
import { recordRoutes } from "../publication/routes.ts";
import { caseRecordRoutes } from "../record/routes.ts";
import { cutRoutes, releaseRoutes } from "../releases/routes.ts";
import { keyRoutes } from "../rotations/routes.ts";
import type { Route } from "../routing/index.ts";
import { searchRoutes } from "../search/routes.ts";
import { seatRoutes } from "../seats/routes.ts";
import { tZeroRoutes } from "../t-zero/routes.ts";
import { taxiiRoutes } from "../taxii/routes.ts";
import { unsealingRoutes } from "../unsealings/routes.ts";
import { witnessRoutes } from "../witness/routes.ts";
import { signInRoutes } from "../sign-in/routes.ts";
import { makeApiRoutes } from "./api-docs.ts";
import { healthRoutes } from "./health.ts";
import { liveRoutes } from "./live-routes.ts";
import { metricsRoutes } from "./metrics.ts";

export const routes: readonly Route[] = [
  ...healthRoutes,
  ...metricsRoutes,
  ...makeApiRoutes(() => routes),
  ...liveRoutes,
  ...boardRoutes,
  ...approachRoutes,
  ...pledgeRoutes,
  ...persuasionRoutes,
  ...peerRoutes,
  ...pairingRoutes,
  ...foreignRoutes,
  ...bundleRoutes,
  ...tZeroRoutes,
  ...measureRoutes,
  ...caseRoutes,
  ...communityRoutes,
  ...documentRoutes,
  ...releaseRoutes,
  ...cutRoutes,
  ...handoutRoutes,
  ...unsealingRoutes,
  ...noticeRoutes,
  ...consentRoutes,
  ...searchRoutes,
  ...caseRecordRoutes,
  ...recordRoutes,
  ...jobRoutes,
  ...ledgerRoutes,
  ...mispRoutes,
  ...mispSyncRoutes,
  ...mispSearchRoutes,
  ...witnessRoutes,
  ...keyRoutes,
  ...signInRoutes,
  ...seatRoutes,
  ...taxiiRoutes,
];
