import { PortError } from "@twin2multicloud/ports";

/** How long some work may take, and what it is called when it took longer. */
export interface Deadline {
  readonly milliseconds: number;
  readonly action: string;
}

/** Answers what the work answers, or throws a PortError `timeout` once the time is up; the work itself is not stopped. */
export async function within<T>({ milliseconds, action }: Deadline, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new PortError("timeout", `${action} failed: no answer within ${milliseconds} ms`)),
      milliseconds,
    );
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
