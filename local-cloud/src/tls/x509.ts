// The order matters: @peculiar/x509 refuses to load where Reflect has no metadata functions.
export { reflectMetadataStands } from "./reflect-metadata.ts";
export * from "@peculiar/x509";
