// The desk of coming in: which of its pages an address shows.
import { useEffect } from "react";
import type { ReactElement } from "react";
import { FirstStartPage, InvitationPage } from "./entry-page.tsx";
import { SeatPage } from "./seat-page.tsx";
import { ReturnPage, SignInPage } from "./sign-in-page.tsx";

const pages: Readonly<Record<string, { readonly title: string; readonly page: () => ReactElement }>> = {
  "/sign-in": { title: "Sign in", page: SignInPage },
  "/sign-in/return": { title: "Signing in", page: ReturnPage },
  "/first-start": { title: "First start", page: FirstStartPage },
  "/invitation": { title: "Invitation", page: InvitationPage },
  "/seat": { title: "My seat", page: SeatPage },
};

/** Whether the address is one of this desk. */
export const isSignInPath = (path: string): boolean => Object.hasOwn(pages, path);

export function SignInDesk({ path }: { path: string }) {
  const { title, page: Page } = pages[path] ?? { title: "Sign in", page: SignInPage };
  useEffect(() => {
    document.title = `${title} – Entente`;
  }, [title]);
  return <Page />;
}
