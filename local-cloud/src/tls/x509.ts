// The order matters: @peculiar/x509 refuses to load where Reflect has no metadata functions.
import "reflect-metadata";

export * from "@peculiar/x509";
