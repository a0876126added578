// The application's role: it signs in or is taken on, owns nothing, and row security binds it. See
// docs/decisions/0002-database-roles.md.
import pg from "pg";
import { ServerError } from "../errors.ts";
import { APP_ROLE } from "./connections.ts";

const OLDEST = 150_000;

/** @throws ServerError DATABASE_TOO_OLD when `versionNumber` (server_version_num) is below 15. */
export function checkServerVersion(versionNumber: number): void {
  if (versionNumber >= OLDEST) return;
  throw new ServerError(
    "DATABASE_TOO_OLD",
    `The database is PostgreSQL ${Math.floor(versionNumber / 10_000)}; 15 or newer is needed. Have its administrator upgrade it, or leave DATABASE_URL unset to use the embedded one.`,
  );
}

/** Asks the server. @throws ServerError DATABASE_TOO_OLD. */
export async function readServerVersion(client: pg.ClientBase): Promise<number> {
  const { rows } = await client.query<{ server_version_num: string }>("SHOW server_version_num");
  const version = Number(rows[0]?.server_version_num ?? 0);
  checkServerVersion(version);
  return version;
}

/** The embedded database: the role signs in by itself with its password. `client` is the cluster's owner. */
export async function createAppLogin(client: pg.ClientBase, password: string): Promise<void> {
  if (!(await hasAppRole(client))) await client.query(`CREATE ROLE ${APP_ROLE}`);
  await client.query(
    `ALTER ROLE ${APP_ROLE} LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE NOREPLICATION PASSWORD ${pg.escapeLiteral(password)}`,
  );
}

/**
 * An existing PostgreSQL: the role that signs in creates the application's role when it may, and must be able to take it
 * on. @throws ServerError DATABASE_ROLE_UNFIT with what an administrator has to do.
 */
export async function takeAppRole(client: pg.ClientBase): Promise<void> {
  const { rows } = await client.query<{ name: string }>("SELECT session_user AS name");
  const name = rows[0]?.name ?? "";
  const remedy = `Have the database's administrator run: CREATE ROLE ${APP_ROLE}; GRANT ${APP_ROLE} TO ${pg.escapeIdentifier(name)};`;
  if (!(await hasAppRole(client))) {
    try {
      await client.query(
        `CREATE ROLE ${APP_ROLE} NOLOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE NOREPLICATION`,
      );
    } catch (error) {
      // Two nodes starting at once: the other was quicker.
      if (!(await hasAppRole(client))) throw unfit(`The role ${APP_ROLE} does not exist. ${remedy}`, error);
    }
  }
  const { rows: traits } = await client.query<{ unfit: boolean }>(
    "SELECT rolsuper OR rolbypassrls AS unfit FROM pg_roles WHERE rolname = $1",
    [APP_ROLE],
  );
  if (traits[0]?.unfit !== false)
    throw unfit(
      `The role ${APP_ROLE} is a superuser or bypasses row security, so it would see everything. Have the database's administrator run: ALTER ROLE ${APP_ROLE} NOSUPERUSER NOBYPASSRLS;`,
      null,
    );
  if (await canTakeAppRole(client)) return;
  try {
    await client.query(`GRANT ${APP_ROLE} TO CURRENT_USER`);
  } catch (error) {
    throw unfit(`The role ${name} may not act as ${APP_ROLE}. ${remedy}`, error);
  }
  if (!(await canTakeAppRole(client)))
    throw unfit(`The role ${name} may not act as ${APP_ROLE}. ${remedy}`, null);
}

async function hasAppRole(client: pg.ClientBase): Promise<boolean> {
  const { rowCount } = await client.query("SELECT 1 FROM pg_roles WHERE rolname = $1", [APP_ROLE]);
  return rowCount === 1;
}

async function canTakeAppRole(client: pg.ClientBase): Promise<boolean> {
  try {
    await client.query(`SET ROLE ${APP_ROLE}`);
    await client.query("RESET ROLE");
    return true;
  } catch {
    return false;
  }
}

function unfit(message: string, cause: unknown): ServerError {
  return new ServerError("DATABASE_ROLE_UNFIT", message, { cause });
}
