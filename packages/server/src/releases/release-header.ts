import { decodeBase64url, decodeUtf8, parseJson } from "@entente/core/encoding";
import type { ReleaseHeader, SignedPayload } from "@entente/core/releases";

/** What a release says of itself in clear, as this node signed it. */
export function headerOf({ payload }: Pick<SignedPayload, "payload">): ReleaseHeader {
  const said = parseJson(decodeUtf8(decodeBase64url(payload))) as unknown as ReleaseHeader;
  const { format, release, iss, iat, exercise, ledger, cnf, keys } = said;
  return { format, release, iss, iat, exercise, ledger, cnf, keys };
}
