/**
 * Every clause of the wire contract between a client and Dataverse, with the test that holds it or the 501 that names what is missing.
 * The page docs/conformance.md is made from these data. Whoever changes what the server does, or adds a test of it, says so here.
 */
import { activities } from './clauses/activities.ts';
import { batches } from './clauses/batches.ts';
import { clients } from './clauses/clients.ts';
import { errors } from './clauses/errors.ts';
import { metadata } from './clauses/metadata.ts';
import { notifications } from './clauses/notifications.ts';
import { queries } from './clauses/queries.ts';
import { security } from './clauses/security.ts';
import { server } from './clauses/server.ts';
import { writing } from './clauses/writing.ts';
import type { Section } from './clause.ts';

export const sections: readonly Section[] = [
  clients,
  batches,
  writing,
  queries,
  metadata,
  security,
  errors,
  activities,
  notifications,
  server,
];
