/** Tells a person, or a log, how far a command has come. */
export interface Progress {
  /** A step begins, such as "plan". */
  step(title: string): void;
  /** How far the step has come; `label` is what is being worked on. */
  count(done: number, total: number, label: string): void;
  /** The step is done; `result` says what it came to. */
  done(result?: string): void;
  /** Something worth knowing that is no step. */
  note(text: string): void;
}

/** Where progress is written: stderr, so that stdout holds results only. */
export interface ProgressSink {
  readonly isTerminal: boolean;
  write(text: string): void;
}

const ERASE_LINE = "\r\u001B[2K";
const TENTHS = 10;

function linesProgress(sink: ProgressSink): Progress {
  let title = "";
  let tenth = 0;
  return {
    step: (next) => {
      title = next;
      tenth = 0;
      sink.write(`${title} ...\n`);
    },
    count: (done, total) => {
      const reached = total === 0 ? TENTHS : Math.floor((done / total) * TENTHS);
      if (reached === tenth) return;
      tenth = reached;
      sink.write(`${title}: ${done}/${total}\n`);
    },
    done: (result) => sink.write(`${title}: ${result ?? "done"}\n`),
    note: (text) => sink.write(`${text}\n`),
  };
}

function liveProgress(sink: ProgressSink): Progress {
  let title = "";
  let live = false;
  const show = (text: string): void => {
    sink.write(`${ERASE_LINE}${text}`);
    live = true;
  };
  return {
    step: (next) => {
      if (live) sink.write("\n");
      title = next;
      show(`… ${title}`);
    },
    count: (done, total, label) => show(`… ${title} ${done}/${total} ${label}`),
    done: (result) => {
      sink.write(`${ERASE_LINE}✔ ${title}${result ? `: ${result}` : ""}\n`);
      live = false;
    },
    note: (text) => {
      sink.write(`${live ? ERASE_LINE : ""}${text}\n`);
      live = false;
    },
  };
}

/** Progress as one live line per step on a terminal, and as plain lines otherwise. */
export function createProgress(sink: ProgressSink): Progress {
  return sink.isTerminal ? liveProgress(sink) : linesProgress(sink);
}
