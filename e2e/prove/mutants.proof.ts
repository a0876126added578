// npm run prove -- mutants: nothing but the true file verifies, of everything that leaves a node: cuts, their pages, unsealings,
// notices, approvals and a record.
import { encodeBase64url } from "@entente/core/encoding";
import {
  digestNotice,
  listPresentations,
  sealNotice,
  sealUnsealing,
  signApproval,
  signNotice,
  unsealPlaces,
  verifyApproval,
  verifyCut,
  verifyNotice,
  verifyUnsealing,
} from "@entente/core/releases";
import { AT, IAT, sample, sealRelease } from "../../packages/core/src/releases/release.fixture.ts";
import type { Proof } from "./contract.ts";
import { makeSubjects } from "./cut-mutants.proof.ts";
import { runMutants, single } from "./mutation.ts";
import type { Subject } from "./mutation.ts";
import { nativeTools } from "./native-tools.ts";

const { primitives } = nativeTools;

export const proof: Proof = {
  name: "mutants",
  claim: "Whatever byte or member of a file that leaves a node is changed, it does not verify.",
  smallCases: 3000,
  defaultCases: 1_000_000,
  run: (options) => runMutants([...makeSubjects(options.seed), ...makeSequels(options.seed)], options),
};

/** What follows a cut, each beside it. */
function makeSequels(seed: number): readonly Subject[] {
  const sealed = sealRelease({
    ...{ document: sample, recipients: ["SWE"], seed: `mutants ${seed}`, tools: nativeTools },
  });
  const { issued, authority, commit, trust } = sealed;
  const cut = sealed.cuts.get("SWE") ?? "";
  const { header } = verifyCut({ text: cut, trust, primitives }).document;
  const opened = unsealPlaces({ issued, cut, places: ["p5"], iat: IAT + 120, authority, primitives });
  const unsealing = sealUnsealing(opened.body, commit("unsealing", opened.digest));
  const notice = signNotice({
    notice: { kind: "recall", text: "Sent by mistake.", replacedBy: null, at: AT },
    header,
    authority,
  });
  const noticeFile = sealNotice(notice, commit("notice", digestNotice(notice, primitives)));
  const approval = signApproval({
    approval: {
      ...{ release: header.release, planDigest: encodeBase64url(new Uint8Array(32)), at: AT },
      ...{ proposedBy: "drafter", approvedBy: "authority" },
      presentations: listPresentations(issued, primitives),
    },
    authority,
  });
  return [
    single(
      "unsealing",
      unsealing,
      (text) => void verifyUnsealing({ cut, unsealing: text, trust, primitives }),
    ),
    single("notice", noticeFile, (text) => void verifyNotice({ text, header, trust, primitives })),
    single(
      "approval",
      approval,
      (text) => void verifyApproval({ text, authority: authority.publicKey, primitives }),
    ),
  ];
}
