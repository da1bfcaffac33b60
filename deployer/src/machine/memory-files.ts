import type { FileMode, Files } from "./files.ts";

/** Files in memory, for tests: `content` and `modes` are open to them, and `failOn` makes every write to matching paths fail. */
export interface MemoryFiles extends Files {
  readonly content: Map<string, Buffer>;
  readonly modes: Map<string, FileMode>;
  failOn(path: RegExp, code: string): void;
}

/** Makes files in memory from texts by path. */
export function memoryFiles(texts: Readonly<Record<string, string>> = {}): MemoryFiles {
  const content = new Map(Object.entries(texts).map(([path, text]) => [path, Buffer.from(text)]));
  const modes = new Map<string, FileMode>();
  const failures: { path: RegExp; code: string }[] = [];
  const put = (path: string, bytes: Uint8Array, mode: FileMode): void => {
    const failure = failures.find((candidate) => candidate.path.test(path));
    if (failure) throw Object.assign(new Error(`${failure.code}: ${path}`), { code: failure.code });
    content.set(path, Buffer.from(bytes));
    modes.set(path, mode);
  };
  return {
    content,
    modes,
    failOn: (path, code) => void failures.push({ path, code }),
    read: async (path) => content.get(path),
    write: async (path, text, mode = 0o644) => put(path, Buffer.from(text), mode),
    append: async (path, text) =>
      put(path, Buffer.concat([content.get(path) ?? Buffer.alloc(0), Buffer.from(text)]), 0o600),
    create: async (path, text) => {
      if (content.has(path)) return false;
      put(path, Buffer.from(text), 0o600);
      return true;
    },
    rename: async (from, to) => {
      put(to, content.get(from) ?? Buffer.alloc(0), modes.get(from) ?? 0o644);
      content.delete(from);
      modes.delete(from);
    },
    list: async (folder) => {
      const below = [...content.keys()].filter((path) => path.startsWith(`${folder}/`));
      return [...new Set(below.map((path) => path.slice(folder.length + 1).split("/")[0] ?? ""))].sort();
    },
    remove: async (path) => {
      for (const key of content.keys()) if (key === path || key.startsWith(`${path}/`)) content.delete(key);
    },
    freeBytes: async () => 10 * 2 ** 30,
  };
}
