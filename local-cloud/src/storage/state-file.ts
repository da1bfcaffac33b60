import { readFileIfAny, writeFileAtomic } from "./atomic-file.ts";

/** One small JSON document on disk that is replaced as a whole. */
export interface StateFile<State> {
  /** The state as it is on disk. */
  readonly state: State;
  /** Resolves when the new state is on disk; saves happen one after the other. */
  save(state: State): Promise<void>;
}

/** Opens a state file, or starts with `initial`; `check` says what is wrong with a document that another version may have written. */
export async function openStateFile<State>(
  file: string,
  initial: State,
  check: (value: unknown) => value is State,
): Promise<StateFile<State>> {
  let state: State = initial;
  const text = await readFileIfAny(file);
  if (text !== undefined) state = readState(file, text, check);
  let last: Promise<void> = Promise.resolve();
  return {
    get state() {
      return state;
    },
    save(next) {
      const write = async (): Promise<void> => {
        await writeFileAtomic(file, `${JSON.stringify(next, null, 2)}\n`);
        state = next;
      };
      last = last.then(write, write);
      return last;
    },
  };
}

function readState<State>(file: string, text: string, check: (value: unknown) => value is State): State {
  const value = parse(text);
  if (check(value)) return value;
  throw new Error(`${file} is not a state file of the local cloud; remove it to start afresh`);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
