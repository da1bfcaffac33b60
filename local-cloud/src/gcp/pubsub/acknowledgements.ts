/** Writes down which messages are done with; those that come while one write is under way share the next. */
export interface Acknowledgements {
  /** Resolves when it is written that the subscription's message is done with. */
  add(subscription: string, id: string): Promise<void>;
}

type Ids = Record<string, string[]>;

/** Gathers acknowledgements for `append`. */
export function createAcknowledgements(append: (ids: Ids) => Promise<void>): Acknowledgements {
  let gathering: Ids | undefined;
  let next: Promise<void> = Promise.resolve();

  const flush = async (): Promise<void> => {
    const ids = gathering ?? {};
    gathering = undefined;
    await append(ids);
  };

  return {
    add(subscription, id) {
      if (!gathering) {
        gathering = {};
        next = next.then(flush, flush);
      }
      (gathering[subscription] ??= []).push(id);
      return next;
    },
  };
}
