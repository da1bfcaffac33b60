import type { Clock } from "../clock.ts";
import { createDueTimes } from "./due-times.ts";

/** Calls back when times are due, with one timer for all of them. */
export interface Schedule {
  /** Names an id at a time (milliseconds since 1970); several times for one id all come due. */
  add(at: number, id: string): void;
}

/** What came due. */
export interface DueEntry {
  readonly at: number;
  readonly id: string;
}

// Longer timers fire at once in Node; this one then sets itself anew.
const MAX_TIMER_MS = 2 ** 31 - 1;

/** Makes an empty schedule; `onDue` gets all entries that are due together, earliest first. */
export function createSchedule(clock: Clock, onDue: (entries: readonly DueEntry[]) => void): Schedule {
  const times = createDueTimes();
  let alarm: { readonly at: number; readonly cancel: () => void } | undefined;

  const ring = (): void => {
    alarm = undefined;
    const due: DueEntry[] = [];
    for (let entry = times.take(clock.now()); entry; entry = times.take(clock.now())) due.push(entry);
    setAlarm();
    if (due.length > 0) onDue(due);
  };
  const setAlarm = (): void => {
    const { next } = times;
    if (next === undefined || (alarm && alarm.at <= next)) return;
    alarm?.cancel();
    const wait = Math.min(Math.max(next - clock.now(), 0), MAX_TIMER_MS);
    alarm = { at: next, cancel: clock.after(wait, ring) };
  };

  return {
    add(at, id) {
      times.add(at, id);
      setAlarm();
    },
  };
}
