// Who a route lets in, asked in the transaction that does its work.
import type { Instant } from "@entente/core/encoding";
import { admitToCase, admitToNode, openPublicView } from "../access/index.ts";
import type { Admission, Caller, CaseIdentity, CaseSeats, View, Who } from "../access/index.ts";
import { findCaseToAdmit, isConcerned } from "../cases/index.ts";
import type { CaseRow } from "../cases/index.ts";
import { ServerError } from "../errors.ts";
import type { NodeServices, Route } from "../routing/index.ts";
import type { Reader } from "../storage/index.ts";

/** A request as it came in, and who sent it. */
export interface Asked {
  readonly params: object;
  readonly query: object;
  readonly body: unknown;
  readonly at: Instant;
  readonly caller: Caller;
  readonly node: NodeServices;
}

/** The call as the route gets it. @throws ServerError NOT_FOUND for whoever is not admitted, as for what is not there. */
export async function admit(route: Route, reader: Reader, asked: Asked): Promise<object> {
  const { who } = route;
  const { caller } = asked;
  if (who === "anyone") return asked;
  if (!isAboutCase(who)) {
    admitToNode(who, caller, asked.node.host);
    return asked;
  }
  const { case: slug } = asked.params as { case: string };
  const { params, node } = asked;
  const ahead = (view: View): void => route.ahead?.(reader, { view, params, node });
  const { row, view, seat, by } = await admitBySlug(who, reader, { caller, slug, ahead });
  // An exercise has its own clock, which stands where its script ended unless its control says otherwise.
  const at = row.exercise ? ((caller.kind === "exercise-control" ? caller.at : null) ?? row.clock) : asked.at;
  const inCase = { ...asked, view, row, by, at };
  if (route.transaction !== "change") return inCase;
  if (seat === null)
    throw new ServerError(
      "REQUEST_INVALID",
      "Say which office of the exercise acts, with the header entente-seat.",
    );
  return { ...inCase, act: { of: row, seat, at } };
}

interface Admitted extends Admission {
  readonly row: CaseRow;
}

/**
 * Admits to the case of that slug. To whom it is closed and where there is none, the same is asked of the database, so that
 * neither the answer nor how long it takes tells one from the other; what the case holds is read after that.
 */
async function admitBySlug(
  who: CaseSeats,
  reader: Reader,
  {
    caller,
    slug,
    ahead,
  }: { readonly caller: Caller; readonly slug: string; readonly ahead: (view: View) => void },
): Promise<Admitted> {
  const found = await findCaseToAdmit(reader, slug);
  const of = found?.of ?? NOWHERE;
  const admission = of === NOWHERE ? null : admitToCase(who, caller, of);
  const view = admission?.view ?? openPublicView(of);
  const asking = isConcerned(reader, view);
  ahead(view);
  const concerned = await asking;
  if (admission === null || !(concerned || view.reach === "case")) throw notFound();
  const row = (await found?.readRow()) ?? null;
  if (row === null) throw notFound();
  return { ...admission, row };
}

/** Stands for a case that is not there. */
const NOWHERE: CaseIdentity = { id: "00000000-0000-0000-0000-000000000000", lead: "", exercise: false };

function isAboutCase(who: Who): who is CaseSeats {
  return typeof who === "object" && "lead" in who;
}

/** The same for what is not there and for what is closed. */
export function notFound(): ServerError {
  return new ServerError(
    "NOT_FOUND",
    "There is nothing here, or you may not see it. The lead's desk can say more.",
  );
}
