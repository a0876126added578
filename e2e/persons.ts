// Persons at a real node: a browser of their own each, with a device that has passkeys, let in as two persons on the telephone do it.
import { expect } from "vitest";
import type { Browser, Page } from "playwright-core";
import type { RealNode } from "./real-node.ts";
import { openWatched } from "./watched-page.ts";

interface Person {
  readonly page: Page;
  readonly complaints: readonly string[];
  readonly close: () => Promise<void>;
}

export interface Persons<Seat extends string> extends Iterable<readonly [Seat, Person]> {
  /** The first administrator of a node, by the link that it printed when it was set up. */
  readonly letInFirst: (there: RealNode, seat: Seat) => Promise<void>;
  /** Invited and confirmed by `inviter`, who has come in. */
  readonly letIn: (there: RealNode, seat: Seat, inviter: Seat) => Promise<void>;
  readonly pageOf: (seat: Seat) => Page;
  /** What the pages of a person had to complain of. */
  readonly complaintsOf: (seat: Seat) => readonly string[];
  readonly close: () => Promise<void>;
}

/** @param waitMs how long a page may take for anything. */
export function openPersons<Seat extends string>(browser: Browser, waitMs: number): Persons<Seat> {
  const persons = new Map<Seat, Person>();
  const open = async (there: RealNode, seat: Seat, path: string): Promise<Page> => {
    const { page, complaints, close } = await openWatched(browser, `${there.origin}/sign-in`);
    page.setDefaultTimeout(waitMs);
    const session = await page.context().newCDPSession(page);
    await session.send("WebAuthn.enable");
    await session.send("WebAuthn.addVirtualAuthenticator", {
      options: {
        ...{ protocol: "ctap2", transport: "internal", hasResidentKey: true, hasUserVerification: true },
        ...{ isUserVerified: true, automaticPresenceSimulation: true },
      },
    });
    await page.goto(new URL(path, there.origin).href);
    persons.set(seat, { page, complaints, close });
    return page;
  };
  const find = (seat: Seat): Person => {
    const person = persons.get(seat);
    if (person === undefined) throw new Error(`${seat} did not come in`);
    return person;
  };
  return {
    letInFirst: async (there, seat) => {
      const page = await open(there, seat, there.firstLink);
      await page.getByLabel("Your name here").fill(seat.split("/")[2] ?? "");
      await page.getByRole("button", { name: "Become the first administrator" }).click();
      await comeIn(page);
    },
    letIn: async (there, seat, inviter) => {
      const page = await open(there, seat, "/invitation");
      const { id, code } = await ask(find(inviter).page, "/api/invitations", { seat, cases: "all" });
      await page.getByLabel("Code", { exact: true }).fill(String(code));
      await page.getByRole("button", { name: "Accept the invitation" }).click();
      const check = await page.locator(".read-aloud").innerText();
      await ask(find(inviter).page, `/api/invitations/${String(id)}/confirmation`, { check });
      await comeIn(page);
    },
    pageOf: (seat) => find(seat).page,
    complaintsOf: (seat) => find(seat).complaints,
    [Symbol.iterator]: () => persons[Symbol.iterator](),
    close: async () => {
      for (const { close } of persons.values()) await close();
    },
  };
}

async function comeIn(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Make a passkey and come in" }).click();
  await page.waitForURL("**/seat");
}

/** What two persons do while on the telephone, and what no desk does: asked of the node from within the page. */
export async function ask(page: Page, path: string, body: object): Promise<Record<string, unknown>> {
  const answer = await page.evaluate(
    async ([where, sent]) => {
      const response = await fetch(where, {
        ...{ method: "POST", headers: { "content-type": "application/json" }, body: sent },
      });
      return { status: response.status, body: (await response.json()) as Record<string, unknown> };
    },
    [path, JSON.stringify(body)] as const,
  );
  expect(answer).toMatchObject({ status: 200 });
  return answer.body;
}
