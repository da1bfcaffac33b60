/** Whether a cloud is out of reach at the moment, as far as its public function endpoints go. */
export interface Outage {
  readonly active: boolean;
}

/** The outages that somebody asked for, to see what a twin does when a cloud does not answer. */
export interface Outages {
  of(cloud: string): Outage;
  /** From now on, connections to this cloud's public functions break, for so many seconds. */
  begin(cloud: string, seconds: number): void;
}

/** No outages yet. */
export function createOutages(now: () => Date): Outages {
  const ends = new Map<string, number>();
  return {
    of: (cloud) => ({
      get active() {
        return now().getTime() < (ends.get(cloud) ?? 0);
      },
    }),
    begin: (cloud, seconds) => {
      ends.set(cloud, now().getTime() + seconds * 1000);
    },
  };
}
