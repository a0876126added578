// Presenting: a cut is the signed body, the openings chosen for one recipient, and a key-binding JWT of the release
// authority over exactly those (RFC 9901 section 4.3), in JWS JSON general serialisation (section 8).
import { canonicalize, InputError, utf8 } from "../encoding/index.ts";
import type { JsonObject } from "../encoding/index.ts";
import type { Primitives, Signer } from "../keys/index.ts";
import { readOpened } from "./cut-document.ts";
import { ALGORITHM, compactJws, readPart, signJws } from "./jws.ts";
import { inReadingOrder, KEY_BINDING_TYPE, readHeader, readName } from "./release-payload.ts";
import type { CutBody, CutFile, IssuedRelease } from "./release.ts";
import { compactSdJwt, digestText, openDisclosures } from "./sd-jwt.ts";

/**
 * Makes the cut of `issued` for one recipient.
 * `released` lists places (`p7`, `p7/2`, `n1`), a part only together with its whole; `iat` in seconds since 1970.
 * @throws InputError SHAPE_INVALID for no place, an unknown or repeated one, a part without its whole, a time before
 *   the release, or an authority that is not the one named in the release.
 */
export function presentCut({
  issued,
  released,
  recipient,
  iat,
  authority,
  primitives,
}: {
  readonly issued: IssuedRelease;
  readonly released: readonly string[];
  readonly recipient: string;
  readonly iat: number;
  readonly authority: Signer;
  readonly primitives: Primitives;
}): CutBody {
  const payload = readPart(issued.payload, "payload");
  const header = readHeader(payload);
  if (authority.publicKey.x !== header.cnf.jwk.x)
    refuse("This release names another release authority: only that one's key can bind its cuts");
  if (!Number.isSafeInteger(iat) || iat < header.iat) refuse("A cut cannot be older than its release");
  const chosen = chooseOpenings(issued, released);
  const { opened, order } = openDisclosures(
    { payload: inReadingOrder(payload), disclosures: chosen },
    primitives,
  );
  // Whatever no reader would accept, such as a row without its table, is not bound either.
  readOpened(opened);
  const disclosures = order.map(({ text }) => text);
  const sdJwt = compactSdJwt(compactJws(issued), disclosures);
  const binding: JsonObject = {
    aud: readName(recipient, "recipient"),
    iat,
    nonce: header.release,
    sd_hash: digestText(sdJwt, primitives),
  };
  const keyBinding = signJws({
    header: { alg: ALGORITHM, typ: KEY_BINDING_TYPE },
    payload: binding,
    signer: authority,
  });
  return {
    payload: issued.payload,
    signatures: [
      {
        protected: issued.protected,
        signature: issued.signature,
        header: { disclosures, kb_jwt: compactJws(keyBinding) },
      },
    ],
  };
}

/** SHA-256 over the ASCII of the compact SD-JWT+KB: what the ledger commits to when a cut is made. */
export function digestCut(body: CutBody, primitives: Primitives): Uint8Array {
  return primitives.sha256(utf8(compactCut(body)));
}

/** The text of a cut file: canonical JSON and one newline. */
export function sealCut(body: CutBody, evidence: CutFile["evidence"]): string {
  const signatures = body.signatures.map((one) => ({
    protected: one.protected,
    signature: one.signature,
    header: { disclosures: [...one.header.disclosures], kb_jwt: one.header.kb_jwt },
  }));
  const release = { payload: body.payload, signatures };
  const ledger = {
    release: { opening: { ...evidence.release.opening }, proof: evidence.release.proof },
    cut: { opening: { ...evidence.cut.opening }, proof: evidence.cut.proof },
  };
  return `${canonicalize({ format: "entente-cut/1", release, evidence: ledger })}\n`;
}

/** The compact SD-JWT+KB of a body. */
function compactCut({ payload, signatures }: CutBody): string {
  const [first] = signatures;
  if (first === undefined) return refuse("A cut has one signature");
  const issuerJwt = compactJws({ payload, protected: first.protected, signature: first.signature });
  return `${compactSdJwt(issuerJwt, first.header.disclosures)}${first.header.kb_jwt}`;
}

function chooseOpenings(issued: IssuedRelease, released: readonly string[]): string[] {
  const places = new Set(released);
  if (places.size === 0 || places.size !== released.length)
    refuse("A cut releases at least one place, and none of them twice");
  return released.map((place) => {
    const parent = place.includes("/") ? place.slice(0, place.lastIndexOf("/")) : place;
    if (!places.has(parent)) refuse(`${place} cannot be released without ${parent}`);
    const opening = Object.hasOwn(issued.openings, place) ? issued.openings[place] : undefined;
    return opening ?? refuse(`${place} is no place of this release`);
  });
}

function refuse(message: string): never {
  throw new InputError("SHAPE_INVALID", message);
}
