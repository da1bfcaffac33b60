import { Failure } from "../failure.ts";

/** One page of a list, and the name of the next one if there is one. */
export interface Page<Item> {
  readonly items: readonly Item[];
  readonly next: string | undefined;
}

/** No list of a vendor has more pages: the longest, that of Compute Engine, has some ten. */
const MOST_PAGES = 100;

/** Reads a list to its end. Throws a Failure when the pages go round in a circle or do not end. */
export async function allPages<Item>(
  whose: string,
  read: (next: string | undefined) => Promise<Page<Item>>,
): Promise<Item[]> {
  const items: Item[] = [];
  const seen = new Set<string>();
  let next: string | undefined;
  do {
    const page = await read(next);
    items.push(...page.items);
    next = page.next;
    if (next === undefined) return items;
    if (seen.has(next)) throw new Failure(`${whose} gives the same page of its list again and again`);
    seen.add(next);
  } while (seen.size < MOST_PAGES);
  throw new Failure(`${whose} gives more than ${MOST_PAGES} pages for one question`);
}
