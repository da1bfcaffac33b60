import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { replaceFile } from "./files.ts";
import { ROOT } from "./workspace.ts";

const FOLDER = join(ROOT, "libs/processors/src");
const INDEX = join(FOLDER, "index.ts");

/** The names of all processors: the files of the library that are neither index nor test. */
export function processorNames(files: readonly string[]): string[] {
  return files
    .filter((file) => file.endsWith(".ts") && file !== "index.ts" && !file.endsWith(".test.ts"))
    .map((file) => file.slice(0, -".ts".length))
    .sort();
}

const keyOf = (name: string): string => (/^[a-z_$][\w$]*$/i.test(name) ? name : JSON.stringify(name));

/** The text of the library's index for these processors. */
export function renderIndex(names: readonly string[]): string {
  return [
    "// Written by `node tools/src/processors.ts` from the files of this folder; a test keeps it complete.",
    'import type { Processor } from "@twin2multicloud/model";',
    ...names.map((name, position) => `import processor${position} from "./${name}.ts";`),
    "",
    "/** Every processor of the library, by file name. */",
    "export const processors: Readonly<Record<string, Processor>> = {",
    ...names.map((name, position) => `  ${keyOf(name)}: processor${position},`),
    "};",
    "",
  ].join("\n");
}

/** Writes the index if a processor came or went, and returns the names of all. */
export function refreshProcessorIndex(): string[] {
  const names = processorNames(readdirSync(FOLDER));
  const text = renderIndex(names);
  if (readFileSync(INDEX, "utf8") !== text) replaceFile(INDEX, text);
  return names;
}

if (import.meta.main) console.log(`${refreshProcessorIndex().length} processors`);
