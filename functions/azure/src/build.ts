import type { CloudBuild, FunctionName, Slot } from "@twin2multicloud/model";
import { HOST_JSON } from "./host-json.ts";

const FUNCTIONS: readonly (readonly [Slot, readonly FunctionName[]])[] = [
  ["l1", ["dispatcher"]],
  ["l2", ["ingestion", "processor", "persister"]],
  ["l3-hot", ["hot-reader", "hot-writer"]],
];

/** What the bundler makes for Azure: one zip per function app, which is one per slot. */
export const build: CloudBuild = {
  cloud: "azure",
  packages: FUNCTIONS.map(([slot, functions]) => ({
    name: slot,
    entry: `src/${slot}.ts`,
    functions,
    handler: "index.cjs",
    // The worker of the platform supplies the one; the other would sign in at proxies, and nothing here uses one.
    external: ["@azure/functions-core", "kerberos"],
    minifyIdentifiers: true,
    files: {
      "host.json": `${JSON.stringify(HOST_JSON, null, 2)}\n`,
      "package.json": '{"main":"index.cjs"}\n',
    },
  })),
};
