import * as z from "zod/mini";
import { COUNTED_EVENTS } from "@twin2multicloud/model";
import { bodyOf, countsFrom, needed } from "./cloud-counts.ts";
import type { CloudCounts, Sample } from "./cloud-counts.ts";
import { googleToken } from "./google-token.ts";
import type { CountsQuery } from "./platform-status.ts";

const point = z.looseObject({
  value: z.looseObject({
    int64Value: z.optional(z.string()),
    distributionValue: z.optional(
      z.looseObject({ count: z.optional(z.string()), mean: z.optional(z.number()) }),
    ),
  }),
});
const seriesSchema = z.looseObject({
  timeSeries: z._default(z.array(z.looseObject({ points: z.array(point) })), []),
});

/** One question: a filter of Cloud Monitoring, and what its sum means. */
interface Question {
  readonly sample: Omit<Sample, "value">;
  readonly filter: string;
}

const SCOPE = "https://www.googleapis.com/auth/monitoring.read";

function questionsOf({ functions }: CountsQuery): Question[] {
  return functions.flatMap(({ name, resource }) => {
    const requests = `metric.type="run.googleapis.com/request_count" AND resource.labels.service_name="${resource.name}"`;
    return [
      { sample: { name, what: "invocations" as const }, filter: requests },
      {
        sample: { name, what: "errors" as const },
        filter: `${requests} AND metric.labels.response_code_class="5xx"`,
      },
      ...COUNTED_EVENTS.filter((event) => (event === "stored") !== (name === "dispatcher")).map((event) => ({
        sample: { name, what: event },
        filter: `metric.type="logging.googleapis.com/user/${resource.name}-${event}"`,
      })),
    ];
  });
}

/** A counter's value, or the sum behind a distribution. */
function valueOf({ value: { int64Value, distributionValue } }: z.infer<typeof point>): number {
  if (int64Value !== undefined) return Number(int64Value);
  return Number(distributionValue?.count ?? 0) * (distributionValue?.mean ?? 0);
}

/** Google Cloud Monitoring: the requests of the functions' services, and the metrics that the modules make of log lines. */
export const gcpCounts: CloudCounts = async (machine, settings, query) => {
  const path = needed(machine.environment, "GOOGLE_APPLICATION_CREDENTIALS", "Google Cloud");
  const token = await googleToken(machine, { path, scope: SCOPE });
  const ask = async ({ sample, filter }: Question): Promise<Sample> => {
    const parameters = new URLSearchParams({
      filter,
      "interval.startTime": new Date(query.since).toISOString(),
      "interval.endTime": new Date(machine.clock.now()).toISOString(),
      "aggregation.alignmentPeriod": "86400s",
      "aggregation.perSeriesAligner": "ALIGN_SUM",
    });
    const url = `https://monitoring.googleapis.com/v3/projects/${settings.gcp?.project ?? ""}/timeSeries?${parameters.toString()}`;
    const answer = await machine.http({ method: "GET", url, headers: { authorization: `Bearer ${token}` } });
    // A metric that never had a value does not exist yet.
    if (answer.status === 404) return { ...sample, value: 0 };
    const { timeSeries } = seriesSchema.parse(JSON.parse(bodyOf(answer, "Cloud Monitoring")));
    return {
      ...sample,
      value: timeSeries.flatMap(({ points }) => points).reduce((sum, one) => sum + valueOf(one), 0),
    };
  };
  return countsFrom(await Promise.all(questionsOf(query).map(ask)));
};
