import type { ResourceRecord, ResourceRegistry } from "../terraform/resource-registry.ts";
import type { CloudModule } from "./cloud-module.ts";
import { createProblems, whyLost } from "./problems.ts";
import type { PortFailure, Problems } from "./problems.ts";

/** What there is to bring back, and into what. */
export interface RestoreParts {
  readonly clouds: readonly CloudModule[];
  readonly registry: ResourceRegistry;
  /** The recorded ports that could not be used so far. */
  readonly portFailures: () => readonly PortFailure[];
  readonly log: (line: string) => void;
}

/** Brings back what Terraform knows of, takes back what it never heard of, and tells what could not be set right. */
export async function restore(parts: RestoreParts): Promise<Problems> {
  const { clouds, registry } = parts;
  const problems = createProblems(registry);
  for (const cloud of clouds) await cloud.restore(recordsOf(registry, cloud));
  const unheard = registry.records().filter(({ answered }) => !answered);
  for (const record of unheard.toReversed()) await takeBack(parts, problems, record);
  for (const cloud of clouds) {
    for (const record of recordsOf(registry, cloud).filter(({ answered }) => answered)) {
      const why = await whyLost(cloud, record, parts.portFailures());
      if (why !== undefined) problems.add(record, why);
    }
  }
  return problems;
}

function recordsOf(registry: ResourceRegistry, { name }: CloudModule): ResourceRecord[] {
  return registry.records().filter(({ cloud }) => cloud === name);
}

// The daemon was killed before Terraform heard of this creation, so no state holds it. When it cannot be removed now, the next
// creation from the same plan takes it over, or the next start tries again.
async function takeBack(
  { clouds, registry, log }: RestoreParts,
  problems: Problems,
  record: ResourceRecord,
): Promise<void> {
  const handler = clouds
    .find(({ name }) => name === record.cloud)
    ?.resources.find(({ type }) => type === record.type);
  try {
    await handler?.delete(record.attributes);
    await registry.remove(record.key);
    log(`${record.type}: removed what an interrupted run had just made`);
  } catch (error) {
    const message = `cannot remove what an interrupted run had just made: ${String(error)}`;
    log(`${record.type}: ${message}`);
    problems.add(record, message);
  }
}
