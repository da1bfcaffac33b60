import type { Cloud } from "@twin2multicloud/model";
import type { MeterId } from "../../catalogue/meters.ts";
import { metered, over, plus, times } from "../../sheet/expression.ts";
import type { Expression, Term } from "../../sheet/expression.ts";

/** How a cloud bills functions. */
interface FunctionMeters {
  readonly request: MeterId;
  /** The unit of the meter for requests. */
  readonly per: "request" | "execution";
  readonly compute: MeterId;
}

/** The meters of functions; on Google Cloud the predecessor prices memory alone. */
export const FUNCTION_METERS: Readonly<Record<Cloud, FunctionMeters>> = {
  aws: { request: "aws.lambda.request", per: "request", compute: "aws.lambda.gb-second" },
  azure: { request: "azure.functions.execution", per: "execution", compute: "azure.functions.gb-second" },
  gcp: { request: "gcp.functions.request", per: "request", compute: "gcp.functions.gib-second-baseline" },
};

/** How long a function runs, and with how much memory. */
interface Run {
  readonly milliseconds: number;
  readonly megabytes: Readonly<Record<Cloud, number>>;
}

/** Every function but the movers. */
const STANDARD_RUN: Run = { milliseconds: 100, megabytes: { aws: 256, azure: 128, gcp: 256 } };

/** The movers. */
export const MOVER_RUN: Run = { milliseconds: 5000, megabytes: { aws: 512, azure: 128, gcp: 512 } };

/** The memory that so many invocations hold, in GB-s. */
export function computeOf(cloud: Cloud, invocations: Term, run: Run = STANDARD_RUN): Expression {
  return times(invocations, over(run.milliseconds, 1000), over(run.megabytes[cloud], 1024));
}

/** What a function costs that has the free allowances of its account for itself. */
export function functionCost(cloud: Cloud, invocations: Term, run: Run = STANDARD_RUN): Expression {
  const { request, compute } = FUNCTION_METERS[cloud];
  return plus(metered(request, invocations), metered(compute, computeOf(cloud, invocations, run)));
}
