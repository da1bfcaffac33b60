import type * as z from "zod/mini";
import { Failure } from "../failure.ts";
import { jsonOf } from "../machine/json.ts";

/** What a vendor answered. Throws a Failure when it is no JSON, or JSON of another shape. */
export function vendorJson<Schema extends z.ZodMiniType>(
  vendor: string,
  schema: Schema,
  text: string,
): z.infer<Schema> {
  const value = jsonOf(text);
  if (value === undefined) throw new Failure(`${vendor} answered what is no JSON`);
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new Failure(
    `${vendor} answered in a shape that is not its documented one: at ${issue?.path.join(".") || "the root"}, ${issue?.message ?? "unknown"}`,
  );
}
