import type { CloudBuild, FunctionName } from "@twin2multicloud/model";

const FUNCTIONS: readonly FunctionName[] = [
  "dispatcher",
  "ingestion",
  "processor",
  "persister",
  "hot-writer",
  "hot-reader",
];

/**
 * Credentials that only a developer's machine has. Lambda gives its role's in the environment, where the SDK looks first,
 * and brings these modules itself; without them a zip is 90 KB of code smaller.
 */
const NOT_IN_LAMBDA = ["ini", "login", "process", "sso", "web-identity"].map(
  (source) => `@aws-sdk/credential-provider-${source}`,
);

/** What the bundler makes for AWS: one zip per function. */
export const build: CloudBuild = {
  cloud: "aws",
  packages: FUNCTIONS.map((name) => ({
    name,
    entry: `src/${name}.ts`,
    functions: [name],
    handler: "index.handler",
    external: NOT_IN_LAMBDA,
    minifyIdentifiers: true,
    files: { "package.json": '{"main":"index.cjs"}\n' },
  })),
};
