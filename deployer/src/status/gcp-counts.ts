import { createPrivateKey, sign } from "node:crypto";
import * as z from "zod/mini";
import { COUNTED_EVENTS } from "@twin2multicloud/model";
import { Failure } from "../failure.ts";
import { jsonOf } from "../machine/json.ts";
import { bodyOf, countsFrom, needed } from "./cloud-counts.ts";
import type { CloudCounts, Sample, StatusMachine } from "./cloud-counts.ts";
import type { CountsQuery } from "./platform-status.ts";

const accountSchema = z.looseObject({
  client_email: z.string(),
  private_key: z.string(),
  private_key_id: z.string(),
});
const tokenSchema = z.looseObject({ access_token: z.string() });
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

const TOKEN_URL = "https://oauth2.googleapis.com/token";
const SCOPE = "https://www.googleapis.com/auth/monitoring.read";
const HOUR_SECONDS = 3600;

const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString("base64url");

async function tokenFrom({ files, http, clock, environment }: StatusMachine): Promise<string> {
  const path = needed(environment, "GOOGLE_APPLICATION_CREDENTIALS", "Google Cloud");
  const account = accountSchema.safeParse(jsonOf(await files.read(path)));
  if (!account.success) throw new Failure(`${path} is no service-account key`);
  const { client_email, private_key, private_key_id } = account.data;
  const iat = Math.floor(clock.now() / 1000);
  const claims = { iss: client_email, scope: SCOPE, aud: TOKEN_URL, iat, exp: iat + HOUR_SECONDS };
  const unsigned = `${part({ alg: "RS256", typ: "JWT", kid: private_key_id })}.${part(claims)}`;
  const signature = sign("sha256", Buffer.from(unsigned), createPrivateKey(private_key)).toString(
    "base64url",
  );
  const form = new URLSearchParams({
    grant_type: "urn:ietf:params:oauth:grant-type:jwt-bearer",
    assertion: `${unsigned}.${signature}`,
  });
  const headers = { "content-type": "application/x-www-form-urlencoded" };
  const answer = await http({ method: "POST", url: TOKEN_URL, headers, body: form.toString() });
  return tokenSchema.parse(JSON.parse(bodyOf(answer, "Google"))).access_token;
}

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
  const token = await tokenFrom(machine);
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
