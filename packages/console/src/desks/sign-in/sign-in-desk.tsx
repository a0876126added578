// The desk of coming in: which of its pages an address shows.
import { useEffect } from "react";
import type { ReactElement } from "react";
import { FirstStartPage, InvitationPage } from "./entry-page.tsx";
import { SeatPage } from "./seat-page.tsx";
import { isSignInPath } from "./sign-in-paths.ts";
import type { SignInPath } from "./sign-in-paths.ts";
import { ReturnPage, SignInPage } from "./sign-in-page.tsx";

const pages: Readonly<Record<SignInPath, { readonly title: string; readonly page: () => ReactElement }>> = {
  "/sign-in": { title: "Sign in", page: SignInPage },
  "/sign-in/return": { title: "Signing in", page: ReturnPage },
  "/first-start": { title: "First start", page: FirstStartPage },
  "/invitation": { title: "Invitation", page: InvitationPage },
  "/seat": { title: "My seat", page: SeatPage },
};

export function SignInDesk({ path }: { path: string }) {
  const { title, page: Page } = pages[isSignInPath(path) ? path : "/sign-in"];
  useEffect(() => {
    document.title = `${title} – Entente`;
  }, [title]);
  return <Page />;
}
