// Telling a member of the company it would be in. Counted from open pledges alone: what is sealed is tried on by nothing.
import type { Arrangements, CompanyRange } from "@entente/core/arrangements";
import { countCompany } from "@entente/core/coalition";
import type { CompiledCommunity } from "@entente/core/markings";
import { openSeatView } from "../access/index.ts";
import type { Act } from "../access/index.ts";
import { tellCompany } from "../approaches/index.ts";
import type { Transactor } from "../storage/index.ts";
import { readOpenPledges } from "./pledges.ts";

/**
 * Tells `member` how many others would act if it did, as the range the community's rule allows, and writes down that it was.
 * @throws PolicyError TRANSITION_REFUSED where the rule allows nothing; ServerError FORBIDDEN, NOT_FOUND.
 */
export async function tellOfCompany(
  tx: Transactor,
  act: Act,
  {
    member,
    community,
    arrangements,
  }: {
    readonly member: string;
    readonly community: CompiledCommunity;
    readonly arrangements: Arrangements;
  },
): Promise<CompanyRange & { readonly most: number }> {
  const view = openSeatView(act.seat, act.of);
  const { kinds } = arrangements;
  const others = countCompany(await readOpenPledges(tx, view, { community, kinds, at: act.at }), member);
  const most = community.community.members.filter(
    ({ id, kind }) => kind !== "public" && id !== member,
  ).length;
  return { ...(await tellCompany(tx, act, { member, others, most, arrangements })), most };
}
