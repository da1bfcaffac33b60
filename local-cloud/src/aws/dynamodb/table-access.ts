import { arn } from "../arn.ts";

const INDEX_OPERATIONS = ["Query", "Scan"];

/** The ARNs that an operation needs permission for: its tables, or the index that it reads. */
export function resourcesOf(operation: string, input: Readonly<Record<string, unknown>>): string[] {
  const { TableName, IndexName, RequestItems, ResourceArn } = input;
  if (typeof ResourceArn === "string") return [ResourceArn];
  if (typeof RequestItems === "object" && RequestItems !== null)
    return Object.keys(RequestItems).map(tableArn);
  if (typeof TableName !== "string") return [arn("dynamodb", "table/*")];
  const isIndex = typeof IndexName === "string" && INDEX_OPERATIONS.includes(operation);
  return [isIndex ? `${tableArn(TableName)}/index/${IndexName}` : tableArn(TableName)];
}

/** The ARN of a table. */
export function tableArn(name: string): string {
  return arn("dynamodb", `table/${name}`);
}
