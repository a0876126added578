// What the node says about its work to those who run it: how many requests of which route, how long they took, and what the
// process uses. Never what was asked for, by whom, or in which case. Also that says how busy a response is, so it is for
// the administrators of the host.
import { context, SpanKind, SpanStatusCode, trace } from "@opentelemetry/api";
import type { Span } from "@opentelemetry/api";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { collectDefaultMetrics, Histogram, Registry } from "prom-client";
import { defineFile, NoBody, Nothing } from "../routing/index.ts";

const registry = new Registry();
collectDefaultMetrics({ register: registry });
const seconds = new Histogram({
  name: "entente_request_seconds",
  help: "How long requests took, by route, method and status.",
  labelNames: ["route", "method", "status"] as const,
  buckets: [0.005, 0.02, 0.1, 0.5, 2, 10],
  registers: [registry],
});
/** What our spans say they come from. */
export const SPANS_OF = "entente";
const tracer = trace.getTracer(SPANS_OF);
const spans = new WeakMap<FastifyRequest, Span>();

/** Measures every request. Spans go to the collector that a setting names (traces.ts), else nowhere. */
export function addMetrics(app: FastifyInstance): void {
  app.addHook("onRequest", (request, _reply, next) => {
    const route = request.routeOptions.schema?.operationId ?? "none";
    const span = tracer.startSpan(route, {
      kind: SpanKind.SERVER,
      attributes: { "http.request.method": request.method, "entente.route": route },
    });
    if (!span.isRecording()) {
      next();
      return;
    }
    spans.set(request, span);
    // What the route asks of others is part of its span.
    context.with(trace.setSpan(context.active(), span), next);
  });
  app.addHook("onResponse", async (request, reply) => {
    const labels = { route: nameRoute(request), method: request.method, status: String(reply.statusCode) };
    seconds.observe(labels, reply.elapsedTime / 1000);
    const span = spans.get(request);
    span?.setAttribute("http.response.status_code", reply.statusCode);
    if (reply.statusCode >= 500) span?.setStatus({ code: SpanStatusCode.ERROR });
    span?.end();
  });
}

/** The pattern of an address, never the address. */
function nameRoute({ routeOptions }: FastifyRequest): string {
  return routeOptions.url ?? "none";
}

export const metricsRoutes = [
  defineFile({
    ...{ id: "node.metrics", method: "GET", path: "/metrics" },
    summary: "What the node does and uses, for Prometheus.",
    ...{ who: { node: ["administrator"] }, view: "none", takes: "json", stepUp: false, transaction: "read" },
    input: { params: Nothing, query: Nothing, body: NoBody },
    work: () => registry.metrics(),
    send: (bytes) => Promise.resolve({ bytes, status: 200, type: registry.contentType, headers: {} }),
  }),
];
