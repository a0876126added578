import { describe, expect, test } from "vitest";
import { addressNamed } from "./named-database.ts";

describe("the address of a database", () => {
  test.each([
    "postgres://node@127.0.0.1:5432/entente",
    "postgres://node@localhost/entente",
    "postgres://node@[::1]:5432/entente",
    "postgres://node@%2Fvar%2Frun%2Fpostgresql/entente",
    "postgres:///entente?host=/var/run/postgresql",
    "postgres://node@db.gov.example/entente?sslmode=verify-full",
    "postgres://node@10.0.0.7/entente?sslrootcert=/etc/ca.pem&sslmode=verify-full",
  ])("%s is gone to", (url) => {
    expect(addressNamed(url)).toEqual({ connectionString: url });
  });

  test.each([
    "postgres://node:secret@db.gov.example/entente",
    "postgres://node:secret@10.0.0.7/entente",
    "postgres://node:secret@localhost.example/entente",
    "postgres://node:secret@127.0.0.1.example/entente",
    "postgres:///entente?password=secret",
    "postgres://node:secret@localhost/entente?host=db.gov.example",
    ...["disable", "allow", "prefer", "require", "no-verify", "verify-ca"].map(
      (mode) => `postgres://node:secret@db.gov.example/entente?sslmode=${mode}`,
    ),
    "postgres://node:secret@db.gov.example/entente?sslmode=verify-full&sslmode=disable",
    "postgres://node:secret@db.gov.example/entente?ssl=true",
  ])("%s is refused, because somebody on the way could read or change what is said", (url) => {
    const refused = (): unknown => addressNamed(url);
    expect(refused).toThrow(expect.objectContaining({ code: "DATABASE_UNENCRYPTED" }));
    expect(refused).not.toThrow(/secret/);
  });
});
