import type { HttpReply, HttpRequest } from "../http/https-endpoint.ts";
import type { Binding, FunctionMetadata, HttpData, TypedData } from "./protocol.ts";

/** A function that answers a request, and the parameters in its route. */
export interface RouteMatch {
  readonly functionName: string;
  readonly binding: Binding;
  readonly params: Readonly<Record<string, string>>;
}

/** The HTTP trigger of a function. */
export function httpTrigger(metadata: FunctionMetadata): Binding | undefined {
  return Object.values(metadata.bindings).find((one) => one.type === "httpTrigger");
}

/** Finds the function for a request: `/<prefix>/<route>`, routes with `{name}` and `{name?}` segments. */
export function matchRoute(
  functions: readonly FunctionMetadata[],
  prefix: string,
  request: HttpRequest,
): RouteMatch | undefined {
  const path = segments(decodeURI(request.url.pathname));
  for (const metadata of functions) {
    const binding = httpTrigger(metadata);
    if (!binding || !(binding.methods ?? []).some((one) => one.toUpperCase() === request.method)) continue;
    const params = matchSegments([...segments(prefix), ...segments(binding.route ?? metadata.name)], path);
    if (params) return { functionName: metadata.name, binding, params };
  }
  return undefined;
}

/** The request as the worker gets it. */
export function toHttpInput(request: HttpRequest, match: RouteMatch): TypedData {
  const headers = Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(", ") : (value ?? ""),
    ]),
  );
  const http: HttpData = {
    method: request.method,
    url: request.url.href,
    headers,
    query: Object.fromEntries(request.url.searchParams),
    params: match.params,
    ...(request.body.length > 0 && { body: { bytes: request.body } }),
  };
  return { http };
}

/** The answer that a function returned; a function that returns nothing answers 204, as in the real host. */
export function fromHttpOutput(value: TypedData | null | undefined): HttpReply {
  const http = value?.http;
  if (!http) return { status: 204 };
  const cookies = (http.cookies ?? []).map(
    ({ name, value: text }) => `${name}=${encodeURIComponent(text)}; path=/`,
  );
  const { "content-length": _length, ...headers } = http.headers ?? {};
  return {
    status: Number(http.statusCode ?? "200"),
    headers: { ...headers, ...(cookies.length > 0 && { "set-cookie": cookies }) },
    body: http.body?.bytes ?? http.body?.string ?? "",
  };
}

function segments(path: string): string[] {
  return path.split("/").filter(Boolean);
}

function matchSegments(
  route: readonly string[],
  path: readonly string[],
): Record<string, string> | undefined {
  if (path.length > route.length) return undefined;
  const params: Record<string, string> = {};
  for (const [index, part] of route.entries()) {
    const given = path[index];
    const parameter = /^\{([^:?}]+)[^?}]*(\??)\}$/.exec(part);
    if (parameter?.[1] !== undefined && given !== undefined) params[parameter[1]] = given;
    else if (parameter?.[2] === "?") continue;
    else if (parameter || given?.toLowerCase() !== part.toLowerCase()) return undefined;
  }
  return params;
}
