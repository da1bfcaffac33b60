import { createHmac } from "node:crypto";

/** What a shared access signature grants: `resource` until `expiresAt` (milliseconds), by a policy or, without one, by a device's own key. */
export interface SasGrant {
  readonly resource: string;
  /** Base64. */
  readonly key: string;
  readonly policy?: string;
  readonly expiresAt: number;
}

/** Makes an IoT Hub token (https://learn.microsoft.com/azure/iot-hub/authenticate-authorize-sas). */
export function sasToken({ resource, key, policy, expiresAt }: SasGrant): string {
  const encoded = encodeURIComponent(resource);
  const expiry = Math.floor(expiresAt / 1000);
  const signature = createHmac("sha256", Buffer.from(key, "base64"))
    .update(`${encoded}\n${expiry}`)
    .digest("base64");
  const token = `SharedAccessSignature sr=${encoded}&sig=${encodeURIComponent(signature)}&se=${expiry}`;
  return policy === undefined ? token : `${token}&skn=${encodeURIComponent(policy)}`;
}
