import { createHash, createHmac } from "node:crypto";
import type { HttpRequest } from "../machine/http.ts";

/** Long-term or temporary keys of an AWS account. */
export interface AwsKeys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string | undefined;
}

/** What is posted to the root of one AWS service in one region: a form, unless `headers` say otherwise. */
export interface AwsForm {
  readonly service: string;
  readonly region: string;
  readonly body: string;
  /** Where the service answers, if not at `service.region.amazonaws.com`. */
  readonly host?: string;
  /** More headers to sign, in lower case. */
  readonly headers?: Readonly<Record<string, string>>;
}

const hmac = (key: string | Buffer, text: string): Buffer => createHmac("sha256", key).update(text).digest();
const digest = (text: string): string => createHash("sha256").update(text).digest("hex");

/** Signs a posted form with Signature Version 4 (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv.html); `now` in milliseconds. */
export function signedForm(form: AwsForm, keys: AwsKeys, now: number): HttpRequest {
  const { service, region, body, host = `${service}.${region}.amazonaws.com` } = form;
  const stamp = new Date(now).toISOString().replaceAll(/[-:]|\.\d+/g, "");
  const scope = `${stamp.slice(0, 8)}/${region}/${service}/aws4_request`;
  const headers: Record<string, string> = {
    "content-type": "application/x-www-form-urlencoded; charset=utf-8",
    host,
    "x-amz-date": stamp,
    ...(keys.sessionToken ? { "x-amz-security-token": keys.sessionToken } : {}),
    ...form.headers,
  };
  const names = Object.keys(headers).sort();
  const lines = names.map((name) => `${name}:${headers[name]}\n`).join("");
  const canonical = ["POST", "/", "", lines, names.join(";"), digest(body)].join("\n");
  const secret = ["aws4_request", service, region, stamp.slice(0, 8)].reduceRight<string | Buffer>(
    (key, part) => hmac(key, part),
    `AWS4${keys.secretAccessKey}`,
  );
  const signature = createHmac("sha256", secret)
    .update(["AWS4-HMAC-SHA256", stamp, scope, digest(canonical)].join("\n"))
    .digest("hex");
  const authorization = `AWS4-HMAC-SHA256 Credential=${keys.accessKeyId}/${scope}, SignedHeaders=${names.join(";")}, Signature=${signature}`;
  return { method: "POST", url: `https://${host}/`, headers: { ...headers, authorization }, body };
}
