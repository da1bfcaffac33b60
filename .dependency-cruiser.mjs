// Who may import what: the table of dependencies in CONTRIBUTING.md as rules. `from` and `to` are folders.
const SDKS = "(^|/)node_modules/(@aws-sdk|@azure|@google-cloud|@smithy)/";
const STEPS = ["dispatcher", "processing", "persister", "hot-reader"];
const CLOUDS = ["aws", "azure", "gcp"];
const OURS = "^(libs|functions|deployer|simulator|local-cloud|e2e|tools|twins)/";
const CONTRACT_TEST = "\\.contract\\.test\\.ts$";
const TEST = "\\.test\\.ts$";

const lib = (...names) => `^libs/(${names.join("|")})/`;

/** A folder may import itself and these of our folders, nothing else of ours. */
const only = (name, from, allowed, exceptFrom = TEST) => ({
  name,
  severity: "error",
  from: { path: from, pathNot: exceptFrom },
  to: { path: OURS, pathNot: [from, ...allowed] },
});

export default {
  forbidden: [
    { name: "no-cycles", severity: "error", from: {}, to: { circular: true } },
    only("model-imports-nothing-of-ours", lib("model"), []),
    {
      name: "model-knows-only-zod",
      severity: "error",
      from: { path: lib("model"), pathNot: TEST },
      to: { path: "node_modules/", pathNot: "node_modules/(zod|@types/node)/" },
    },
    only("zip-and-token-import-nothing-of-ours", lib("zip", "publisher-token"), []),
    only("topology-imports-model", lib("topology"), [lib("model")]),
    only("optimizer-imports-model-and-topology", lib("optimizer"), [lib("model", "topology")]),
    {
      name: "optimizer-does-no-io",
      severity: "error",
      from: { path: lib("optimizer"), pathNot: [TEST, "/bench/", "/fixtures/"] },
      to: { dependencyTypes: ["core"] },
    },
    only("ports-import-model", lib("ports"), [lib("model")]),
    ...STEPS.map((step) => only(`${step}-imports-model-and-ports`, lib(step), [lib("model", "ports")])),
    only("connector-imports-model-and-ports", lib("connector"), [lib("model", "ports")]),
    only("processors-import-model", lib("processors"), [lib("model")]),
    only("wiring-imports-model", lib("wiring"), [lib("model")]),
    {
      name: "steps-know-no-sdk",
      severity: "error",
      from: {
        path: lib(
          ...STEPS,
          "connector",
          "processors",
          "model",
          "topology",
          "optimizer",
          "ports",
          "memory",
          "contract-tests",
          "zip",
          "wiring",
          "publisher-token",
        ),
      },
      to: { path: SDKS },
    },
    only("memory-imports-model-and-ports", lib("memory"), [lib("model", "ports")]),
    only("contract-tests-import-model-and-ports", lib("contract-tests"), [lib("model", "ports")]),
    ...CLOUDS.map((cloud) =>
      only(`${cloud}-adapters-import-model-and-ports`, lib(cloud), [lib("model", "ports")]),
    ),
    ...CLOUDS.map((cloud) => ({
      name: `${cloud}-contract-tests-import-the-suites`,
      severity: "error",
      from: { path: lib(cloud), pathNot: `^(?!.*${CONTRACT_TEST})` },
      to: { path: OURS, pathNot: [lib(cloud), lib("model", "ports", "contract-tests", "memory")] },
    })),
    ...CLOUDS.map((cloud) => ({
      name: `${cloud}-knows-no-other-cloud`,
      severity: "error",
      from: { path: `^(libs|functions)/${cloud}/` },
      to: { path: `^(libs|functions)/(${CLOUDS.filter((other) => other !== cloud).join("|")})/` },
    })),
    {
      name: "aws-knows-no-other-sdk",
      severity: "error",
      from: { path: "^(libs|functions)/aws/" },
      to: { path: "(^|/)node_modules/(@azure|@google-cloud)/" },
    },
    {
      name: "azure-knows-no-other-sdk",
      severity: "error",
      from: { path: "^(libs|functions)/azure/" },
      to: { path: "(^|/)node_modules/(@aws-sdk|@smithy|@google-cloud)/" },
    },
    {
      name: "gcp-knows-no-other-sdk",
      severity: "error",
      from: { path: "^(libs|functions)/gcp/" },
      to: { path: "(^|/)node_modules/(@aws-sdk|@smithy|@azure)/" },
    },
    ...CLOUDS.map((cloud) =>
      only(`functions-${cloud}-compose`, `^functions/${cloud}/`, [
        lib("model", "ports", "connector", "processors", "wiring", ...STEPS, cloud),
      ]),
    ),
    only("deployer-knows-no-adapter", "^deployer/", [
      lib("model", "topology", "optimizer", "zip", "publisher-token"),
    ]),
    only("simulator-imports-model", "^simulator/", [lib("model", "publisher-token")]),
    only("local-cloud-imports-model", "^local-cloud/", [lib("model")]),
    only("e2e-knows-outsides-only", "^e2e/", [lib("model", "zip")], "^$"),
    only("tools-import-data", "^tools/", [lib("model", "topology", "optimizer", "zip")]),
    {
      name: "only-adapters-know-sdks",
      severity: "error",
      from: { path: "^(deployer|simulator|local-cloud|e2e|tools)/", pathNot: TEST },
      to: { path: SDKS, pathNot: "functions-framework" },
    },
    {
      name: "nothing-undeclared",
      severity: "error",
      from: {},
      to: { dependencyTypes: ["npm-no-pkg", "npm-unknown"] },
    },
    {
      name: "nothing-unresolved",
      severity: "error",
      from: {},
      to: { couldNotResolve: true, pathNot: ["^@azure/functions-core$"] },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    tsConfig: { fileName: "tsconfig.json" },
    tsPreCompilationDeps: true,
    combinedDependencies: true,
    exclude: { path: "(^|/)(dist|\\.twin|\\.nx)/" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "default"],
      extensions: [".ts", ".js", ".mjs", ".cjs", ".json"],
    },
  },
};
