// The desk of coming in: which of its pages an address shows.
import { useEffect } from "react";
import type { ReactElement } from "react";
import { FirstStartPage, InvitationPage } from "./entry-page.tsx";
import { useWords } from "../../words/locale.tsx";
import { entryWords } from "./entry-words.ts";
import { PeoplePage } from "./people-page.tsx";
import { SeatPage } from "./seat-page.tsx";
import { isSignInPath } from "./sign-in-paths.ts";
import type { SignInPath } from "./sign-in-paths.ts";
import { ReturnPage, SignInPage } from "./sign-in-page.tsx";

interface Page {
  readonly title: `title.${"sign-in" | "return" | "first-start" | "invitation" | "seat" | "people"}`;
  readonly page: () => ReactElement;
}

const pages: Readonly<Record<SignInPath, Page>> = {
  "/sign-in": { title: "title.sign-in", page: SignInPage },
  "/sign-in/return": { title: "title.return", page: ReturnPage },
  "/first-start": { title: "title.first-start", page: FirstStartPage },
  "/invitation": { title: "title.invitation", page: InvitationPage },
  "/seat": { title: "title.seat", page: SeatPage },
  "/seat/people": { title: "title.people", page: PeoplePage },
};

export function SignInDesk({ path }: { path: string }) {
  const say = useWords(entryWords);
  const { title, page: Page } = pages[isSignInPath(path) ? path : "/sign-in"];
  useEffect(() => {
    document.title = `${say(title)} – Entente`;
  }, [say, title]);
  return <Page />;
}
