import { join } from "node:path";

/** A device's name in a path: ids may hold characters that file names must not. */
const fileStem = (device: string): string => encodeURIComponent(device);

/** Where the credentials of a device stand under the twin's keys. */
export function deviceFiles(
  folder: string,
  device: string,
): { key: string; csr: string; cert: string; sas: string } {
  const stem = join(folder, "devices", fileStem(device));
  return { key: `${stem}.key.pem`, csr: `${stem}.csr.pem`, cert: `${stem}.cert.pem`, sas: `${stem}.sas-key` };
}

/** The ids of the devices that left the twin but still have files under its keys. */
export function strayDeviceFiles(names: readonly string[], devices: readonly string[]): string[] {
  const stems = new Set(devices.map(fileStem));
  return names.filter((name) => !stems.has(name.replace(/\.(key\.pem|csr\.pem|cert\.pem|sas-key)$/, "")));
}
