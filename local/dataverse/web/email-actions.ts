/** SendEmail: hands an e-mail over to be sent. Nothing is sent from here; its status says that it would be. */
import { assumes } from '../assumptions.ts';
import { badPayload, DataverseError, invalidArgument } from '../errors.ts';
import { updateRow } from '../records/update.ts';
import { isEmpty } from '../store/database.ts';
import { jsonBody, type Exchange } from './exchange.ts';
import { jsonResponse, type WebResponse } from './http.ts';
import type { NamedRow } from './row-parameters.ts';

/** Assumed: what is issued waits for the server that sends it (6 Pending Send), what is only recorded is Sent (3). */
const statusWhen = { issued: 6, recorded: 3 } as const;

const sender = 1;
const recipients = '(2, 3, 4)';

export function sendEmail(exchange: Exchange, { table, id, row }: NamedRow): WebResponse {
  const { session, request } = exchange;
  const body = jsonBody(exchange);
  const { IssueSend: issueSend, TrackingToken: token } = body;
  if (typeof issueSend !== 'boolean') throw badPayload('emails', "'IssueSend' must be true or false.");
  if (token !== undefined && token !== null && typeof token !== 'string')
    throw badPayload('emails', "'TrackingToken' must be a text.");
  if (row['statecode'] !== 0) throw invalidArgument(`The email ${id} is not open, and cannot be sent.`);
  const parties = (masks: string): number =>
    Number(
      session.engine.store.database.get(
        `SELECT count(*) AS n FROM activityparty WHERE activityid = ? AND participationtypemask IN ${masks}`,
        [id],
      )?.['n'],
    );
  if (parties(`(${sender})`) !== 1)
    throw new DataverseError(400, '0x80040b01', 'The email must have exactly one sender.');
  if (parties(recipients) === 0)
    throw new DataverseError(
      400,
      '0x8004480f',
      'The email must have at least one recipient before it can be sent.',
    );
  const subject = [row['subject'], token].filter((part) => !isEmpty(part) && part !== '').join(' ');
  updateRow(session, table, id, {
    statecode: 1,
    statuscode: issueSend && assumes('issuedEmailIsPending') ? statusWhen.issued : statusWhen.recorded,
    ...(subject === '' ? {} : { subject }),
  });
  const context = `${request.base}$metadata#Microsoft.Dynamics.CRM.SendEmailResponse`;
  return jsonResponse(200, { '@odata.context': context, Subject: subject });
}
