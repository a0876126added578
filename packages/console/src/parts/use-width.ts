// The width a drawing has, in CSS pixels: plots are drawn at their real size, so that text and targets keep theirs.
import { useLayoutEffect, useRef, useState } from "react";
import type { RefObject } from "react";

export function useWidth(): { ref: RefObject<HTMLDivElement | null>; width: number } {
  const ref = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const element = ref.current;
    if (element === null) return;
    setWidth(Math.floor(element.clientWidth));
    const observer = new ResizeObserver((entries) => {
      const seen = entries[0];
      if (seen !== undefined) setWidth(Math.floor(seen.contentRect.width));
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return { ref, width };
}
