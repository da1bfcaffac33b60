import type { DeliverOptions, GivenUp } from "./deliver.ts";
import { ANSWER_MILLISECONDS } from "./unanswered.ts";

/** At most so many failures are told one by one; the rest is in the count. */
const MAX_TOLD = 20;

function lineOf({ lost, unsent, unacknowledged }: GivenUp): string {
  const seconds = ANSWER_MILLISECONDS / 1000;
  const why = lost
    ? `the connection was lost and did not come back within ${seconds} s`
    : `nothing was acknowledged for ${seconds} s`;
  const left = [
    ...(unsent > 0 ? [`${unsent} rows were not sent`] : []),
    ...(unacknowledged > 0 ? [`${unacknowledged} sent without an acknowledgement`] : []),
  ];
  return [why, ...left].join("; ");
}

/** Says what goes wrong while messages are delivered, each on a line of its own. */
export function createNotices(
  say: (text: string) => void,
): Pick<DeliverOptions, "onFailure" | "onConnection" | "onGivenUp"> {
  let told = 0;
  return {
    onFailure: (reason) => {
      told += 1;
      if (told <= MAX_TOLD) say(`failed: ${reason}`);
      if (told === MAX_TOLD) say("further failures are counted, but not told");
    },
    onConnection: (lost) => say(lost ? "the connection is lost; trying again" : "the connection is back"),
    onGivenUp: (left) => say(`failed: ${lineOf(left)}`),
  };
}
