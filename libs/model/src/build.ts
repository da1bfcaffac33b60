import type { Cloud } from "./clouds.ts";
import type { FunctionName } from "./functions.ts";

/** What the bundler must know to make one code zip; data only, kept beside the entries in functions/<cloud>. */
export interface PackageBuild {
  /** The function's name, or on Azure the slot of the function app. */
  readonly name: string;
  /** The source file from which the bundle starts, relative to the project folder. */
  readonly entry: string;
  readonly functions: readonly FunctionName[];
  /** What the platform is told to run. */
  readonly handler: string;
  /** Modules that the platform supplies at run time or that must not be loaded. */
  readonly external: readonly string[];
  /** Identifier minification made Google's bundles start slower, so each package says whether it wants it. */
  readonly minifyIdentifiers: boolean;
  /** Further files of the zip by path, such as package.json and host.json. */
  readonly files: Readonly<Record<string, string>>;
}

/** All packages of one cloud. */
export interface CloudBuild {
  readonly cloud: Cloud;
  readonly packages: readonly PackageBuild[];
}
