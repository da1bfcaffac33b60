import { catalogueSchema } from "@twin2multicloud/model";
import type { Catalogue } from "@twin2multicloud/model";
import aws from "../../catalogues/aws-eu-central-1.json" with { type: "json" };
import azure from "../../catalogues/azure-westeurope.json" with { type: "json" };
import currency from "../../catalogues/currency.json" with { type: "json" };
import gcp from "../../catalogues/gcp-europe-west1.json" with { type: "json" };

/** The prices that come with this version, dated and complete, so that everything works offline. */
export const SHIPPED_CATALOGUE: Catalogue = catalogueSchema.parse({ clouds: { aws, azure, gcp }, currency });
