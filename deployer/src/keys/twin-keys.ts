import { join } from "node:path";
import * as z from "zod/mini";
import { Failure } from "../failure.ts";
import type { Files } from "../machine/files.ts";
import { jsonOf } from "../machine/json.ts";
import { keptText } from "./kept.ts";
import type { RandomBytes } from "./kept.ts";

const twinKeysSchema = z.strictObject({
  suffix: z.string().check(z.regex(/^[a-z][a-z0-9]{5}$/)),
  ingestion_key: z.string(),
  hot_writer_key: z.string(),
  reader_token: z.string(),
});

/** What is made once for a twin: its suffix for names that are unique worldwide, one key per edge between clouds, the reader's token. */
export type TwinKeys = z.infer<typeof twinKeysSchema>;

const LETTERS = "abcdefghijklmnopqrstuvwxyz";

function suffixFrom(bytes: Buffer): string {
  return [...bytes]
    .map((byte, index) => (index === 0 ? LETTERS[byte % 26] : (byte % 36).toString(36)))
    .join("");
}

function makeKeys(random: RandomBytes): TwinKeys {
  const edgeKey = (edge: string): string => `${edge}-1:${random(32).toString("base64url")}`;
  return {
    suffix: suffixFrom(random(6)),
    ingestion_key: edgeKey("ingestion"),
    hot_writer_key: edgeKey("hot-writer"),
    reader_token: random(32).toString("base64url"),
  };
}

/** The keys of a twin, made at its first deploy and kept in `folder`. Throws a Failure if the kept file is broken. */
export async function twinKeys(files: Files, folder: string, random: RandomBytes): Promise<TwinKeys> {
  const path = join(folder, "twin.json");
  const text = await keptText(files, path, () => `${JSON.stringify(makeKeys(random), null, 2)}\n`);
  const parsed = twinKeysSchema.safeParse(jsonOf(text));
  if (parsed.success) return parsed.data;
  throw new Failure(`${path} is not what was kept there`, {
    advice: "Bring the file back from a copy, or destroy the twin and deploy it anew.",
  });
}
