/** Runs `run` on every item, at most `limit` at once; results stand in the order of the items. The first rejection rejects all. */
export async function inParallel<In, Out>(
  items: readonly In[],
  limit: number,
  run: (item: In) => Promise<Out>,
): Promise<Out[]> {
  const results = Array.from<Out>({ length: items.length });
  const pending = items.entries();
  const work = async (): Promise<void> => {
    // All workers share one iterator, so each item is taken once.
    for (const [index, item] of pending) results[index] = await run(item);
  };
  await Promise.all(Array.from({ length: Math.min(limit, items.length) }, work));
  return results;
}
