/** The application settings of an app. */
export type AppSettings = Readonly<Record<string, string>>;

/** Where and as whom a queue trigger reads. */
export interface QueueConnection {
  readonly serviceUri: string;
  /** Client id of a user-assigned identity; undefined means the app's own identity. */
  readonly clientId?: string;
}

/** Replaces `%NAME%` by the setting of that name; one that is not set is an error, as in the real host. */
export function resolveBindingText(text: string, settings: AppSettings): string {
  return text.replace(/%([^%]+)%/g, (_whole, name: string) => {
    const value = settings[name];
    if (value === undefined)
      throw new Error(`'%${name}%' does not resolve to a value: the app has no setting of this name`);
    return value;
  });
}

/** The identity-based connection of a name (https://learn.microsoft.com/azure/azure-functions/functions-reference#configure-an-identity-based-connection). */
export function queueConnection(name: string, settings: AppSettings): QueueConnection {
  const setting = (property: string): string | undefined =>
    settings[`${name}__${property}`] ?? settings[`AzureWebJobs${name}__${property}`];
  const account = setting("accountName");
  const serviceUri = setting("queueServiceUri") ?? (account && `https://${account}.queue.core.windows.net`);
  if (!serviceUri) throw new Error(`connection ${name}: expected the setting ${name}__queueServiceUri`);
  const credential = setting("credential");
  if (credential !== undefined && credential !== "managedidentity") {
    throw new Error(`setting ${name}__credential: expected managedidentity, found ${credential}`);
  }
  const clientId = setting("clientId");
  return { serviceUri, ...(credential && clientId && { clientId }) };
}
