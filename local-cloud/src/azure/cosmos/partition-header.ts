/** The partition in the header that names it, as the JSON of its key. */
export function partitionHeader(header: string | string[] | undefined): string | undefined {
  const list: unknown = typeof header === "string" ? JSON.parse(header) : undefined;
  return Array.isArray(list) && list.length > 0 ? JSON.stringify(list[0]) : undefined;
}
