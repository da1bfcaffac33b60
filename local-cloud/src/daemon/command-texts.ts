import type { LogLine, Problem, StatusAnswer, UpAnswer } from "./control-answers.ts";

/** What `up` prints. */
export function upText({ pid, terraform, endpoints, problems }: UpAnswer): string {
  const places = Object.entries(endpoints).map(([name, url]) => `  ${name}: ${url}`);
  return [
    `The local cloud is up (process ${pid}).`,
    ...places,
    `  TF_CLI_CONFIG_FILE=${terraform.cli_config_file}`,
    ...problems.map(problemText),
  ].join("\n");
}

/** What `status` prints. */
export function statusText({ pid, resources, functions, pinned, problems }: StatusAnswer): string {
  const lines = functions.map(
    ({ cloud, name, invocations, errors, last_error }) =>
      `  ${cloud}/${name}: ${invocations} calls, ${errors} errors${last_error === undefined ? "" : ` (last: ${last_error})`}`,
  );
  return [
    `The local cloud is up (process ${pid}${pinned ? ", pinned" : ""}) with ${resources} resources.`,
    ...lines,
    ...problems.map(problemText),
  ].join("\n");
}

/** One line of `logs`. */
export function lineText({ cloud, function: name, line }: LogLine): string {
  return `${cloud}/${name}  ${line}`;
}

/** An environment as lines that a shell understands. */
export function envText(env: Readonly<Record<string, string>>): string {
  return Object.entries(env)
    .map(([name, value]) => `${name}=${value}`)
    .join("\n");
}

function problemText({ cloud, type, resource, message }: Problem): string {
  return `! warning: ${cloud} ${type} ${resource}: ${message}`;
}
