/** The few shapes of ASN.1 DER (ITU-T X.690) of which certificates and certificate requests are made. */

function tagged(tag: number, content: Buffer): Buffer {
  const { length } = content;
  if (length < 0x80) return Buffer.concat([Buffer.from([tag, length]), content]);
  const digits = length.toString(16);
  const bytes = Buffer.from(digits.length % 2 === 0 ? digits : `0${digits}`, "hex");
  return Buffer.concat([Buffer.from([tag, 0x80 | bytes.length]), bytes, content]);
}

/** A number from 0 to 127, or the bytes of a larger one whose first bit is not set. */
export const integer = (value: number | Buffer): Buffer =>
  tagged(0x02, typeof value === "number" ? Buffer.from([value]) : value);

/** An ordered list. */
export const sequence = (...items: readonly Buffer[]): Buffer => tagged(0x30, Buffer.concat(items));

/** An unordered list. */
export const set = (...items: readonly Buffer[]): Buffer => tagged(0x31, Buffer.concat(items));

/** Something marked by its position, such as an optional field. */
export const context = (position: number, ...items: readonly Buffer[]): Buffer =>
  tagged(0xa0 | position, Buffer.concat(items));

/** Whole bytes as a string of bits. */
export const bitString = (bytes: Buffer): Buffer => tagged(0x03, Buffer.concat([Buffer.from([0]), bytes]));

/** Bytes. */
export const octetString = (bytes: Buffer): Buffer => tagged(0x04, bytes);

/** Nothing. */
export const nothing = (): Buffer => tagged(0x05, Buffer.alloc(0));

/** Text. */
export const utf8String = (text: string): Buffer => tagged(0x0c, Buffer.from(text, "utf8"));

/** A moment, to the second; X.509 wants two digits of the year before 2050 and four from then on (RFC 5280, 4.1.2.5). */
export function time(milliseconds: number): Buffer {
  const digits = new Date(milliseconds).toISOString().replaceAll(/[-:T]|\.\d+/g, "");
  return Number(digits.slice(0, 4)) < 2050
    ? tagged(0x17, Buffer.from(digits.slice(2)))
    : tagged(0x18, Buffer.from(digits));
}

function base128(value: number): number[] {
  const bytes = [value & 0x7f];
  for (let rest = value >>> 7; rest > 0; rest >>>= 7) bytes.unshift((rest & 0x7f) | 0x80);
  return bytes;
}

/** An object identifier in dotted notation. */
export function objectId(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split(".").map(Number);
  return tagged(0x06, Buffer.from([first * 40 + second, ...rest.flatMap(base128)]));
}

/** DER in the text form with which tools exchange it. */
export function pem(label: string, der: Buffer): string {
  const lines = der.toString("base64").match(/.{1,64}/g) ?? [];
  return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ""].join("\n");
}
