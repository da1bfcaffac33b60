import * as z from "zod/mini";
import { Failure } from "../failure.ts";
import { bodyOf, countsFrom, needed } from "./cloud-counts.ts";
import type { CloudCounts, Sample, StatusMachine } from "./cloud-counts.ts";
import type { CountsQuery } from "./platform-status.ts";

const foundationSchema = z.looseObject({ logs: z.looseObject({ workspace_guid: z.string() }) });
const tokenSchema = z.looseObject({ access_token: z.string() });
const resultSchema = z.looseObject({
  tables: z.array(z.looseObject({ rows: z.array(z.tuple([z.string(), z.string(), z.number()])) })),
});

const WHAT: readonly Sample["what"][] = ["invocations", "errors", "received", "rejected", "stored"];

/** One table of function, what is counted, and how much; the functions' own lines are JSON within traces. */
function kustoQuery({ twin, since }: CountsQuery): string {
  const from = `TimeGenerated >= datetime(${new Date(since).toISOString()})`;
  return [
    `let calls = AppRequests | where ${from} and AppRoleName startswith "${twin}-";`,
    `let lines = AppTraces | where ${from} | extend line = parse_json(Message) | where tostring(line.twin) == "${twin}";`,
    "union (calls | summarize value = sum(ItemCount) by name = Name | extend what = 'invocations'),",
    "(calls | where Success == false | summarize value = sum(ItemCount) by name = Name | extend what = 'errors'),",
    "(lines | where tostring(line.event) in ('received', 'rejected', 'stored')",
    "| summarize value = sum(tolong(line['count'])) by name = tostring(line['function']), what = tostring(line.event))",
    "| project name, what, value",
  ].join("\n");
}

async function tokenFrom({ http, environment }: StatusMachine, tenant: string): Promise<string> {
  const form = new URLSearchParams({
    grant_type: "client_credentials",
    client_id: needed(environment, "ARM_CLIENT_ID", "Azure"),
    client_secret: needed(environment, "ARM_CLIENT_SECRET", "Azure"),
    scope: "https://api.loganalytics.io/.default",
  });
  const answer = await http({
    method: "POST",
    url: `https://login.microsoftonline.com/${tenant}/oauth2/v2.0/token`,
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: form.toString(),
  });
  return tokenSchema.parse(JSON.parse(bodyOf(answer, "Microsoft Entra ID"))).access_token;
}

function isWhat(text: string): text is Sample["what"] {
  return WHAT.some((what) => what === text);
}

/** Azure Log Analytics: the requests and log lines of the function apps. */
export const azureCounts: CloudCounts = async (machine, settings, query) => {
  const foundation = foundationSchema.safeParse(query.foundations["azure"]);
  if (!foundation.success) throw new Failure("the stack's outputs name no Log Analytics workspace");
  const token = await tokenFrom(machine, settings.azure?.tenant_id ?? "");
  const answer = await machine.http({
    method: "POST",
    url: `https://api.loganalytics.io/v1/workspaces/${foundation.data.logs.workspace_guid}/query`,
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    body: JSON.stringify({ query: kustoQuery(query) }),
  });
  const { tables } = resultSchema.parse(JSON.parse(bodyOf(answer, "Log Analytics")));
  const rows = tables[0]?.rows ?? [];
  return countsFrom(rows.flatMap(([name, what, value]) => (isWhat(what) ? [{ name, what, value }] : [])));
};
