/** Decides when a daemon that nobody pinned ends. */
export interface Lifecycle {
  /** Somebody asked for the daemon to be up. */
  asked(): void;
  /** Terraform called: the waiting begins anew. */
  called(): void;
  /** The last resource is gone. */
  emptied(): void;
  stop(): void;
}

/** What a lifecycle looks at. */
export interface LifecycleParts {
  /** Whether there is a reason to stay: resources, a pin, or a process of Terraform's that is served. */
  readonly isNeeded: () => boolean;
  readonly end: () => void;
  /** Calls back once after a time; returns how to call that off. */
  readonly after: (milliseconds: number, work: () => void) => () => void;
}

// Long enough for Terraform to end its run, and for a replacement that destroys before it creates.
const EMPTY_MS = 3_000;
// A daemon that was started and never used does not stay for ever.
const UNUSED_MS = 600_000;

/** Ends the daemon some seconds after its last resource is gone, and after ten minutes in which nobody used it. */
export function createLifecycle({ isNeeded, end, after }: LifecycleParts): Lifecycle {
  let patience = UNUSED_MS;
  let callOff: () => void = () => undefined;
  const wait = (milliseconds: number): void => {
    patience = milliseconds;
    callOff();
    callOff = after(patience, () => (isNeeded() ? wait(patience) : end()));
  };
  wait(UNUSED_MS);
  return {
    asked: () => wait(UNUSED_MS),
    called: () => wait(patience),
    emptied: () => wait(EMPTY_MS),
    stop: () => callOff(),
  };
}
