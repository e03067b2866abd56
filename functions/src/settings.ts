/** Settings of the Functions app, read once and checked; the error names each setting at fault. */
import { z } from 'zod';

/** Tokens and keys go there: in clear they may only stay on this machine. */
const safeUrl = z.url().refine(isSafe, 'has to begin with https://');

const schema = z.object({
  /** The environment, for example https://contoso.crm4.dynamics.com */
  DATAVERSE_URL: safeUrl,
  /** A connection string; or, with a managed identity, ServiceBus__fullyQualifiedNamespace. */
  ServiceBus: z.string().min(1).optional(),
  ServiceBus__fullyQualifiedNamespace: z.string().min(1).optional(),
  /** The mounted share where the ERP puts its drops. */
  DROP_FOLDER: z.string().min(1),
  /** The mounted share from which letters are printed. */
  PRINT_FOLDER: z.string().min(1),
  SMTP_URL: z.url(),
  SMS_GATEWAY_URL: safeUrl,
  SMS_GATEWAY_KEY: z.string().min(1).optional(),
  /** Debtors are spread over this many buckets; each is imported and evaluated one message at a time. */
  BUCKETS: z.coerce.number().int().min(1).max(128).default(8),
  /** Dataverse requests in flight per instance of the app. */
  DATAVERSE_CONCURRENCY: z.coerce.number().int().min(1).max(52).default(8),
});

export type Settings = z.infer<typeof schema>;

/** @throws Error naming every missing or unusable setting. */
export function readSettings(environment: Readonly<Record<string, string | undefined>>): Settings {
  const parsed = schema.safeParse(environment);
  if (!parsed.success) {
    const problems = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
    throw new Error(`Settings cannot be used: ${problems.join('; ')}`);
  }
  const { ServiceBus, ServiceBus__fullyQualifiedNamespace } = parsed.data;
  if (ServiceBus === undefined && ServiceBus__fullyQualifiedNamespace === undefined) {
    throw new Error('Settings cannot be used: give ServiceBus or ServiceBus__fullyQualifiedNamespace');
  }
  return parsed.data;
}

function isSafe(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname } = new URL(text);
  const isLoopback = ['127.0.0.1', '[::1]', 'localhost'].includes(hostname);
  return protocol === 'https:' || (protocol === 'http:' && isLoopback);
}
