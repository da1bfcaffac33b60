import * as z from "zod/mini";
import { Failure } from "../failure.ts";

const stackOutputsSchema = z.looseObject({
  endpoints: z.record(z.string(), z.record(z.string(), z.string())),
  functions: z.record(z.string(), z.record(z.string(), z.looseObject({ name: z.string(), id: z.string() }))),
  foundations: z.record(z.string(), z.unknown()),
  ingest: z.unknown(),
});

/** The outputs of a stack: URLs and functions by slot and name, what stands under the slots, and how devices get in. */
export type StackOutputs = z.infer<typeof stackOutputsSchema>;

/** Reads what Terraform gives as outputs. Throws a Failure when the stack is not complete. */
export function readStackOutputs(outputs: Readonly<Record<string, unknown>>): StackOutputs {
  const parsed = stackOutputsSchema.safeParse(outputs);
  if (parsed.success) return parsed.data;
  throw new Failure("the stack is not complete: its outputs are missing", { advice: "Run twin deploy." });
}
