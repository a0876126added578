// NATO marks in the words of STANAG 4774 labels, after the example labels and the example policy of ADatP-4774. Labels say
// in a tag of its own, Context, whether a list follows; a Context of another kind (an operation, a partnership) has no
// counterpart in the built-in scheme and is refused: whoever uses it brings the policy file that explains it.
import type { PolicyIdentifier } from "../marking.ts";

export const natoIdentifier: PolicyIdentifier = {
  name: "NATO",
  uri: "urn:oid:1.3.26.1.3.1",
  classifications: [
    { level: "NATO UNCLASSIFIED", value: "UNCLASSIFIED" },
    { level: "NATO RESTRICTED", value: "RESTRICTED" },
    { level: "NATO CONFIDENTIAL", value: "CONFIDENTIAL" },
    { level: "NATO SECRET", value: "SECRET" },
    { level: "COSMIC TOP SECRET", value: "TOP SECRET" },
  ],
  tags: [
    { name: "Additional Sensitivity", uri: "urn:oid:1.3.26.1.4.1", part: "caveats", values: null },
    { name: "Releasable To", uri: "urn:oid:1.3.26.1.4.2", part: "releasableTo", values: null },
    { name: "Administrative", uri: "urn:oid:1.3.26.1.4.3", part: "notes", values: null },
  ],
  context: { name: "Context", unlisted: ["NATO"], listed: ["NATO", "Releasable"] },
};
