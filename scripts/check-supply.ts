// Checks what the program is made of (supply.ts) against the manifests, the lock file, the installed tree and npm's bill of
// materials. With --out FILE it writes the bill as well, to go with a delivery.
import { execFileSync } from "node:child_process";
import { globSync, readFileSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { checkBill, checkLicences, checkLock, checkVersions } from "./supply.ts";
import type { Bill, Lock, Manifest } from "./supply.ts";

const { values } = parseArgs({ options: { out: { type: "string" } } });
const read = (file: string): unknown => JSON.parse(readFileSync(file, "utf8"));
const manifests = ["package.json", ...globSync("packages/*/package.json")];
const lock = read("package-lock.json") as Lock;
// npm's own chatter about the machine's settings goes elsewhere.
const text = execFileSync("npm", ["sbom", "--sbom-format", "cyclonedx"], {
  encoding: "utf8",
  maxBuffer: 64 * 1024 * 1024,
  stdio: ["ignore", "pipe", "ignore"],
});
const bill = JSON.parse(text) as Bill;
const complaints = [
  ...checkVersions(Object.fromEntries(manifests.map((file) => [file, read(file) as Manifest]))),
  ...checkLock(lock),
  ...checkLicences(lock),
  ...checkBill(".", lock, bill),
];
for (const complaint of complaints) process.stdout.write(`${complaint}\n`);
process.stdout.write(`${bill.components.length} packages in the bill, ${complaints.length} complaints\n`);
if (values.out !== undefined) writeFileSync(values.out, text);
process.exit(complaints.length === 0 ? 0 : 1);
