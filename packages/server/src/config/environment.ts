// The only reader of process.env. Reads variables and nothing else; config.ts turns them into a checked shape.

export interface Environment {
  /** DATABASE_URL: use this PostgreSQL instead of the embedded one. */
  readonly databaseUrl: string | undefined;
}

/** The variables this program knows, as they stand. An empty variable counts as not set. */
export function readEnvironment(
  variables: Readonly<Record<string, string | undefined>> = process.env,
): Environment {
  const databaseUrl = variables["DATABASE_URL"];
  return { databaseUrl: databaseUrl === "" ? undefined : databaseUrl };
}
