// The live stream of a case: whenever the node says that something changed for this reader, everything of the case is read
// again. A stream that is silent for too long is not believed, and the frame says since when.
import { useQueryClient } from "@tanstack/react-query";
import { EventSourceParserStream } from "eventsource-parser/stream";
import { useEffect, useState } from "react";
import { officeHeaders } from "./seat-header.ts";

/** The node speaks at least every 15 s. */
const SILENT_MS = 40_000;
const AGAIN_MS = 3_000;

export type LiveState = { readonly state: "live" } | { readonly state: "away"; readonly since: number };

/** Keeps what was read of a case fresh. @param slug null: no case is looked at. */
export function useLive(slug: string | null, office: string | null): LiveState {
  const client = useQueryClient();
  const [live, setLive] = useState<LiveState>({ state: "live" });
  useEffect(() => {
    if (slug === null) return;
    const control = new AbortController();
    const again = () => void client.invalidateQueries({ queryKey: [slug] });
    const away = () => setLive((was) => (was.state === "away" ? was : { state: "away", since: Date.now() }));
    let seen: string | null = null;
    const follow = async (): Promise<void> => {
      const patience = new AbortController();
      let timer = setTimeout(() => patience.abort(), SILENT_MS);
      try {
        const response = await fetch(`/api/cases/${encodeURIComponent(slug)}/stream`, {
          signal: AbortSignal.any([control.signal, patience.signal]),
          headers: { ...officeHeaders(), ...(seen === null ? {} : { "last-event-id": seen }) },
        });
        if (!response.ok || response.body === null) throw new Error(`HTTP ${response.status}`);
        setLive({ state: "live" });
        const heard = new TransformStream<string, string>({
          transform: (text, forward) => {
            clearTimeout(timer);
            timer = setTimeout(() => patience.abort(), SILENT_MS);
            forward.enqueue(text);
          },
        });
        const said = response.body
          .pipeThrough(new TextDecoderStream())
          .pipeThrough(heard)
          .pipeThrough(new EventSourceParserStream())
          .getReader();
        for (let next = await said.read(); !next.done; next = await said.read()) {
          seen = next.value.id ?? seen;
          if (next.value.event === "changed") again();
        }
      } finally {
        clearTimeout(timer);
      }
    };
    const keep = async (): Promise<void> => {
      for (;;) {
        await follow().catch(() => undefined);
        if (control.signal.aborted) return;
        away();
        await new Promise((done) => setTimeout(done, AGAIN_MS));
      }
    };
    void keep();
    return () => control.abort();
  }, [client, slug, office]);
  return live;
}
