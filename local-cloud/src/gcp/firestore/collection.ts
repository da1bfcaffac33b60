import type { Document } from "./messages.ts";
import { createSortedView } from "./sorted-view.ts";
import type { SortedView, ViewShape } from "./sorted-view.ts";

/** The documents of one collection, and a sorted view for every shape that was ever asked for. */
export interface Collection {
  get(name: string): Document | undefined;
  put(document: Document): void;
  remove(name: string): void;
  /** A view that stays sorted from now on; the first query of a shape pays for sorting. */
  view(shape: ViewShape): SortedView;
  documents(): Iterable<Document>;
}

/** An empty collection. */
export function createCollection(): Collection {
  const documents = new Map<string, Document>();
  const views = new Map<string, SortedView>();

  const remove = (name: string): void => {
    const document = documents.get(name);
    if (!document) return;
    documents.delete(name);
    for (const view of views.values()) view.remove(document);
  };

  return {
    get: (name) => documents.get(name),
    put(document) {
      remove(document.name);
      documents.set(document.name, document);
      for (const view of views.values()) view.add(document);
    },
    remove,
    view(shape) {
      const key = JSON.stringify(shape);
      const known = views.get(key);
      if (known) return known;
      const view = createSortedView(shape);
      for (const document of documents.values()) view.add(document);
      views.set(key, view);
      return view;
    },
    documents: () => documents.values(),
  };
}
