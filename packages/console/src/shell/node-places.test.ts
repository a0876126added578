import { describe, expect, test } from "vitest";
import { listNodePlaces, nodeDesks, nodePath, readNodePlace } from "./node-places.ts";
import { readOwnSeat } from "./seat.ts";

describe("addresses of the node's own desks", () => {
  test.each(nodeDesks)("%s is read back", (desk) => {
    expect(readNodePlace(nodePath(desk))).toEqual({ desk, rest: [] });
  });

  test("a case of another node is, whatever it is called", () => {
    const rest = ["GBR", "a b/ü?#%2e"];
    expect(readNodePlace(nodePath("foreign", ...rest))).toEqual({ desk: "foreign", rest });
  });

  test.each(["/", "/nowhere", "/nodes/x", "/foreign/GBR", "/foreign/a/b/c/d", "/foreign/GBR/%E0%A4%A"])(
    "%s names none",
    (path) => expect(readNodePlace(path)).toBeNull(),
  );
});

describe("who is offered them", () => {
  test("seats of the member that runs the node, by their role, and nobody else", () => {
    const of = (seat: string) => listNodePlaces(readOwnSeat(seat), "GBR");
    expect(of("GBR/desk/dora.m")).toEqual(["foreign", "nodes", "stick"]);
    expect(of("GBR/drafter/anna.k")).toEqual(["open-case"]);
    expect(of("GBR/administrator/grace.h")).toEqual(["nodes"]);
    expect(of("GBR/auditor/sapt")).toEqual([]);
    expect(of("EST/desk/tiit.v")).toEqual([]);
    expect(listNodePlaces(null, "GBR")).toEqual([]);
    expect(listNodePlaces(readOwnSeat("GBR/desk/dora.m"), null)).toEqual([]);
  });
});
