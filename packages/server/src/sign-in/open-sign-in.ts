// Signing in as this node was told to: under which address, and through which providers.
import { readProviders } from "./providers.ts";
import type { Provider } from "./providers.ts";
import { openRelyingParty } from "./relying-party.ts";
import type { RelyingParty } from "./relying-party.ts";

export interface SignIn {
  readonly party: RelyingParty;
  readonly providers: readonly Provider[];
  /** The page that providers send browsers back to. */
  readonly returnTo: string;
}

/**
 * @param origin the node's public address, `https://entente.example`.
 * @param folder the data folder, where `sign-in.json` may name providers.
 * @throws ServerError START_OPTION_INVALID, SIGN_IN_SETTINGS_INVALID.
 */
export async function openSignIn({
  origin,
  folder,
}: {
  readonly origin: string;
  readonly folder: string;
}): Promise<SignIn> {
  return {
    party: openRelyingParty(origin, "Entente"),
    providers: await readProviders(folder),
    returnTo: `${origin}/sign-in/return`,
  };
}
