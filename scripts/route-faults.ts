// What is wrong with the routes of the node: one that is mounted nowhere, that lets something in or out without saying what,
// that nobody may call, or that two would answer.
import { fileForms, sharedSchemas } from "../packages/server/src/routing/index.ts";
import type { Route } from "../packages/server/src/routing/index.ts";

export interface RouteFile {
  readonly path: string;
  readonly exports: Readonly<Record<string, unknown>>;
}

/** One sentence for each fault of the routes; none where all is well. */
export function findRouteFaults({
  files,
  registered,
}: {
  /** Every `routes.ts`, with what it exports. */
  readonly files: readonly RouteFile[];
  readonly registered: readonly Route[];
}): readonly string[] {
  return [
    ...files.flatMap((file) => findUnmounted(file, registered)),
    ...findTwice(
      registered.map(({ id }) => id),
      "the id",
    ),
    ...findTwice(
      registered.map(({ method, path }) => `${method} ${path.replace(/:[A-Za-z]+/g, ":")}`),
      "the address",
    ),
    ...findStrangers(registered),
    ...sharedSchemas.flatMap((schema) =>
      lookInto(schema as Schema, false, "").map(
        (place) => `${schema.$id}${place} lets out what is not named`,
      ),
    ),
    ...registered.flatMap((route) => findFaults(route).map((fault) => `${route.id}: ${fault}`)),
  ];
}

function findUnmounted({ path, exports }: RouteFile, registered: readonly Route[]): string[] {
  const lists = Object.values(exports).filter((value): value is Route[] => Array.isArray(value));
  if (lists.length === 0) return [`${path} exports no list of routes`];
  return lists
    .flat()
    .filter((route) => !registered.includes(route))
    .map((route) => `${path}: ${route.id} is not in packages/server/src/http/registry.ts`);
}

/** Who is under the prefix of a surface is spoken on it, so that one address has one form of credential and refusal. */
function findStrangers(registered: readonly Route[]): string[] {
  const surfaces = new Set(registered.flatMap(({ surface }) => surface ?? []));
  return [...surfaces].flatMap(({ name, prefix }) =>
    registered
      .filter(({ path, surface }) => surface?.name !== name && path.startsWith(prefix))
      .map(({ id }) => `${id}: it is under ${prefix} and not on ${name}`),
  );
}

function findTwice(names: readonly string[], what: string): string[] {
  const twice = names.filter((name, index) => names.indexOf(name) !== index);
  return [...new Set(twice)].map((name) => `two routes have ${what} ${name}`);
}

function findFaults(route: Route): string[] {
  const faults: string[] = [];
  const { who, input, answer, id, view, path, surface, takes } = route;
  if (surface !== null && !path.startsWith(surface.prefix)) faults.push(`it is not under ${surface.prefix}`);
  if (surface === null && takes === "bytes") faults.push("only a surface takes bytes");
  if (surface !== null && (takes === "text" || takes === "files")) faults.push(`no surface takes ${takes}`);
  if (!/^[a-z][a-z0-9-]*([.][a-z][a-z0-9-]*)+$/.test(id))
    faults.push("its id is not written like question.ask");
  if (typeof who === "object" && Object.values(who).every((roles: readonly unknown[]) => roles.length === 0))
    faults.push("nobody may call it");
  if ((view === "case") !== (typeof who === "object" && "lead" in who))
    faults.push("seats in a case and the view of a case belong together");
  if (view === "case" && !/[/]:case([/]|$)/.test(path)) faults.push("its path names no :case");
  const named = [...path.matchAll(/:([A-Za-z]+)|([*])/g)].map(([, name]) => name ?? "*").sort();
  const described = Object.keys(input.params.properties).sort();
  if (named.join() !== described.join())
    faults.push(`its path names ${named.join(", ")} and its schema ${described.join(", ")}`);
  for (const [part, schema] of Object.entries(input as unknown as Readonly<Record<string, Schema>>))
    faults.push(...lookInto(schema, true, "").map((place) => `its ${part}${place} takes what is not named`));
  if (answer !== null)
    faults.push(
      ...lookInto(answer as Schema, false, "").map(
        (place) => `its answer${place} lets out what is not named`,
      ),
    );
  return faults;
}

interface Schema {
  readonly $ref?: string;
  readonly $comment?: string;
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: unknown;
  readonly not?: unknown;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly patternProperties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: boolean | Schema;
  readonly items?: Schema | readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
}

/** Where a schema says too little: any value, or an object with whatever members. */
function lookInto(schema: Schema, taken: boolean, at: string): string[] {
  const inner = [
    ...Object.entries(schema.properties ?? {}),
    ...Object.entries(schema.patternProperties ?? {}).map(([, one]) => ["{}", one] as const),
    ...[schema.items ?? []].flat().map((one) => ["[]", one] as const),
  ].flatMap(([name, one]) => lookInto(one, taken, `${at}/${name}`));
  const choices = [...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? [])];
  const deeper = [...inner, ...choices.flatMap((one) => lookInto(one, taken, at))];
  const { additionalProperties: others } = schema;
  if (typeof others === "object") return [...deeper, ...lookInto(others, taken, `${at}/{}`)];
  return isLoose(schema, taken) ? [at, ...deeper] : deeper;
}

function isLoose(schema: Schema, taken: boolean): boolean {
  // Looked into where it is defined.
  if (schema.$ref !== undefined) return !sharedSchemas.some(({ $id }) => schema.$ref === `${$id}#`);
  // A request may hold a file whose strict reader is the core's; what leaves is filtered here and nowhere else.
  if (schema.$comment !== undefined && schema.$comment in fileForms) return !taken;
  if (schema.type === "object") {
    const anything = schema.properties === undefined && schema.patternProperties === undefined;
    // What an answer does not name is dropped; what a request does not name has to be refused.
    return taken ? schema.additionalProperties !== false : anything || schema.additionalProperties === true;
  }
  if (schema.type === "array") return schema.items === undefined;
  return !["type", "const", "enum", "anyOf", "oneOf", "allOf", "not"].some((word) => word in schema);
}
