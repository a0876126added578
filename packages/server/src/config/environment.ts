// The only reader of process.env. Reads variables and nothing else; config.ts and settings.ts turn them into checked shapes.
import { isOurVariable } from "./settings.ts";

export interface Environment {
  /** DATABASE_URL: use this PostgreSQL instead of the embedded one. */
  readonly databaseUrl: string | undefined;
  /** Those whose names begin as ours do, as they stand: settings of `entente serve`. */
  readonly variables: Readonly<Record<string, string>>;
}

/** The variables this program knows, as they stand. An empty variable counts as not set. */
export function readEnvironment(
  variables: Readonly<Record<string, string | undefined>> = process.env,
): Environment {
  const given = Object.entries(variables).flatMap(([name, value]) =>
    value === undefined || value === "" ? [] : [[name, value] as const],
  );
  return {
    databaseUrl: given.find(([name]) => name === "DATABASE_URL")?.[1],
    variables: Object.fromEntries(given.filter(([name]) => isOurVariable(name))),
  };
}
