// The boundaries of the house. Every rule has a name and a reason; scripts/boundaries.test.ts plants one violation of each
// and expects it to fire, so that a rule which has gone blind is found.
const npm = ["npm", "npm-dev", "npm-optional", "npm-peer", "npm-no-pkg", "npm-unknown"];
const coreOrder = [
  "encoding",
  "keys",
  "markings",
  "ledger",
  "documents",
  "printing",
  "planning",
  "releases",
  "pages",
  "kinds",
  "arrangements",
  "pledges",
  "letters",
  "kits",
  "embargoes",
  "coalition",
  "measures",
  "record",
];
const network = "^(node:)?(net|http|https|http2|tls|dgram|dns|child_process|worker_threads)$";
const test = "[.](test|fixture)[.]tsx?$";

/** @type {import("dependency-cruiser").IConfiguration} */
const configuration = {
  forbidden: [
    {
      name: "no-cycles",
      comment: "a cycle has no order to read it in",
      severity: "error",
      from: {},
      to: { circular: true },
    },
    {
      name: "resolvable",
      comment: "an import nobody can resolve is a typing error or a missing dependency",
      severity: "error",
      from: {},
      // A package of types alone has nothing to resolve to at run time.
      to: { couldNotResolve: true, pathNot: "^topojson-specification$" },
    },
    {
      name: "core-is-pure",
      comment: "the core must give the same answer on a server, in a browser and on an auditor's laptop",
      severity: "error",
      from: { path: "^packages/core/src", pathNot: test },
      to: { dependencyTypes: ["core", ...npm], pathNot: "(^|/)node_modules/@(noble|scure)/" },
    },
    {
      name: "core-imports-core-only",
      comment: "the core is the bottom of the house",
      severity: "error",
      from: { path: "^packages/core/" },
      to: { path: "^packages/(?!core/)" },
    },
    {
      name: "console-to-core-only",
      comment: "the console talks to a node over HTTP, never by import",
      severity: "error",
      from: { path: "^packages/console/" },
      to: { path: "^packages/(?!core/|console/)" },
    },
    {
      name: "verifier-to-core-only",
      comment: "an auditor installs two packages",
      severity: "error",
      from: { path: "^packages/verifier/" },
      to: { path: "^packages/(?!core/|verifier/)" },
    },
    {
      name: "verifier-never-reaches-network-or-db",
      comment: "transitively: the offline verifier stays offline",
      severity: "error",
      from: { path: "^packages/verifier/src", pathNot: test },
      to: { path: [network, "(^|/)node_modules/(pg|kysely|fastify)/"], reachable: true },
    },
    ...coreOrder.slice(0, -1).map((module, index) => ({
      name: `core-order-${module}`,
      comment: `core modules import downwards only: ${coreOrder.join(" < ")}`,
      severity: "error",
      from: { path: `^packages/core/src/${module}/`, pathNot: test },
      to: { path: `^packages/core/src/(${coreOrder.slice(index + 1).join("|")})/` },
    })),
    {
      name: "core-module-by-its-index",
      comment: "a module has one door; its fixtures are for the tests of every module (see tests-are-leaves)",
      severity: "error",
      from: { path: "^packages/core/src/([^/]+)/" },
      to: {
        path: "^packages/core/src/[^/]+/(?!index[.]ts$)",
        pathNot: ["^packages/core/src/$1/", "[.]fixture[.]ts$"],
      },
    },
    {
      name: "server-module-by-its-index",
      comment: "use a module through its index.ts; only http/ may also take its routes.ts",
      severity: "error",
      from: { path: "^packages/server/src/([^/]+)/", pathNot: ["^packages/server/src/http/", test] },
      to: {
        path: "^packages/server/src/[^/]+/(?!index[.]ts$)",
        pathNot: ["^packages/server/src/$1/", "^packages/server/src/storage/system[.]ts$"],
      },
    },
    {
      name: "http-takes-index-or-routes",
      comment: "the edge sees what a module says, not how it decides or remembers",
      severity: "error",
      from: { path: "^packages/server/src/http/", pathNot: test },
      to: { path: "^packages/server/src/(?!http/)[^/]+/(?!(index|routes)[.]ts$)" },
    },
    {
      name: "http-and-cli-are-the-edge",
      comment: "no module may know how it was called",
      severity: "error",
      from: {
        path: "^packages/server/src/",
        pathNot: ["^packages/server/src/(http/|cli/|main[.]ts|node[.]ts)", test],
      },
      to: { path: "^packages/server/src/(http|cli)/" },
    },
    {
      name: "sql-only-in-store",
      comment: "queries are read in one place per module",
      severity: "error",
      from: {
        path: "^packages/server/src",
        pathNot: ["^packages/server/src/storage/", "/store[.]ts$", "/store-[a-z]+[.]ts$", test],
      },
      to: { path: "(^|/)node_modules/(kysely|pg)/" },
    },
    {
      name: "fastify-only-in-http",
      comment: "only the edge knows that there is HTTP",
      severity: "error",
      from: { path: "^packages/server/src", pathNot: ["^packages/server/src/http/", test] },
      to: { path: "(^|/)node_modules/(fastify|@fastify)/" },
    },
    {
      name: "outbound-is-the-only-way-out",
      comment:
        "what connects to others checks where it gets to; http/ listens, and serve-config only tells addresses from names",
      severity: "error",
      from: {
        path: "^packages/server/src",
        pathNot: [
          "^packages/server/src/(outbound|http)/",
          "^packages/server/src/config/serve-config[.]ts$",
          "/fixtures/",
          test,
        ],
      },
      to: {
        path: ["^(node:)?(net|http|https|http2|tls|dgram|dns|dns/promises)$", "(^|/)node_modules/undici/"],
        dependencyTypesNot: ["type-only"],
      },
    },
    {
      name: "rules-touch-no-io",
      comment: "rules.ts decides; store.ts remembers; routes.ts speaks",
      severity: "error",
      from: { path: "^packages/server/src/.+/rules[.]ts$" },
      to: {
        path: ["/store[.]ts$", "/routes[.]ts$", "^packages/server/src/storage/"],
        dependencyTypesNot: ["type-only"],
      },
    },
    {
      name: "unlabelled-reads-are-named",
      comment: "storage/system.ts reads without a view: only these may hold it",
      severity: "error",
      from: {
        path: "^packages/server/src",
        pathNot: ["^packages/server/src/(storage|ledger|publication|cli)/", test],
      },
      to: { path: "^packages/server/src/storage/system[.]ts$" },
    },
    {
      name: "publication-reads-the-ledger-only",
      comment:
        "what is public is what was released and committed; beside that, who publishes and with which key",
      severity: "error",
      from: { path: "^packages/server/src/publication/", pathNot: test },
      to: {
        path: "^packages/server/src/(?!publication/|ledger/|routing/|storage/|config/|access/|keys/|rotations/|errors[.]ts$)",
      },
    },
    {
      name: "renderings-see-what-is-printed",
      comment: "a renderer that cannot reach a document or a store cannot show what was withheld from it",
      severity: "error",
      from: { path: "^packages/server/src/renderings/", pathNot: test },
      to: {
        path: [
          "^packages/server/src/(?!renderings/|errors[.]ts$)",
          "^packages/core/src/(?!documents/|printing/)",
        ],
      },
    },
    {
      name: "tests-are-leaves",
      comment: "nothing depends on a test or its fixtures but tests, proofs and benchmarks",
      severity: "error",
      from: { pathNot: [test, "^(e2e/(prove|standby)|bench)/"] },
      to: { path: test },
    },
  ],
  options: {
    tsConfig: { fileName: "tsconfig.base.json" },
    tsPreCompilationDeps: true,
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^packages/[^/]+/dist/" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["source", "import", "default", "types"],
      extensions: [".ts", ".tsx", ".js", ".mjs"],
    },
  },
};

export default configuration;
