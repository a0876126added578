import { InputError, PolicyError, VerificationError } from "@entente/core/encoding";
import { CommanderError } from "commander";
import { expect, it } from "vitest";
import { ServerError } from "../errors.ts";
import { describeFailure } from "./failure.ts";

it.each([
  [new InputError("JSON_SYNTAX", "x", { line: 2, column: 3 }), "JSON_SYNTAX", 2, "line 2, column 3: x"],
  [new InputError("RULE_UNKNOWN", "x"), "RULE_UNKNOWN", 2, "x"],
  [new VerificationError("SIGNATURE_INVALID", "x"), "SIGNATURE_INVALID", 1, "x"],
  [new PolicyError("RELEASE_NOBODY", "x"), "RELEASE_NOBODY", 1, "x"],
  [new ServerError("OUT_NOT_EMPTY", "x"), "OUT_NOT_EMPTY", 2, "x"],
  [
    new CommanderError(1, "commander.unknownCommand", "error: unknown command 'x'"),
    "USAGE",
    2,
    "unknown command 'x'. Add --help for usage and examples.",
  ],
])("%o ends a command with its own code", (error, code, exit, message) => {
  expect(describeFailure(error)).toEqual({ code, exit, message });
});

it("a file that cannot be read is told with its name and the system's reason", () => {
  const error = Object.assign(new Error("ENOENT: no such file"), {
    code: "ENOENT",
    path: "/nowhere/case.json",
  });
  expect(describeFailure(error)).toMatchObject({ code: "FILE_UNREADABLE", exit: 2 });
  expect(describeFailure(error).message).toContain("/nowhere/case.json");
});

it("a file that is there already is named, with what to do", () => {
  const error = Object.assign(new Error("EEXIST"), { code: "EEXIST", path: "receipt.json" });
  expect(describeFailure(error)).toMatchObject({
    code: "FILE_UNREADABLE",
    message: "receipt.json is there already, and nothing is written over. Choose another name.",
  });
});

it.each([[new Error("odd")], ["odd"], [Object.assign(new Error("odd"), { code: 7 })]])(
  "whatever else is thrown, %o, is a fault of ours and says so",
  (error) => {
    expect(describeFailure(error)).toMatchObject({ code: "INTERNAL", exit: 2 });
    expect(describeFailure(error).message).toContain("odd");
  },
);
