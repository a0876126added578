// Coming in as persons do: a real node, a real browser with a device that has passkeys, and a real provider beside it.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Browser, BrowserContext, CDPSession, Page } from "playwright-core";
import { startProvider } from "../packages/server/src/sign-in/provider.fixture.ts";
import type { TestProvider } from "../packages/server/src/sign-in/provider.fixture.ts";
import { launchBrowser } from "./browser.ts";
import { openRealNodeHere } from "./real-node.ts";
import type { RealNode } from "./real-node.ts";
import { findBarriers, findOverflow, openWatched, walkByTab } from "./watched-page.ts";

let provider: TestProvider | null = null;
let there: RealNode;
let browser: Browser;
let closeBrowser: (() => Promise<void>) | null = null;

beforeAll(async () => {
  there = await openRealNodeHere(async (origin) => {
    provider = await startProvider(`${origin}/sign-in/return`);
    const { id, name, issuer, clientId, clientSecret } = provider.provider;
    const entry = { id, name, issuer, client_id: clientId, client_secret_file: "ministry.secret" };
    return { "sign-in.json": JSON.stringify({ providers: [entry] }), "ministry.secret": clientSecret };
  });
  ({ browser, close: closeBrowser } = await launchBrowser());
});

afterAll(async () => {
  await closeBrowser?.();
  await provider?.close();
  // Undefined when the setup failed.
  await (there as RealNode | undefined)?.close();
});

/** A device with passkeys, attached to a page. */
interface Device {
  readonly id: string;
  /** Whether its owner is there. */
  readonly attend: (there: boolean) => Promise<void>;
}

interface Person {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly complaints: string[];
  readonly attach: (transport: "internal" | "usb") => Promise<Device>;
  readonly close: () => Promise<void>;
}

async function openPerson(path: string): Promise<Person> {
  const { page, complaints, close } = await openWatched(browser, `${there.origin}/sign-in`);
  const session: CDPSession = await page.context().newCDPSession(page);
  await session.send("WebAuthn.enable");
  const attach = async (transport: "internal" | "usb"): Promise<Device> => {
    const { authenticatorId } = await session.send("WebAuthn.addVirtualAuthenticator", {
      options: {
        ...{ protocol: "ctap2", transport, hasResidentKey: true, hasUserVerification: true },
        ...{ isUserVerified: true, automaticPresenceSimulation: true },
      },
    });
    return {
      id: authenticatorId,
      attend: async (enabled) => {
        await session.send("WebAuthn.setAutomaticPresenceSimulation", { authenticatorId, enabled });
      },
    };
  };
  if (path !== "/sign-in") await page.goto(`${there.origin}${path}`);
  return { page, context: page.context(), complaints, attach, close };
}

/** Asks the node from within the page, as its session. */
function ask(page: Page, method: string, path: string, body: object | null = null) {
  return page.evaluate(
    async ([how, where, sent]) => {
      const response = await fetch(where, {
        method: how,
        headers: sent === null ? {} : { "content-type": "application/json" },
        body: sent,
      });
      return { status: response.status, body: (await response.json()) as Record<string, unknown> };
    },
    [method, path, body === null ? null : JSON.stringify(body)] as const,
  );
}

/** What an administrator does while on the telephone: invites, and confirms what is read back. */
async function invite(admin: Page, seat: string): Promise<{ readonly id: string; readonly code: string }> {
  const { status, body } = await ask(admin, "POST", "/api/invitations", { seat, cases: "all" });
  expect(status).toBe(200);
  return body as { id: string; code: string };
}

async function acceptAndConfirm(person: Person, admin: Page, seat: string): Promise<void> {
  const { id, code } = await invite(admin, seat);
  await person.page.getByLabel("Code", { exact: true }).fill(code.toLowerCase());
  await person.page.getByRole("button", { name: "Accept the invitation" }).click();
  const check = await person.page.locator(".read-aloud").innerText();
  const { body } = await ask(admin, "POST", `/api/invitations/${id}/confirmation`, { check });
  expect(body).toEqual({ right: true });
  await person.page.getByRole("button", { name: "Make a passkey and come in" }).waitFor();
}

const seatHeading = (page: Page, name: string) => page.getByRole("heading", { level: 1, name });

/** Looks at a page as it is: for whom it is hard to use, and on how narrow a screen. */
async function inspect(page: Page): Promise<void> {
  expect(await findBarriers(page)).toEqual([]);
  for (const colorScheme of ["dark", "light"] as const) {
    await page.emulateMedia({ colorScheme });
    expect(await findBarriers(page)).toEqual([]);
  }
  const before = page.viewportSize() ?? { width: 1280, height: 900 };
  await page.setViewportSize({ width: 360, height: 740 });
  expect(await findOverflow(page)).toEqual([]);
  expect(await findBarriers(page)).toEqual([]);
  await page.setViewportSize(before);
}

let admin: Person;

describe("a new node", () => {
  test("lets its first administrator in by the link, once", async () => {
    admin = await openPerson("/sign-in");
    await admin.attach("internal");
    await admin.page.goto(there.firstLink);
    // The secret is out of the address before anything else happens.
    await expect.poll(() => admin.page.url()).toBe(`${there.origin}/first-start`);
    await inspect(admin.page);
    await admin.page.getByLabel("Your name here").fill("grace.h");
    await admin.page.getByRole("button", { name: "Become the first administrator" }).click();
    await admin.page.getByRole("button", { name: "Make a passkey and come in" }).waitFor();
    await inspect(admin.page);
    await admin.page.getByRole("button", { name: "Make a passkey and come in" }).click();
    await seatHeading(admin.page, "grace.h of GBR, as administrator").waitFor();
    const [cookie, ...more] = await admin.context.cookies();
    expect(cookie).toMatchObject({
      ...{ name: "__Host-entente", secure: true, httpOnly: true, sameSite: "Strict", path: "/" },
      expires: -1,
    });
    expect(more).toEqual([]);
    expect(admin.complaints).toEqual([]);

    const again = await openPerson("/sign-in");
    await again.page.goto(there.firstLink);
    await again.page.getByLabel("Your name here").fill("mallory");
    await again.page.getByRole("button", { name: "Become the first administrator" }).click();
    await again.page.getByText("SIGN_IN_REFUSED").waitFor();
    await again.close();
  });
});

describe("a person with a passkey", () => {
  test("accepts an invitation, signs in, signs an act, signs out, and is refused where a session was revoked", async () => {
    const person = await openPerson("/invitation");
    const { page, context } = person;
    const phone = await person.attach("internal");
    await inspect(page);
    await page.getByLabel("Code", { exact: true }).fill("AAAA-AAAA-AAAA");
    await page.keyboard.press("Enter");
    await page.getByText("SIGN_IN_REFUSED").waitFor();
    await inspect(page);
    await acceptAndConfirm(person, admin.page, "GBR/drafter/anna.k");
    await page.getByRole("button", { name: "Make a passkey and come in" }).click();
    await seatHeading(page, "anna.k of GBR, as drafter").waitFor();

    // Out: the browser forgets, and what it had is of no use to whoever kept it.
    const [kept] = await context.cookies();
    await page.getByRole("button", { name: "Sign out" }).click();
    await page.getByRole("button", { name: "Sign in with a passkey" }).waitFor();
    expect(await context.cookies()).toEqual([]);
    if (kept === undefined) throw new Error("there was no cookie");
    await context.addCookies([kept]);
    expect((await ask(page, "GET", "/api/session")).status).toBe(401);
    await context.clearCookies();
    await inspect(page);

    // In again, with the keyboard alone and without a name.
    expect((await walkByTab(page, 20)).filter(({ seen }) => !seen)).toEqual([]);
    await page.getByRole("button", { name: "Sign in with a passkey" }).focus();
    await page.keyboard.press("Enter");
    await seatHeading(page, "anna.k of GBR, as drafter").waitFor();

    // One more passkey, on another device, is signed with the first.
    await phone.attend(false);
    const key = await person.attach("usb");
    await page.getByLabel("How you call the new device").fill("Office key");
    await page.getByRole("button", { name: "Add a passkey" }).click();
    const dialog = page.getByRole("dialog", { name: "You are about to sign" });
    await dialog.waitFor();
    const said = await dialog.innerText();
    for (const words of [
      "Add a passkey to yours",
      "GBR/drafter/anna.k",
      "Office key",
      "GBR, which runs this node",
    ])
      expect(said).toContain(words);
    expect(await dialog.locator(".statement-words").innerText()).toMatch(/^([a-z]+ ){5}[a-z]+$/);
    await inspect(page);
    // Not signed, not done.
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "detached" });
    expect((await ask(page, "GET", "/api/passkeys")).body["passkeys"]).toHaveLength(1);
    await page.getByRole("button", { name: "Add a passkey" }).click();
    await dialog.waitFor();
    await key.attend(false);
    await phone.attend(true);
    await dialog.getByRole("button", { name: "Sign with your passkey" }).click();
    await page.getByRole("button", { name: "Remove Office key" }).waitFor();
    await inspect(page);

    // Another browser of the same person is ended from here, and refused with its next request.
    const other = await openPerson("/sign-in");
    await other.context.addCookies(await context.cookies());
    await context.clearCookies();
    await page.goto(`${there.origin}/sign-in`);
    await page.getByRole("button", { name: "Sign in with a passkey" }).click();
    await seatHeading(page, "anna.k of GBR, as drafter").waitFor();
    await other.page.goto(`${there.origin}/seat`);
    await seatHeading(other.page, "anna.k of GBR, as drafter").waitFor();
    await page.getByRole("button", { name: "End it now" }).click();
    await expect.poll(() => page.getByRole("button", { name: "End it now" }).count()).toBe(0);
    expect((await ask(other.page, "GET", "/api/session")).status).toBe(401);
    await other.page.reload();
    await other.page.getByRole("heading", { name: "You are not signed in" }).waitFor();
    await inspect(other.page);
    await other.close();
    await person.close();
  });
});

describe("a person who comes through a provider", () => {
  test("is bound to it by the invitation, and signs in by issuer and subject alone", async () => {
    const person = await openPerson("/invitation");
    const { page, context } = person;
    await acceptAndConfirm(person, admin.page, "GBR/desk/ben.l");
    provider?.beSubject("f3a1-ben");
    await page.getByRole("button", { name: "Ministry", exact: true }).click();
    await seatHeading(page, "ben.l of GBR, as desk").waitFor();
    expect(page.url()).toBe(`${there.origin}/seat`);
    await page.getByText("You can also sign in through Ministry.").waitFor();
    await inspect(page);
    await context.clearCookies();
    await page.goto(`${there.origin}/sign-in`);
    await page.getByRole("button", { name: "Ministry", exact: true }).click();
    await seatHeading(page, "ben.l of GBR, as desk").waitFor();

    // Somebody else at the same provider, with the same address for mail, is nobody here.
    await context.clearCookies();
    provider?.beSubject("someone-else");
    await page.goto(`${there.origin}/sign-in`);
    await page.getByRole("button", { name: "Ministry", exact: true }).click();
    await page.getByRole("heading", { name: "You are not signed in" }).waitFor();
    await page.getByText("SIGN_IN_REFUSED").waitFor();
    await inspect(page);
    expect((await context.cookies()).filter(({ name }) => name === "__Host-entente")).toEqual([]);

    // An answer of the provider in a tab that never asked is of no use.
    await page.goto(`${there.origin}/sign-in/return?code=stolen&state=stolen`);
    await page.getByText("RETURN_UNKNOWN").waitFor();
    await person.close();
  });
});
