/** Refusals as Dataverse words them. Each is thrown, rolls its operation back and becomes the answer's `error`. */

export class DataverseError extends Error {
  override readonly name = 'DataverseError';
  readonly status: number;
  readonly code: string;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, code: string, message: string, headers: Readonly<Record<string, string>> = {}) {
    super(message);
    this.status = status;
    this.code = code;
    this.headers = headers;
  }
}

/** What this server does not do yet: a code Dataverse never sends, so that no test can mistake it. */
export function notSupported(what: string): DataverseError {
  return new DataverseError(501, 'LOCAL_NOT_SUPPORTED', `${what} is not supported by the local Dataverse`);
}

export function rowNotFound(table: string, id: string): DataverseError {
  return new DataverseError(404, '0x80040217', `${table} With Id = ${id} Does Not Exist`);
}

export function rowNotFoundByKey(table: string): DataverseError {
  return new DataverseError(
    404,
    '0x80060891',
    `A record with the specified key values does not exist in ${table} entity`,
  );
}

export function keyNotDeclared(table: string): DataverseError {
  return new DataverseError(
    400,
    '0x80060890',
    `The key in the request URI is not valid for resource 'Microsoft.Dynamics.CRM.${table}'. ` +
      'Ensure that the names and number of key properties match the declared keys.',
  );
}

export function duplicateKey(columns: readonly string[], keyName: string): DataverseError {
  return new DataverseError(
    412,
    '0x80060892',
    `A record that has the attribute values ${columns.join(', ')} already exists. The entity key ${keyName} ` +
      'requires that this set of attributes contains unique values. Select unique values and try again.',
  );
}

export function duplicateId(): DataverseError {
  return new DataverseError(412, '0x80040237', 'Cannot insert duplicate key.');
}

export function rowExists(): DataverseError {
  return new DataverseError(412, '0x80060892', 'A record with matching key values already exists.');
}

export function versionMismatch(): DataverseError {
  return new DataverseError(
    412,
    '0x80060882',
    "The version of the existing record doesn't match the RowVersion property provided.",
  );
}

export function unknownSegment(segment: string): DataverseError {
  return new DataverseError(404, '0x80060888', `Resource not found for the segment '${segment}'.`);
}

export function unknownProperty(property: string, table: string): DataverseError {
  return new DataverseError(
    400,
    '0x80060888',
    `Could not find a property named '${property}' on type 'Microsoft.Dynamics.CRM.${table}'.`,
  );
}

/** A request that cannot be read as OData: syntax of a filter, a URL, a header. */
export function badRequest(message: string): DataverseError {
  return new DataverseError(400, '0x80060888', message);
}

export function invalidArgument(message: string): DataverseError {
  return new DataverseError(400, '0x80040203', message);
}

/** A payload that does not fit the table's type. */
export function badPayload(entitySet: string, inner: string): DataverseError {
  return new DataverseError(
    400,
    '0x80048d19',
    `Error identified in Payload provided by the user for Entity :'${entitySet}', For more information on this error ` +
      'please follow this help link https://go.microsoft.com/fwlink/?linkid=2195293  ---->  InnerException : ' +
      `Microsoft.OData.ODataException: ${inner}`,
  );
}

export function tooLong(column: string, table: string, maxLength: number): DataverseError {
  return new DataverseError(
    400,
    '0x80044331',
    `A validation error occurred.  The length of the '${column}' attribute of the '${table}' entity exceeded the ` +
      `maximum allowed length of '${maxLength}'.`,
  );
}

export function outOfRange(column: string, table: string, value: number): DataverseError {
  return new DataverseError(
    400,
    '0x8004431a',
    `A validation error occurred. The value ${value} of '${column}' on record of type '${table}' is outside the valid range.`,
  );
}

export function invalidStatus(options: {
  status: number;
  stateName: string;
  table: string;
  schemaName: string;
  id: string;
}): DataverseError {
  const { status, stateName, table, schemaName, id } = options;
  return new DataverseError(
    400,
    '0x80048408',
    `${status} is not a valid status code for state code ${schemaName}State.${stateName} on ${table} with Id ${id}.`,
  );
}

export function missingPrivilege(options: {
  userId: string;
  privilege: string;
  privilegeId: string;
  table?: string;
}): DataverseError {
  const { userId, privilege, privilegeId, table } = options;
  const on = table === undefined ? '' : ` for entity '${table}'`;
  return new DataverseError(
    403,
    '0x80040220',
    `Principal user (Id=${userId}, type=8) is missing ${privilege} privilege (Id=${privilegeId})${on}.`,
  );
}

/** The privilege is there, but not deep enough for this row. */
export function accessDenied(options: {
  userId: string;
  right: string;
  table: string;
  id: string;
}): DataverseError {
  const { userId, right, table, id } = options;
  return new DataverseError(
    403,
    '0x80040220',
    `SecLib::AccessCheckEx failed. User (Id=${userId}) does not have ${right} rights on ${table} with Id = ${id}.`,
  );
}

export function deleteRestricted(): DataverseError {
  return new DataverseError(
    405,
    '0x80040227',
    'The object cannot be deleted because it is associated with another object.',
  );
}

export function unauthorized(message: string): DataverseError {
  return new DataverseError(401, '0x80040220', message, { 'WWW-Authenticate': 'Bearer' });
}
