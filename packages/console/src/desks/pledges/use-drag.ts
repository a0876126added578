// Dragging by whatever points: mouse, pen or finger. A drag begins after a few pixels, so that a press stays a press; where it
// is let go, the zone under it is told. Whoever does not point uses the button beside.
import { useCallback, useEffect, useRef, useState } from "react";
import type { PointerEvent as ReactPointerEvent } from "react";

const BEGINS_PX = 6;

export interface Drag {
  /** What is being dragged, and the zone it is over. */
  readonly dragged: string | null;
  readonly over: string | null;
  /** To be called when something is pressed that can be dragged. */
  readonly hold: (what: string, down: ReactPointerEvent<HTMLElement>) => void;
}

/** @param drop is told what was let go over which zone, an element with `data-zone`. */
export function useDrag(drop: (what: string, zone: string) => void): Drag {
  const [dragged, setDragged] = useState<string | null>(null);
  const [over, setOver] = useState<string | null>(null);
  const latest = useRef(drop);
  const end = useRef<(() => void) | null>(null);
  useEffect(() => {
    latest.current = drop;
  }, [drop]);
  useEffect(() => () => end.current?.(), []);
  const hold = useCallback((what: string, down: ReactPointerEvent<HTMLElement>) => {
    if (down.button !== 0 || (down.target instanceof Element && down.target.closest("button") !== null))
      return;
    const element = down.currentTarget;
    const [x, y] = [down.clientX, down.clientY];
    let begun = false;
    const control = new AbortController();
    const { signal } = control;
    const stop = () => {
      control.abort();
      element.style.transform = "";
      end.current = null;
      setDragged(null);
      setOver(null);
    };
    end.current?.();
    end.current = stop;
    window.addEventListener(
      "pointermove",
      (move) => {
        if (!begun && Math.hypot(move.clientX - x, move.clientY - y) < BEGINS_PX) return;
        begun = true;
        setDragged(what);
        element.style.transform = `translate(${move.clientX - x}px, ${move.clientY - y}px)`;
        setOver(zoneAt(move, element));
      },
      { signal },
    );
    window.addEventListener(
      "pointerup",
      (up) => {
        const zone = begun ? zoneAt(up, element) : null;
        stop();
        if (zone !== null) latest.current(what, zone);
      },
      { signal },
    );
    window.addEventListener("pointercancel", stop, { signal });
    window.addEventListener("keydown", ({ key }) => key === "Escape" && stop(), { signal });
  }, []);
  return { dragged, over, hold };
}

/** The zone under a point. What is being dragged lies over it, and hangs in the zone it came from. */
function zoneAt(
  { clientX, clientY }: { readonly clientX: number; readonly clientY: number },
  dragged: HTMLElement,
): string | null {
  for (const element of document.elementsFromPoint(clientX, clientY)) {
    if (dragged.contains(element)) continue;
    const zone = element.closest<HTMLElement>("[data-zone]")?.dataset["zone"];
    if (zone !== undefined) return zone;
  }
  return null;
}
