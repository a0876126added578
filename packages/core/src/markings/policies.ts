// The built-in marking schemes as data, in `policies/`, in the order in which a bare mark is looked for.
import type { Policy } from "./marking.ts";
import { eu } from "./policies/eu.ts";
import { nato } from "./policies/nato.ts";
import { tlp } from "./policies/tlp.ts";
import { uk } from "./policies/uk.ts";
import { us } from "./policies/us.ts";

/**
 * The schemes a community may name in `policies`. Short level names are unique but for those of the United Kingdom and
 * the United States (S, TS): the policy of the document decides, and the other is written in full.
 */
export const builtInPolicies: readonly Policy[] = [uk, nato, eu, tlp, us];
