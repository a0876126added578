// Traces for whoever runs the node: spans of requests, sent to the collector that a setting names. What leaves is written out
// here, member by member: which route, which method, which status, how long. Nothing else that a library may one day hang on
// a span gets out, nor any span of another library.
import { SpanStatusCode, trace } from "@opentelemetry/api";
import type { Attributes } from "@opentelemetry/api";
import type { ReadableSpan, SpanExporter } from "@opentelemetry/sdk-trace";
import { ServerError } from "../errors.ts";
import { SPANS_OF } from "./metrics.ts";

export interface Traces {
  /** Sends what is left, for no longer than a moment. */
  readonly close: () => Promise<void>;
}

/** The only attributes that leave. */
const ALLOWED = ["entente.route", "http.request.method", "http.response.status_code"] as const;

const COLLECT_MS = 2_000;
const LAST_MS = 3_000;

/**
 * Sends spans to a collector from now on, in the form of OTLP over HTTP. The SDK is loaded here and nowhere else, so that a node
 * without a collector never has it in memory.
 * @param collector address of the collector, without the path of its traces.
 */
export async function openTraces(collector: string): Promise<Traces> {
  const { BatchSpanProcessor, TracerProvider } = await import("@opentelemetry/sdk-trace");
  const { OTLPTraceExporter } = await import("@opentelemetry/exporter-trace-otlp-http");
  const { resourceFromAttributes } = await import("@opentelemetry/resources");
  const url = `${collector.replace(/\/$/, "")}/v1/traces`;
  const exporter = onlyAllowed(new OTLPTraceExporter({ url, timeoutMillis: 5_000 }));
  const provider = new TracerProvider({
    // Of the machine and the process nothing is said.
    resource: resourceFromAttributes({ "service.name": "entente" }),
    spanProcessors: [new BatchSpanProcessor({ exporter, scheduledDelayMillis: COLLECT_MS })],
  });
  if (!trace.setGlobalTracerProvider(provider))
    throw new ServerError("INTERNAL", "Traces are sent somewhere already.");
  return {
    close: async () => {
      const late = new Promise<void>((resolve) => setTimeout(resolve, LAST_MS).unref());
      // A collector that is away keeps no node from stopping.
      await Promise.race([provider.shutdown().catch(() => undefined), late]);
      trace.disable();
    },
  };
}

/** Sends of our own spans what is allowed, and of others nothing. */
function onlyAllowed(inner: SpanExporter): SpanExporter {
  return {
    export: (spans, done) => {
      inner.export(
        spans.filter(({ instrumentationScope }) => instrumentationScope.name === SPANS_OF).map(reduce),
        done,
      );
    },
    shutdown: () => inner.shutdown(),
    forceFlush: () => inner.forceFlush?.() ?? Promise.resolve(),
  };
}

function reduce(span: ReadableSpan): ReadableSpan {
  const attributes: Attributes = {};
  for (const name of ALLOWED) {
    const value = span.attributes[name];
    if (value !== undefined) attributes[name] = value;
  }
  const route = attributes["entente.route"];
  const { kind, startTime, endTime, duration, ended, resource, instrumentationScope } = span;
  const { traceId, spanId, traceFlags } = span.spanContext();
  return {
    ...{ name: typeof route === "string" ? route : "none", attributes, kind },
    spanContext: () => ({ traceId, spanId, traceFlags }),
    ...{ startTime, endTime, duration, ended, resource },
    instrumentationScope: { name: instrumentationScope.name },
    status: { code: span.status.code === SpanStatusCode.ERROR ? SpanStatusCode.ERROR : SpanStatusCode.UNSET },
    ...{ links: [], events: [], droppedAttributesCount: 0, droppedEventsCount: 0, droppedLinksCount: 0 },
  };
}
