import { COUNTED_EVENTS } from "@twin2multicloud/model";
import { bodyOf, countsFrom, needed } from "./cloud-counts.ts";
import type { CloudCounts, Sample } from "./cloud-counts.ts";
import type { CountsQuery, KnownFunction } from "./platform-status.ts";
import { signedForm } from "./sigv4.ts";

const DAY_SECONDS = 86_400;

interface Metric {
  readonly sample: Omit<Sample, "value">;
  readonly namespace: string;
  readonly metric: string;
  readonly dimension?: { readonly name: string; readonly value: string };
}

function metricsOf({ name, resource }: KnownFunction): Metric[] {
  const dimension = { name: "FunctionName", value: resource.name };
  const lambda = (what: "invocations" | "errors", metric: string): Metric => ({
    sample: { name, what },
    namespace: "AWS/Lambda",
    metric,
    dimension,
  });
  return [lambda("invocations", "Invocations"), lambda("errors", "Errors")];
}

/** The module's metric filters sum over the twin; dispatcher and writers are told apart by the event itself. */
function eventMetrics({ twin, functions }: CountsQuery): Metric[] {
  const [first] = functions;
  if (!first) return [];
  const nameFor = (event: string): string =>
    event === "stored" ? (functions.find(({ name }) => name !== "dispatcher") ?? first).name : first.name;
  return COUNTED_EVENTS.map((event) => ({
    sample: { name: nameFor(event), what: event },
    namespace: `Twin2MultiCloud/${twin}`,
    metric: event,
  }));
}

function formOf(metrics: readonly Metric[], { since }: CountsQuery, now: number): string {
  const start = Math.floor(since / 1000 / DAY_SECONDS) * DAY_SECONDS * 1000;
  const form = new URLSearchParams({
    Action: "GetMetricData",
    Version: "2010-08-01",
    StartTime: new Date(start).toISOString(),
    EndTime: new Date(now).toISOString(),
  });
  metrics.forEach(({ namespace, metric, dimension }, index) => {
    const query = `MetricDataQueries.member.${index + 1}`;
    form.set(`${query}.Id`, `m${index}`);
    form.set(`${query}.MetricStat.Metric.Namespace`, namespace);
    form.set(`${query}.MetricStat.Metric.MetricName`, metric);
    if (dimension) {
      form.set(`${query}.MetricStat.Metric.Dimensions.member.1.Name`, dimension.name);
      form.set(`${query}.MetricStat.Metric.Dimensions.member.1.Value`, dimension.value);
    }
    form.set(`${query}.MetricStat.Period`, String(DAY_SECONDS));
    form.set(`${query}.MetricStat.Stat`, "Sum");
  });
  return form.toString();
}

/** The values of each query by its number: of this XML only `Id` and the members of `Values` matter. */
function valuesOf(xml: string): Map<number, number> {
  const results = xml.split("<Id>m").slice(1);
  return new Map(
    results.map((result) => {
      const values = /<Values>(.*?)<\/Values>/s.exec(result)?.[1] ?? "";
      const members = [...values.matchAll(/<member>([^<]+)<\/member>/g)].map(([, value]) => Number(value));
      return [Number.parseInt(result, 10), members.reduce((total, value) => total + value, 0)];
    }),
  );
}

/** Amazon CloudWatch: Lambda's own metrics, and those that the modules make of log lines. */
export const awsCounts: CloudCounts = async ({ http, clock, environment }, settings, query) => {
  const keys = {
    accessKeyId: needed(environment, "AWS_ACCESS_KEY_ID", "AWS"),
    secretAccessKey: needed(environment, "AWS_SECRET_ACCESS_KEY", "AWS"),
    sessionToken: environment["AWS_SESSION_TOKEN"],
  };
  const metrics = [...query.functions.flatMap(metricsOf), ...eventMetrics(query)];
  const form = {
    service: "monitoring",
    region: settings.aws?.region ?? "",
    body: formOf(metrics, query, clock.now()),
  };
  const values = valuesOf(bodyOf(await http(signedForm(form, keys, clock.now())), "Amazon CloudWatch"));
  return countsFrom(metrics.map(({ sample }, index) => ({ ...sample, value: values.get(index) ?? 0 })));
};
