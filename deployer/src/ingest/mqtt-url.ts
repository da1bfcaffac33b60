/** MQTT over TLS (https://docs.oasis-open.org/mqtt/mqtt/v3.1.1, section 5.4.1). */
const MQTTS_PORT = 8883;

/** `mqtts://HOST:PORT` for a host that may name its port. */
export function mqttsUrl(host: string): string {
  return /:\d+$/.test(host) ? `mqtts://${host}` : `mqtts://${host}:${MQTTS_PORT}`;
}
