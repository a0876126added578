// The cases of `vectors/kits`: what a kit carries and the page of it. A refused case is the accepted one with one part replaced
// by another, so that nothing but what is wrong differs.
import { decodeBase64url, encodeBase64url } from "../encoding/index.ts";
import { portablePrimitives as primitives } from "../keys/index.ts";
import { digestLetter, writePeerCard } from "../letters/index.ts";
import type { Letter } from "../letters/index.ts";
import { lead, makeSampleNode } from "../letters/letters.fixture.ts";
import { holder, makeSampleKit, sealSampleKit, writeApproach, writeBrought } from "./kit.fixture.ts";
import { writeKit } from "./index.ts";

export interface ValidKit {
  readonly why: string;
  /** What the kit carries, `entente-kit/1`. */
  readonly kit: string;
  /** The page of it, with its signatures. */
  readonly page: string;
  readonly says: {
    readonly lead: string;
    readonly own: string;
    readonly ask: string;
    readonly cuts: readonly { readonly name: string; readonly recipient: string; readonly release: string }[];
    readonly received: number;
    readonly written: number;
  };
}

export interface InvalidKit {
  readonly why: string;
  readonly code: string;
  /** What of the accepted case is changed. */
  readonly of: "kit" | "page";
  /** Its first occurrence is replaced; "" stands for the very beginning. */
  readonly from: string;
  readonly to: string;
}

export interface KitVectors<Case> {
  readonly about: string;
  readonly cases: readonly Case[];
}

/** `vectors/kits/kits_valid.json`. */
export function listValidKits(): KitVectors<ValidKit> {
  const kit = makeSampleKit();
  const { cuts } = writeApproach().letter.content as { readonly cuts: readonly { readonly title: string }[] };
  return {
    about: "A kit, with what it says once it was verified.",
    cases: [
      {
        ...{ why: "one letter, one cut", kit: writeKit(kit), page: sealSampleKit(kit) },
        says: {
          ...{ lead: lead.party.node, own: holder.party.node, ask: "Act with us.", received: 1, written: 0 },
          cuts: cuts.map(({ title }) => ({
            ...{ name: title, recipient: "SWE", release: "olynPHGJ4qLKWs8giLV-KA" },
          })),
        },
      },
    ],
  };
}

/** `vectors/kits/kits_invalid.json`. */
export function listInvalidKits(): KitVectors<InvalidKit> {
  const kit = makeSampleKit();
  const { letter, cut } = writeApproach();
  const other = makeSampleNode("DEU", 21);
  const foreign = writeApproach("CAN");
  const files = [cut];
  const brings = (letters: readonly Letter[], by = lead): string => writeBrought({ letters, files, by });
  const question: Letter = {
    ...{ ...letter, kind: "answer", content: { question: 1, outcome: "answered", text: "Yes." }, files: [] },
  };
  const later: Letter = { ...letter, number: 2, before: digestLetter(question, primitives) };
  const ofKit = (code: string, why: string, from: string, to: string): InvalidKit => ({
    ...{ why, code, of: "kit", from, to },
  });
  const ofPage = (code: string, why: string, from: string, to: string): InvalidKit => ({
    ...{ why, code, of: "page", from, to },
  });
  const carried = (code: string, why: string, bundle: string): InvalidKit =>
    ofKit(code, why, kit.bundle, bundle);
  const changed = decodeBase64url(kit.bundle);
  changed[changed.length - 3] = (changed[changed.length - 3] ?? 0) ^ 1;
  const quoted = (text: string): string => JSON.stringify(text);
  return {
    about: "Kits that are refused, with the code of the first thing that is wrong with them.",
    cases: [
      ofKit("JSON_SYNTAX", "something before it", "", "x"),
      ofKit("JSON_NOT_CANONICAL", "a space", "", " "),
      ofKit("JSON_DUPLICATE_KEY", "a member twice", "{", '{"case":"a",'),
      ofKit("SHAPE_INVALID", "a member that is not part of it", "{", '{"a":1,'),
      ofKit("SHAPE_INVALID", "names that are no text", '"GBR":"The lead"', '"GBR":1'),
      ofKit("KIT_INVALID", "another format", "entente-kit/1", "entente-kit/2"),
      ofKit("KIT_INVALID", "a key that is too short", kit.seeds.ed25519, "AAAA"),
      ofKit("KIT_INVALID", "another key than its card says", kit.seeds.ed25519, kit.seeds.mlDsa),
      ofKit("KIT_INVALID", "another post-quantum key than its card says", kit.seeds.mlDsa, kit.seeds.ed25519),
      ofKit("KIT_INVALID", "another member's card", quoted(kit.card), quoted(writePeerCard(other.card))),
      ofKit("KIT_INVALID", "a case of which it says nothing", '"case":"salisbury-2018"', '"case":"other"'),
      ofKit("KEY_UNTRUSTED", "another lead", quoted(kit.lead), quoted(writePeerCard(other.card))),
      carried("BASE64_INVALID", "a bundle that is not base64url", `${kit.bundle}=`),
      carried("BUNDLE_SYNTAX", "no bundle", ""),
      carried("FILE_MISMATCH", "a cut that was changed", encodeBase64url(changed)),
      carried("KEY_UNTRUSTED", "letters of another node", brings([{ ...letter, from: other.party }], other)),
      carried("KIT_INVALID", "letters from the second on", brings([later])),
      carried("KIT_INVALID", "nothing asked", writeBrought({ letters: [question], files: [] })),
      carried(
        "KEY_UNTRUSTED",
        "a cut for somebody else",
        writeBrought({ letters: [foreign.letter], files: [foreign.cut] }),
      ),
      ofPage("KIT_INVALID", "no kit in it", 'id="entente-kit"', 'id="other"'),
      ofPage("RENDERING_MISMATCH", "another ask is shown", "Act with us.</q>", "Stand aside.</q>"),
      ofPage("RENDERING_MISMATCH", "something more is shown", "</body>", "<p>More.</p></body>"),
      ofPage("RENDERING_MISMATCH", "something before it", "", "\n"),
      ofPage("RENDERING_MISMATCH", "no signatures", "<!-- entente-kit-signature", "<!-- "),
      ofPage(
        "RENDERING_MISMATCH",
        "another script under the policy of its own",
        ">0;</script>",
        ">1;</script>",
      ),
    ],
  };
}
