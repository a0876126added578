// The API as a page for people, from the routes themselves: by room, each with who may call it, what it takes and what it
// answers. One HTML text with its style inside; no script, nothing fetched, and not a word about what a node holds.
import { hash } from "node:crypto";
import type { Role, Who } from "../access/index.ts";
import { NoBody } from "../routing/index.ts";
import type { Route } from "../routing/index.ts";

const style = `
:root{color-scheme:light dark;--paper:#fbf8f1;--raised:#fffdf8;--ink:#1b2029;--quiet:#565c66;--rule:#d5cdbd;--accent:#1c4f8f;--late:#a12a1b}
@media (prefers-color-scheme:dark){:root{--paper:#10151d;--raised:#171d27;--ink:#e4ddd0;--quiet:#a39f97;--rule:#313947;--accent:#93b9ee;--late:#f09a86}}
*{box-sizing:border-box}
html{scroll-padding-top:1rem;text-size-adjust:100%}
body{margin:0;background:var(--paper);color:var(--ink);font:1rem/1.5 "Source Sans 3","Segoe UI",system-ui,sans-serif;font-variant-numeric:tabular-nums}
main{max-width:68rem;margin:0 auto;padding:2rem 1.25rem 5rem}
h1,h2,.lead{font-family:"Source Serif 4",Georgia,serif;text-wrap:balance}
h1{font-size:clamp(1.5rem,1.2rem + 1.4vw,2.1rem);line-height:1.15;font-weight:600;margin:0 0 .5rem}
h2{font-size:1.3rem;font-weight:600;margin:3rem 0 .25rem;border-top:1px solid var(--ink);padding-top:.6rem}
h3{font-size:1rem;font-weight:600;margin:0 0 .35rem;text-wrap:pretty}
p{margin:.5rem 0;max-width:44rem}.lead{font-size:1.2rem;line-height:1.4}
.quiet{color:var(--quiet)}a{color:var(--accent);text-underline-offset:.18em}
a:focus-visible,summary:focus-visible{outline:.15rem solid var(--accent);outline-offset:.15rem}
code{font:.875em/1.45 ui-monospace,"DejaVu Sans Mono",Consolas,monospace;overflow-wrap:anywhere}
nav ul{list-style:none;margin:1.25rem 0 0;padding:0;columns:9rem auto;column-gap:1.5rem}
nav a{display:inline-block;padding:.25rem 0;text-decoration:none}nav a:hover{text-decoration:underline}
article{padding:1.1rem 0;border-bottom:1px solid var(--rule)}
.address{margin:0 0 .6rem;max-width:none}.method{display:inline-block;min-width:4.25em;font-weight:600;letter-spacing:.03em}
.method.change{color:var(--accent)}
dl{display:grid;grid-template-columns:7rem minmax(0,1fr);gap:.2rem 1rem;margin:0;font-size:.9375rem}
dt{color:var(--quiet)}dd{margin:0;min-width:0}
.step{color:var(--late);font-weight:600}
details summary{cursor:pointer;padding:.15rem 0}
ul.fields{list-style:none;margin:0;padding:0}ul.fields ul.fields{margin-left:.4rem;padding-left:.8rem;border-left:1px solid var(--rule)}
ul.fields li{padding:.08rem 0;overflow-wrap:anywhere}
@media (max-width:40rem){main{padding:1.25rem 1rem 3rem}dl{grid-template-columns:minmax(0,1fr);gap:0}dd{margin-bottom:.45rem}nav a{padding:.55rem 0}details summary{padding:.55rem 0}}
@page{margin:16mm 14mm;@bottom-right{content:"page " counter(page) " of " counter(pages);font:9pt Georgia,serif}}
@media print{:root{color-scheme:light;--paper:#fff;--ink:#000;--quiet:#444;--rule:#999;--accent:#000}body{font-size:10pt}article{break-inside:avoid}h2{break-after:avoid}nav{display:none}}
`;

/** The policy the page is sent under: its own style and nothing else, no script at all. */
export const apiPagePolicy = [
  ...["default-src 'none'", `style-src 'sha256-${hash("sha256", style, "base64")}'`, "base-uri 'none'"],
  ...["form-action 'none'", "frame-ancestors 'none'", "require-trusted-types-for 'script'"],
  "trusted-types 'none'",
].join("; ");

/** The page; rooms stand in the order in which their first routes do. */
export function renderApiPage(routes: readonly Route[]): string {
  const rooms = [...Map.groupBy(routes, ({ id }) => id.slice(0, id.indexOf(".")))];
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="color-scheme" content="light dark"><title>What this node can be asked</title><style>${style}</style></head>
<body><main>
<h1>What this node can be asked</h1>
<p class="lead">${routes.length} addresses in ${rooms.length} rooms. Each says who may call it; to everybody else it answers as if it were not there.</p>
<p>Bodies and answers are JSON unless it is said otherwise. A member that is not named here is refused. Errors are problem documents (RFC 9457) with a closed <code>code</code>. Sign in with a session's cookie, or send a token as <code>authorization: Bearer …</code>; one of them, never both.</p>
<p>A change may carry <code>idempotency-key</code>, so that sent twice it is made once. A <code>PUT</code> needs <code>if-match</code> with the etag of what its author has read. A list is read on with <code>cursor</code>, the <code>next</code> of the page before. What is marked <span class="step">step-up</span> is shown to a person and confirmed with a passkey; no token can.</p>
<p>The same for programs: <a href="/api/openapi.json">/api/openapi.json</a> (OpenAPI 3.1).</p>
<nav aria-label="Rooms"><ul>${rooms.map(([room, of]) => `<li><a href="#${room}">${titleOf(room)}</a> <span class="quiet">${of.length}</span></li>`).join("")}</ul></nav>
${rooms.map(([room, of]) => `<section aria-labelledby="${room}"><h2 id="${room}">${titleOf(room)}</h2>\n${of.map(renderRoute).join("\n")}</section>`).join("\n")}
</main></body></html>
`;
}

/** Names that are not words. */
const NAMES: Readonly<Record<string, string>> = { api: "API", "t-zero": "T-0" };

function titleOf(room: string): string {
  const name = NAMES[room];
  if (name !== undefined) return name;
  const words = escape(room).replaceAll("-", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function renderRoute(route: Route): string {
  const { id, method, path, summary, who, input, answer, stepUp, takes, surface } = route;
  const address = path.replace(/:([A-Za-z]+)/g, "{$1}");
  const rows: readonly (readonly [string, string])[] = [
    ...(surface === null ? [] : [["Spoken as", escape(surface.name)] as const]),
    ["Who", escape(sayWho(who))],
    ...(stepUp
      ? [["Step-up", `<span class="step">A person confirms it with a passkey.</span>`] as const]
      : []),
    ["In the path", renderFields(input.params)],
    ["In the query", renderFields(input.query)],
    [
      "Takes",
      input.body === NoBody
        ? ""
        : takes === "text" || takes === "bytes"
          ? takes
          : fold("the body", renderSchema(input.body)),
    ],
    ["Answers", answer === null ? "a file" : fold("JSON", renderSchema(answer))],
  ];
  const shown = rows.filter(([, text]) => text !== "");
  return `<article id="${escape(id)}"><h3>${escape(summary)}</h3><p class="address"><span class="method${method === "GET" ? "" : " change"}">${method}</span> <code>${escape(address)}</code> <span class="quiet">${escape(id)}</span></p><dl>${shown.map(([term, text]) => `<dt>${term}</dt><dd>${text}</dd>`).join("")}</dl></article>`;
}

function fold(what: string, fields: string): string {
  return fields.includes("<ul") ? `<details><summary>${what}</summary>${fields}</details>` : fields;
}

function sayWho(who: Who): string {
  if (who === "anyone") return "Anyone, also without a credential.";
  if (who === "signed-in") return "Any seat that is signed in.";
  if (who === "peer") return "A node that this one is paired with.";
  if ("node" in who) return `Of the member that runs the node: ${sayRoles(who.node)}.`;
  if ("member" in who) return `Of any member, about its own: ${sayRoles(who.member)}.`;
  const sides = [
    ...(who.lead.length === 0 ? [] : [`Of the lead: ${sayRoles(who.lead)}.`]),
    ...(who.allies.length === 0 ? [] : [`Of an ally the case has reached: ${sayRoles(who.allies)}.`]),
  ];
  return sides.join(" ");
}

const sayRoles = (roles: readonly Role[]): string => roles.join(", ").replaceAll("-", " ");

/** What of JSON Schema the routes are written with. */
interface Schema {
  readonly type?: string | readonly string[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly format?: string;
  readonly description?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly maxLength?: number;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly patternProperties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: boolean | Schema;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
}

const renderSchema = (schema: object): string =>
  `${escape(sayType(schema))}${renderFields(schema)}`.replace(/^object(?=<)/, "");

/** The members of an object, or of what a list or a choice holds, each with its own. */
function renderFields(schema: Schema): string {
  const { properties = {}, required = [], items, anyOf = [] } = schema;
  const fields = Object.entries(properties).map(
    ([name, one]) =>
      `<li><code>${escape(name)}</code> <span class="quiet">${escape(sayType(one))}${required.includes(name) ? "" : ", may be left out"}</span>${renderFields(one)}</li>`,
  );
  const own = fields.length === 0 ? "" : `<ul class="fields">${fields.join("")}</ul>`;
  return [own, ...[...(items === undefined ? [] : [items]), ...anyOf].map(renderFields)].join("");
}

function sayType(schema: Schema): string {
  const { type, format, anyOf, items, patternProperties, additionalProperties } = schema;
  if ("const" in schema) return JSON.stringify(schema.const);
  if (schema.enum !== undefined) return schema.enum.map((value) => JSON.stringify(value)).join(" or ");
  if (anyOf !== undefined) return [...new Set(anyOf.map(sayType))].join(" or ");
  if (items !== undefined) return `list of ${sayType(items)}`;
  const [named] = Object.values(patternProperties ?? {});
  const each = named ?? (typeof additionalProperties === "object" ? additionalProperties : undefined);
  if (each !== undefined) return `object, by name: ${sayType(each)}`;
  const bounds = [
    ...(schema.minimum === undefined ? [] : [`from ${schema.minimum}`]),
    ...(schema.maximum === undefined ? [] : [`up to ${schema.maximum}`]),
    ...(schema.maxLength === undefined ? [] : [`up to ${schema.maxLength} characters`]),
  ];
  const kind = format ?? (type === undefined ? "any JSON" : [type].flat().join(" or "));
  return [kind, ...bounds].join(", ");
}

function escape(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
