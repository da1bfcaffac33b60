import type { CloudBuild, FunctionName, PackageBuild } from "@twin2multicloud/model";

/** The functions, and whether the bundle of each holds the Firestore client. */
const FUNCTIONS: readonly (readonly [name: FunctionName, firestore: boolean])[] = [
  ["dispatcher", false],
  ["ingestion", false],
  ["processor", false],
  ["persister", true],
  ["hot-writer", true],
  ["hot-reader", true],
];

/** Cloud Build installs the framework; a bundled one would have a registry of functions of its own. */
const PACKAGE_JSON = `${JSON.stringify({
  main: "index.cjs",
  dependencies: { "@google-cloud/functions-framework": "5.0.5" },
})}\n`;

function packageOf(name: FunctionName, firestore: boolean): PackageBuild {
  return {
    name,
    entry: `src/${name}.ts`,
    functions: [name],
    handler: "handler",
    external: [],
    // The Firestore client starts a quarter faster with its own names.
    minifyIdentifiers: !firestore,
    files: { "package.json": PACKAGE_JSON },
  };
}

/** What the bundler makes for Google Cloud: one zip per function. */
export const build: CloudBuild = {
  cloud: "gcp",
  packages: FUNCTIONS.map(([name, firestore]) => packageOf(name, firestore)),
};
