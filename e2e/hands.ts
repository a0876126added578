// How somebody works a page: by mouse, or by the keyboard alone. Both find a control by what it is called, and a keyboard
// reaches it as a person does: Tab by Tab, from wherever it is.
import { expect } from "vitest";
import type { Locator, Page } from "playwright-core";

export interface Hands {
  /** A button, a link or a part that opens. */
  readonly press: (page: Page, control: Locator) => Promise<void>;
  /** A box or a radio button; afterwards it is chosen. */
  readonly choose: (page: Page, control: Locator) => Promise<void>;
  /** One of a list. */
  readonly pick: (page: Page, list: Locator, value: string) => Promise<void>;
  /** Puts a text in the place of what stands in a field. */
  readonly write: (page: Page, field: Locator, text: string) => Promise<void>;
  /** Puts an instant into a field that has a part for each unit, as finely as the field takes it. */
  readonly date: (page: Page, field: Locator, instant: Date) => Promise<void>;
}

export const mouse: Hands = {
  press: (_page, control) => control.click(),
  choose: (_page, control) => control.check(),
  pick: async (_page, list, value) => {
    await list.selectOption(value);
  },
  write: async (page, field, text) => {
    await field.click();
    await replace(page, text);
  },
  date: async (_page, field, instant) => field.fill(await spell(field, instant)),
};

/** More than any page has. */
const MOST_STOPS = 400;
const MOST_ARROWS = 60;

export const keyboard: Hands = {
  press: async (page, control) => {
    await walkTo(page, control);
    await page.keyboard.press("Enter");
  },
  choose: async (page, control) => {
    await control.waitFor();
    if ((await control.getAttribute("type")) !== "radio") {
      await walkTo(page, control);
      if (!(await control.isChecked())) await page.keyboard.press("Space");
    } else {
      // Of a group of radio buttons one is reached by Tab, and the others from there by arrows.
      await walkUntil(page, control, (one) => {
        const focused = document.activeElement;
        return focused instanceof HTMLInputElement && focused.name === (one as HTMLInputElement).name;
      });
      for (let step = 0; step < MOST_ARROWS && !(await control.isChecked()); step += 1)
        await page.keyboard.press("ArrowDown");
    }
    expect(await control.isChecked()).toBe(true);
  },
  pick: async (page, list, value) => {
    await walkTo(page, list);
    if ((await list.inputValue()) === value) return;
    await page.keyboard.press("Home");
    // A choice may lead to another page, where the list is no more.
    for (let step = 0; step < MOST_ARROWS && (await list.inputValue()) !== value; step += 1)
      await page.keyboard.press("ArrowDown");
    expect(await list.inputValue()).toBe(value);
  },
  write: async (page, field, text) => {
    await walkTo(page, field);
    await replace(page, text);
  },
  date: async (page, field, instant) => {
    await walkTo(page, field);
    const wanted = await spell(field, instant);
    const [day = "", time = ""] = wanted.split("T");
    const [year = "", month = "", date = ""] = day.split("-");
    const [hour = "", ...rest] = time.split(":");
    const hours = Number(hour);
    await page.keyboard.type(`${month}${date}${year}`);
    // A year may have more digits, so it is left by hand.
    await page.keyboard.press("ArrowRight");
    // The browser of the tests writes dates and times as in the United States, which is known because it is always this one.
    await page.keyboard.type(`${String(hours % 12 || 12).padStart(2, "0")}${rest.join("")}`);
    await page.keyboard.type(hours < 12 ? "A" : "P");
    // A browser leaves out seconds that are none.
    expect(withSeconds(await field.inputValue())).toBe(withSeconds(wanted));
  },
};

const withSeconds = (time: string): string => (/T\d{2}:\d{2}$/.test(time) ? `${time}:00` : time);

/** A field takes seconds where it says so. */
const spell = async (field: Locator, instant: Date): Promise<string> =>
  instant.toISOString().slice(0, (await field.getAttribute("step")) === "1" ? 19 : 16);

async function replace(page: Page, text: string): Promise<void> {
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.insertText(text);
}

const walkTo = (page: Page, control: Locator): Promise<void> =>
  walkUntil(page, control, (one) => {
    // The text of an editor lies in a tree of its own, which knows better than the page what has the focus.
    const tree = one.getRootNode();
    return (tree instanceof ShadowRoot ? tree : document).activeElement === one;
  });

/** Presses Tab until the control has the focus; at the end of a page it begins anew at its top. */
async function walkUntil(
  page: Page,
  control: Locator,
  isThere: (control: HTMLElement | SVGElement) => boolean,
): Promise<void> {
  await control.waitFor();
  await expect.poll(() => control.isEnabled(), { timeout: 10_000 }).toBe(true);
  for (let stops = 0; stops < MOST_STOPS; stops += 1) {
    if (await control.evaluate(isThere)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`the keyboard does not reach ${String(control)}`);
}
