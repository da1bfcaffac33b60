import { join } from "node:path";
import * as z from "zod/mini";
import { Failure, interruptedWhile } from "../failure.ts";
import { jsonOf } from "../machine/json.ts";
import type { Machine } from "../machine/machine.ts";

const settingsSchema = z.looseObject({
  aws: z.optional(z.looseObject({ region: z.string() })),
  azure: z.optional(
    z.looseObject({ subscription_id: z.string(), tenant_id: z.string(), location: z.string() }),
  ),
  gcp: z.optional(z.looseObject({ project: z.string(), region: z.string() })),
});

const upSchema = z.looseObject({
  pid: z.int(),
  ca_file: z.string(),
  terraform: z.looseObject({ cli_config_file: z.string(), reattach: z.optional(z.string()) }),
  endpoints: z.looseObject({ pubsub: z.string() }),
  settings: settingsSchema,
});

const statusSchema = z.looseObject({
  running: z.boolean(),
  resources: z._default(z.int(), 0),
  pinned: z._default(z.boolean(), false),
  functions: z._default(
    z.array(
      z.looseObject({
        name: z.string(),
        cloud: z.string(),
        invocations: z.int(),
        errors: z.int(),
        last_error: z.optional(z.nullable(z.string())),
        counters: z.optional(z.record(z.string(), z.number())),
      }),
    ),
    [],
  ),
});

/** What the local cloud says when it is up. */
export type LocalCloudUp = z.infer<typeof upSchema>;

/** How the local cloud is doing. */
export type LocalCloudStatus = z.infer<typeof statusSchema>;

/** The commands of the local cloud. */
export type LocalCloudCommand = "up" | "status" | "logs" | "down";

/** The local cloud, known by its program only. */
export interface LocalCloud {
  up(): Promise<LocalCloudUp>;
  status(): Promise<LocalCloudStatus>;
  down(): Promise<void>;
  /** Runs one of its commands on this terminal and gives the exit code. */
  hand(command: LocalCloudCommand, flags: readonly string[]): Promise<number>;
}

const failedSchema = z.looseObject({ error: z.looseObject({ message: z.string() }) });

/** In its own words: the message of its JSON document, or whatever it wrote. */
function complaintOf({ stdout, stderr }: { stdout: string; stderr: string }): string {
  try {
    return failedSchema.parse(JSON.parse(stdout)).error.message;
  } catch {
    return (stderr || stdout).trim();
  }
}

/** The local cloud of the folder in which `twin` runs. */
export function createLocalCloud({ processes, node, workspace, folder, environment }: Machine): LocalCloud {
  const program = join(workspace, "local-cloud", "bin", "local-cloud.js");
  const commandOf = (command: LocalCloudCommand, flags: readonly string[]) => ({
    file: node,
    args: [program, command, "--dir", join(folder, ".twin"), ...flags],
    folder,
    environment,
  });

  const ask = async <Schema extends z.ZodMiniType>(
    command: LocalCloudCommand,
    schema: Schema,
  ): Promise<z.infer<Schema>> => {
    const ended = await processes.run(commandOf(command, ["--json"]));
    if (ended.interrupted) throw interruptedWhile(`asking the local cloud (${command})`);
    if (ended.code !== 0) {
      throw new Failure(`the local cloud failed (${command}): ${complaintOf(ended)}`, {
        advice: "See its log with: npx twin local logs",
      });
    }
    const answer = schema.safeParse(jsonOf(ended.stdout));
    if (answer.success) return answer.data;
    const fields = answer.error.issues.map(({ path }) => path.join(".")).join(", ");
    throw new Failure(`the local cloud gave an answer that is not understood (${command}): ${fields}`);
  };

  return {
    up: () => ask("up", upSchema),
    status: () => ask("status", statusSchema),
    down: async () => void (await ask("down", z.looseObject({}))),
    hand: (command, flags) => processes.hand(commandOf(command, flags)),
  };
}
