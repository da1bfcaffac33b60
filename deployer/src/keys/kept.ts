import type { Files } from "../machine/files.ts";

/** A secret that is made once: read from its file, or else made and kept there for the owner alone (0600). */
export async function keptText(
  files: Files,
  path: string,
  make: () => Promise<string> | string,
): Promise<string> {
  const kept = await files.read(path);
  if (kept) return kept.toString("utf8");
  const made = await make();
  await files.write(path, made, 0o600);
  return made;
}

/** Randomness of the machine: that many unpredictable bytes. */
export type RandomBytes = (count: number) => Buffer;
