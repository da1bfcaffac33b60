import { block, blocks, requiredText, text } from "../arm/attributes.ts";
import type { Attributes } from "../../terraform/resource-handler.ts";
import type { OrderKey } from "./sql-ast.ts";

/** Why a container cannot serve an order; undefined where it can (https://learn.microsoft.com/azure/cosmos-db/index-policy). */
export function orderProblem(container: Attributes, order: readonly OrderKey[]): string | undefined {
  const policy = block(container, "indexing_policy");
  if (!policy || order.length === 0) return undefined;
  if (text(policy, "indexing_mode") === "none") return "The container has no index.";
  if (order.length > 1) return hasComposite(policy, order) ? undefined : NO_COMPOSITE;
  const [key] = order;
  return key && isIndexed(policy, key.path) ? undefined : EXCLUDED;
}

const NO_COMPOSITE =
  "The order by query does not have a corresponding composite index that it can be served from.";
const EXCLUDED = "The index path corresponding to the specified order-by item is excluded.";

function isIndexed(policy: Attributes, path: readonly string[]): boolean {
  const wanted = `/${path.join("/")}/?`;
  const best = (name: string): number =>
    Math.max(
      -1,
      ...blocks(policy, name)
        .map((one) => requiredText(one, "path"))
        .filter((pattern) => matches(pattern, wanted))
        .map((one) => one.length),
    );
  const included = blocks(policy, "included_path").length === 0 ? 1 : best("included_path");
  return included > best("excluded_path") || (included === best("excluded_path") && included >= 0);
}

function matches(pattern: string, path: string): boolean {
  return pattern.endsWith("/*") ? path.startsWith(pattern.slice(0, -1)) : pattern === path;
}

function hasComposite(policy: Attributes, order: readonly OrderKey[]): boolean {
  return blocks(policy, "composite_index").some((composite) => {
    const indexed = blocks(composite, "index");
    const same = (flipped: boolean): boolean =>
      indexed.length === order.length &&
      order.every(({ path, descending }, position) => {
        const entry = indexed[position];
        const wanted = descending !== flipped ? "descending" : "ascending";
        return (
          entry &&
          text(entry, "path") === `/${path.join("/")}` &&
          text(entry, "order")?.toLowerCase() === wanted
        );
      });
    return same(false) || same(true);
  });
}
