import type { Cloud } from "@twin2multicloud/model";

/** Where on each cloud a twin stands; a target gives these for the clouds in use. */
export interface CloudSettings {
  readonly aws?: { readonly region: string };
  readonly azure?: {
    readonly subscription_id: string;
    readonly tenant_id: string;
    readonly location: string;
  };
  readonly gcp?: { readonly project: string; readonly region: string; readonly pubsub_endpoint: string };
}

/** What Terraform must know of a cloud's provider; versions are pinned to those that the modules were written for. */
export interface ProviderFacts {
  /** The provider's name within Terraform. */
  readonly name: string;
  readonly source: string;
  readonly version: string;
  /** The type of the root variable that bears the cloud's name and holds its settings. */
  readonly settingsType: string;
  /** The provider block. */
  readonly block: Readonly<Record<string, unknown>>;
  /** What of the settings the foundation module takes. */
  readonly foundation: string;
}

/** The resource providers that the modules use, spelt as Azure spells them; the default registers sixty, and needs the right to. */
const AZURE_SERVICES = [
  "Microsoft.Devices",
  "Microsoft.DocumentDB",
  "Microsoft.EventGrid",
  "Microsoft.ManagedIdentity",
  "Microsoft.OperationalInsights",
  "Microsoft.Storage",
  "Microsoft.Web",
  "microsoft.insights",
];

/**
 * Azure puts alert rules of its own into a resource group, which must not keep the group alive; a deleted workspace would hold its
 * name and its data for two weeks; and whoever deploys has no rights on the data in storage accounts, nor needs any.
 */
const AZURE_FEATURES = {
  log_analytics_workspace: { permanently_delete_on_destroy: true },
  resource_group: { prevent_deletion_if_contains_resources: false },
  storage: { data_plane_available: false },
};

/** The provider of each cloud. Full source addresses, so that OpenTofu takes the same plugins. */
export const PROVIDERS: Readonly<Record<Cloud, ProviderFacts>> = {
  aws: {
    name: "aws",
    source: "registry.terraform.io/hashicorp/aws",
    version: "6.45.0",
    settingsType: "object({ region = string })",
    block: { region: "${var.aws.region}" },
    foundation: "${var.aws}",
  },
  azure: {
    name: "azurerm",
    source: "registry.terraform.io/hashicorp/azurerm",
    version: "4.55.0",
    settingsType: "object({ location = string, subscription_id = string, tenant_id = string })",
    block: {
      features: AZURE_FEATURES,
      resource_provider_registrations: "none",
      resource_providers_to_register: AZURE_SERVICES,
      storage_use_azuread: true,
      subscription_id: "${var.azure.subscription_id}",
      tenant_id: "${var.azure.tenant_id}",
    },
    foundation: "${{ location = var.azure.location }}",
  },
  gcp: {
    name: "google",
    source: "registry.terraform.io/hashicorp/google",
    version: "6.50.0",
    settingsType: "object({ project = string, pubsub_endpoint = string, region = string })",
    // Resources bear the labels of their twin, and no others.
    block: {
      add_terraform_attribution_label: false,
      project: "${var.gcp.project}",
      region: "${var.gcp.region}",
    },
    foundation: "${var.gcp}",
  },
};
