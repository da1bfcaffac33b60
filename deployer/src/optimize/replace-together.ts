import type { Files } from "../machine/files.ts";

/** A file, what will stand in it, and what stood there before. */
interface Replacement {
  readonly path: string;
  readonly draft: string;
  readonly backup: string;
  readonly text: string;
  readonly before: Buffer | undefined;
}

/** Writes everything that replacing and going back need, so that neither needs space on the disk any more. */
async function prepare(files: Files, replacements: readonly Replacement[]): Promise<void> {
  for (const { draft, backup, text, before } of replacements) {
    await files.write(draft, text);
    if (before) await files.write(backup, before);
  }
}

async function goBack(files: Files, replaced: readonly Replacement[]): Promise<void> {
  for (const { path, backup, before } of replaced) {
    if (before) await files.rename(backup, path);
    else await files.remove(path);
  }
}

async function replace(files: Files, replacements: readonly Replacement[]): Promise<void> {
  const replaced: Replacement[] = [];
  try {
    for (const replacement of replacements) {
      await files.rename(replacement.draft, replacement.path);
      replaced.push(replacement);
    }
  } catch (error) {
    await goBack(files, replaced);
    throw error;
  }
}

/** Replaces some files with new texts, all of them or none; the error of the file system comes through. */
export async function replaceTogether(files: Files, texts: Readonly<Record<string, string>>): Promise<void> {
  const replacements = await Promise.all(
    Object.entries(texts).map(async ([path, text]) => ({
      path,
      draft: `${path}.draft`,
      backup: `${path}.before`,
      text,
      before: await files.read(path),
    })),
  );
  try {
    await prepare(files, replacements);
    await replace(files, replacements);
  } finally {
    for (const { draft, backup } of replacements) {
      await files.remove(draft);
      await files.remove(backup);
    }
  }
}
