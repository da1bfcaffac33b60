import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";

const MARK = "sourceMappingURL=data:application/json;base64,";

/**
 * The TypeScript sources of a generated binding. They stand in the source maps within its JavaScript files, and say of every
 * attribute whether it is optional or computed, which the compiled files do not. Over-long bindings are split over several files.
 */
export async function readSources(folder: string): Promise<string> {
  const names = await readdir(folder, { recursive: true });
  const files = names.filter((name) => name.endsWith(".js")).sort();
  const sources = await Promise.all(files.map((name) => readSource(join(folder, name))));
  return sources.join("\n");
}

async function readSource(file: string): Promise<string> {
  const text = await readFile(file, "utf8");
  const start = text.lastIndexOf(MARK);
  if (start < 0) return "";
  const map: unknown = JSON.parse(Buffer.from(text.slice(start + MARK.length), "base64").toString());
  if (
    typeof map === "object" &&
    map !== null &&
    "sourcesContent" in map &&
    Array.isArray(map.sourcesContent)
  ) {
    return map.sourcesContent.join("\n");
  }
  throw new Error(`${file}: the source map holds no sources`);
}
