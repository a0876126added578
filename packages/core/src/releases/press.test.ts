// The press gives, for every recipient, the very bytes that presenting and sealing one cut at a time give.
import { describe, expect, it } from "vitest";
import { concatBytes, decodeUtf8 } from "../encoding/index.ts";
import { portablePrimitives as primitives } from "../keys/index.ts";
import { digestCut, openPress, presentCut, sealCut, verifyCut } from "./index.ts";
import type { CutFile, PressedCut } from "./index.ts";
import { codeOf, IAT, sample, sealRelease } from "./release.fixture.ts";

const sealed = sealRelease({ document: sample, recipients: ["GBR", "USA", "CAN", "DEU", "FRA", "SWE"] });
const { issued, authority } = sealed;
const press = openPress(issued, primitives);
/** The pieces, copied as they are lent. */
function sealAll(cut: PressedCut, evidence: CutFile["evidence"]): readonly Uint8Array[] {
  const pieces: Uint8Array[] = [];
  cut.seal(evidence, (piece) => void pieces.push(piece.slice()));
  return pieces;
}
const evidenceOf = (text: string): CutFile["evidence"] => (JSON.parse(text) as CutFile).evidence;

describe("a press", () => {
  it("gives the bytes of each cut, digest and all, in whatever order recipients come", () => {
    const asked = sealed.plan.classes.flatMap(({ id, recipients }) =>
      recipients.map((recipient) => ({ class: id, recipient, iat: IAT + 60, authority })),
    );
    expect(asked.length).toBe(6);
    for (const request of [...asked, ...asked.toReversed()]) {
      const body = presentCut({ issued, ...request, primitives });
      const text = sealed.cuts.get(request.recipient) ?? "";
      const pressed = press.cut(request);
      expect(pressed.digest).toEqual(digestCut(body, primitives));
      expect(decodeUtf8(concatBytes(...sealAll(pressed, evidenceOf(text))))).toBe(text);
      expect(text).toBe(sealCut(body, evidenceOf(text)));
      expect(verifyCut({ text, trust: sealed.trust, primitives }).document.recipient).toBe(request.recipient);
    }
  });

  it("writes a class's openings once for all its recipients", () => {
    const [first] = sealed.plan.classes;
    const [one, two] = (first?.recipients ?? []).map((recipient) => {
      const lent: Uint8Array[] = [];
      press
        .cut({ class: first?.id ?? "", recipient, iat: IAT + 60, authority })
        .seal(evidenceOf(sealed.cuts.get(recipient) ?? ""), (piece) => void lent.push(piece));
      return lent;
    });
    expect(one?.[1]).toBe(two?.[1]);
    expect(one?.[2]).toBe(two?.[2]);
    expect(one?.[3]).not.toEqual(two?.[3]);
  });

  it("refuses what presenting refuses", () => {
    const good = { class: "c1", recipient: "GBR", iat: IAT + 60, authority };
    expect(codeOf(() => press.cut({ ...good, recipient: "SWE" }))).toBe("CUT_NOT_PLANNED");
    expect(codeOf(() => press.cut({ ...good, class: "c0" }))).toBe("CUT_NOT_PLANNED");
    expect(codeOf(() => press.cut({ ...good, iat: IAT - 1 }))).toBe("SHAPE_INVALID");
    expect(codeOf(() => press.cut({ ...good, authority: sealed.issuer.ed25519 }))).toBe("SHAPE_INVALID");
  });
});
