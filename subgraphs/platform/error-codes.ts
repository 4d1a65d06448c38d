/**
 * Every code that `extensions.code` of a client-visible error can take. `http` is the status of a response that has
 * no data because of it; null: it stands beside data under 200.
 */
export const ERROR_CODES = {
  LICENSE_NOT_FOUND: {
    http: null,
    cause: 'No such licence, or none in your remit.',
    remedy: 'Check the number on the certificate, and that your token covers its region.',
  },
  BAD_NUMBER: {
    http: null,
    cause: 'The text is no number of a composite licence.',
    remedy: 'Send it as printed, e.g. YZ-410200-2026-000001.',
  },
  BAD_PAGE_SIZE: {
    http: null,
    cause: '`first` is outside 1 to 100 (500 for role service).',
    remedy: 'Ask for a smaller page and follow `endCursor`.',
  },
  BAD_CURSOR: {
    http: null,
    cause: '`after` was not given out by this hub, or for another filter.',
    remedy: 'Use `endCursor` of the page before with the same filter, or start without `after`.',
  },
  BAD_FILTER: {
    http: null,
    cause: 'A value of the filter cannot be used.',
    remedy: 'The message names the field and what it takes.',
  },
  LIMIT_DEPTH: {
    http: 400,
    cause: 'The document nests too deep.',
    remedy: 'Select fewer levels, or split the query.',
  },
  LIMIT_ALIASES: {
    http: 400,
    cause: 'The document uses too many aliases.',
    remedy: 'Use a list query instead of repeating a field.',
  },
  LIMIT_DIRECTIVES: {
    http: 400,
    cause: 'The document uses too many directives.',
    remedy: 'Remove directives.',
  },
  LIMIT_TOKENS: {
    http: 400,
    cause: 'The document is too long.',
    remedy: 'Select less, or split the query.',
  },
  LIMIT_COST: {
    http: 400,
    cause: 'The operation would cost or select too much; `cost` and `mostCost` are beside the code.',
    remedy: 'Ask for smaller pages or fewer fields.',
  },
  BODY_TOO_LARGE: {
    http: 413,
    cause: 'The request body is larger than the hub reads.',
    remedy: 'Send a shorter document; send large values elsewhere.',
  },
  HEADERS_TOO_LARGE: {
    http: 431,
    cause: 'The request headers are larger than the hub reads.',
    remedy: 'Send fewer or shorter headers.',
  },
  UNSUPPORTED_MEDIA_TYPE: {
    http: 415,
    cause: 'The body is not JSON, or in an encoding that the hub does not read.',
    remedy: 'Send `content-type: application/json`, plain or gzip.',
  },
  METHOD_NOT_ALLOWED: {
    http: 405,
    cause: 'This method is not served here.',
    remedy: 'Use POST; GET for queries only.',
  },
  NOT_ACCEPTABLE: {
    http: 406,
    cause: 'No media type that you accept is served.',
    remedy: 'Accept `application/graphql-response+json` or `application/json`.',
  },
  NOT_FOUND: {
    http: 404,
    cause: 'Nothing is served at this path.',
    remedy: 'Send GraphQL to /graphql.',
  },
  BAD_REQUEST: {
    http: 400,
    cause: 'The request is no GraphQL request over HTTP.',
    remedy: 'The message says what is missing.',
  },
  CSRF: {
    http: 400,
    cause: 'A web page of another site could have sent this request.',
    remedy: 'Send `content-type: application/json`, or a header `apollo-require-preflight`.',
  },
  GRAPHQL_PARSE_FAILED: {
    http: 400,
    cause: 'The document is not GraphQL.',
    remedy: 'The message names the place.',
  },
  GRAPHQL_VALIDATION_FAILED: {
    http: 400,
    cause: 'The document does not fit the schema.',
    remedy: 'The message names the field; the schema is in `schema/api.graphql`.',
  },
  BAD_USER_INPUT: {
    http: 400,
    cause: 'A variable does not fit its type.',
    remedy: 'The message names the variable.',
  },
  OPERATION_RESOLUTION_FAILURE: {
    http: 400,
    cause: 'The operation to run is not clear.',
    remedy: 'Name one operation of the document in `operationName`.',
  },
  OPERATION_NOT_SERVED: {
    http: 400,
    cause: 'The hub serves no operation of this kind.',
    remedy: 'Send a query; ask again instead of subscribing.',
  },
  PERSISTED_QUERY_NOT_SUPPORTED: {
    http: null,
    cause: 'The hub keeps no queries of its clients.',
    remedy: 'Send the whole query.',
  },
  INTROSPECTION_DISABLED: {
    http: 400,
    cause: 'Introspection is off.',
    remedy: 'Use the published schema, `schema/api.graphql`.',
  },
  TOO_MANY_REQUESTS: {
    http: 429,
    cause:
      'You have used up what one caller has in a minute, or asked for too many licences that do not exist.',
    remedy: 'Ask again after `Retry-After` seconds, for less.',
  },
  UNAUTHENTICATED: {
    http: 401,
    cause: 'No token, or one that is expired, forged or not for this hub.',
    remedy: 'Sign in and send `authorization: Bearer TOKEN`.',
  },
  FORBIDDEN: {
    http: null,
    cause: 'Your role may not do this.',
    remedy: 'Ask somebody whose role may.',
  },
  FORBIDDEN_FIELD: {
    http: null,
    cause: 'This field is not for your role, or for the department that owns the permit only.',
    remedy: 'Leave it out; the rest of the answer stands.',
  },
  PERMIT_NOT_FOUND: {
    http: null,
    cause: 'No such permit in the registry, or none in your remit.',
    remedy: 'Check the number, and that your token covers its region and authority.',
  },
  NUMBER_TAKEN: {
    http: null,
    cause: 'A permit of this number is in the registry already.',
    remedy: 'Check the number; change the permit that is there instead of granting it again.',
  },
  BAD_VALUE: {
    http: null,
    cause: 'A value of the input cannot be used.',
    remedy: 'The message names the field and what it takes.',
  },
  BAD_IDENTIFIER: {
    http: null,
    cause: 'An identifier is malformed, or its check character is wrong.',
    remedy: 'Copy it again from the document; the message names the field.',
  },
  ILLEGAL_STEP: {
    http: null,
    cause: 'The permit is in a status from which this step is not possible.',
    remedy: 'Read the permit again; the message names its status.',
  },
  VERSION_CONFLICT: {
    http: null,
    cause: 'The permit has been changed since the version that you expected.',
    remedy: 'Read it again, and decide again on what it says now.',
  },
  IDEMPOTENCY_KEY_REUSED: {
    http: null,
    cause: 'You have used this idempotency key for another input.',
    remedy: 'Make a new key for each act; repeat a key only to repeat the very same act.',
  },
  AUDIT_UNAVAILABLE: {
    http: 503,
    cause: 'The audit log cannot be written, so nothing was changed.',
    remedy: 'Try again later with the same idempotency key; the operator finds the cause in the log.',
  },
  CLIENT_CLOSED: {
    http: null,
    cause: 'The client left before the answer.',
    remedy: 'Nothing; nobody reads this.',
  },
  DEPARTMENT_FAULT: {
    http: null,
    cause: 'The department did not answer, and there is no last known record to fall back on.',
    remedy: 'Try again later; `reason` is one of the freshness reasons.',
  },
  NOT_SUPPORTED: {
    http: null,
    cause: 'The department has nothing of this kind.',
    remedy: 'Do without it; `limits` and the README of its adapter say what it has.',
  },
  NOTICE_FORGED: {
    http: 401,
    cause: 'A message whose signature is not the department’s.',
    remedy: 'Sign it as the department’s scheme asks, with the key agreed with the hub.',
  },
  OVERLOADED: {
    http: 503,
    cause: 'The hub has more to do than it can do in time; the request was not read.',
    remedy: 'Send it again after `Retry-After` seconds.',
  },
  SERVICE_UNAVAILABLE: {
    http: 503,
    cause: 'A part of the hub that the answer cannot do without is away.',
    remedy: 'Try again after `Retry-After` seconds.',
  },
  INTERNAL_SERVER_ERROR: {
    http: 500,
    cause: 'A mistake in the hub.',
    remedy: 'Report the `incident` of the error; the log has the rest.',
  },
} as const satisfies Record<string, { http: number | null; cause: string; remedy: string }>;

export type ErrorCode = keyof typeof ERROR_CODES;

export function isErrorCode(code: unknown): code is ErrorCode {
  return typeof code === 'string' && Object.hasOwn(ERROR_CODES, code);
}
