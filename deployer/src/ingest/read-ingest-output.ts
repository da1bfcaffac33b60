import type * as z from "zod/mini";
import { Failure } from "../failure.ts";

/** The failure of a stack that does not say all of how devices reach it. */
export function lacksInIngestOutput(fields: string): Failure {
  return new Failure(`the stack's output "ingest" lacks ${fields}`, {
    advice: "Run twin deploy again; if that does not help, look at terraform/modules/*/l1/outputs.tf.",
  });
}

/** Reads the `ingest` output of l1. Throws a Failure that names what is missing, and no value. */
export function readIngestOutput<Schema extends z.ZodMiniType>(
  schema: Schema,
  output: unknown,
): z.infer<Schema> {
  const parsed = schema.safeParse(output);
  if (parsed.success) return parsed.data;
  const fields = parsed.error.issues.map(({ path }) => path.join(".")).join(", ");
  throw lacksInIngestOutput(fields);
}
