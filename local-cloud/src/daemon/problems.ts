import type { ResourceRecord, ResourceRegistry } from "../terraform/resource-registry.ts";
import type { CloudModule } from "./cloud-module.ts";
import type { Problem } from "./control-answers.ts";

/** A recorded port that could not be used. */
export interface PortFailure {
  /** What the port is recorded for, after the name of its cloud. */
  readonly name: string;
  readonly message: string;
}

/** What a start could not set right, until the next run of Terraform does. */
export interface Problems {
  add(record: ResourceRecord, message: string): void;
  /** The problems of what is still recorded: Terraform makes anew what it finds gone. */
  current(): readonly Problem[];
}

/** No problems yet. */
export function createProblems(registry: Pick<ResourceRegistry, "get">): Problems {
  const found = new Map<string, Problem>();
  return {
    add(record, message) {
      found.set(record.key, { cloud: record.cloud, type: record.type, resource: nameOf(record), message });
    },
    current: () => [...found].flatMap(([key, problem]) => (registry.get(key) ? [problem] : [])),
  };
}

/** Why a recorded thing is not there after a restore, or undefined where it is. */
export async function whyLost(
  cloud: CloudModule,
  record: ResourceRecord,
  ports: readonly PortFailure[],
): Promise<string | undefined> {
  const handler = cloud.resources.find(({ type }) => type === record.type);
  try {
    if (!handler?.read || (await handler.read(record.attributes)) !== null) return undefined;
    const cause = ports.find(({ name }) => name.split(/[ /]/).includes(nameOf(record)));
    return `it could not be brought back: ${cause?.message ?? "see daemon.log"}`;
  } catch (error) {
    return `it cannot be read: ${error instanceof Error ? error.message : String(error)}`;
  }
}

function nameOf({ attributes, key }: ResourceRecord): string {
  const name = attributes["name"] ?? attributes["function_name"] ?? attributes["id"];
  return typeof name === "string" && name !== "" ? name : key;
}
