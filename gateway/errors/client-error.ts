import { randomUUID } from 'node:crypto';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { isErrorCode, type ErrorCode } from '../../subgraphs/platform/error-codes.ts';
import { hubError } from '../../subgraphs/platform/hub-error.ts';
import type { Logger } from '../../subgraphs/platform/logger.ts';

/** graphql-js repeats what it was given, which may be long; so much of a message is for people. */
const MOST_CHARACTERS = 400;

/** What graphql-js says where a limit of its own is reached; it gives these no code. */
const LIMITS_BY_MESSAGE: readonly (readonly [pattern: RegExp, code: ErrorCode, say: string])[] = [
  [
    /more tha[nt] \d+ tokens/,
    'LIMIT_TOKENS',
    'The document has too many tokens. Select less, or split the query.',
  ],
  [/^Validation aborted\.$/, 'LIMIT_COST', 'The document repeats too much. Select each field once.'],
  [/^Maximum introspection depth/, 'LIMIT_DEPTH', 'The introspection nests too deep. Select fewer levels.'],
];

/** Apollo Server calls all of these BAD_REQUEST. */
const CODE_OF_STATUS: Readonly<Record<number, ErrorCode>> = {
  405: 'METHOD_NOT_ALLOWED',
  406: 'NOT_ACCEPTABLE',
  415: 'UNSUPPORTED_MEDIA_TYPE',
};

interface Visible {
  code: ErrorCode;
  message: string;
  /** What else of the extensions the client may know. */
  figures?: Readonly<Record<string, number>>;
}

/**
 * What a client sees of an error: its message where the code is of the table, else an incident number and nothing of
 * what happened. Of the extensions only `code` and `incident` are left, and the figures of a limit of cost.
 */
export function createClientErrorFormat(log: Logger) {
  return (formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError => {
    const { path, locations } = formatted;
    const place = { ...(locations ? { locations } : {}), ...(path ? { path } : {}) };
    const visible = visibleOf(formatted, error);
    if (visible) {
      const { message, code, figures } = visible;
      return { message: shortened(message), ...place, extensions: { code, ...figures } };
    }
    const incident = randomUUID();
    const cause = error instanceof GraphQLError ? (error.originalError ?? error) : error;
    log.error({ incident, err: cause }, 'unexpected error');
    return {
      message: `Something went wrong in the hub. Report incident ${incident}.`,
      ...place,
      extensions: { code: 'INTERNAL_SERVER_ERROR', incident },
    };
  };
}

function visibleOf({ message, extensions }: GraphQLFormattedError, error: unknown): Visible | undefined {
  const given = error instanceof GraphQLError ? error : undefined;
  switch (extensions?.code) {
    case 'GRAPHQL_PARSE_FAILED':
    case 'GRAPHQL_VALIDATION_FAILED': {
      if (extensions.validationErrorCode === 'INTROSPECTION_DISABLED') return known('INTROSPECTION_DISABLED');
      const [, code, say = ''] = LIMITS_BY_MESSAGE.find(([pattern]) => pattern.test(message)) ?? [];
      if (code) return { code, message: say };
      // Apollo Server gives its own code to whatever a validation rule reports; the rule's is on what it wrapped.
      const reported =
        given?.originalError instanceof GraphQLError ? given.originalError.extensions.code : undefined;
      if (!isErrorCode(reported)) return { code: extensions.code, message };
      return { code: reported, message, ...figuresOf(given?.originalError) };
    }
    case 'BAD_REQUEST': {
      const http = given?.extensions.http as { status?: number } | undefined;
      const code = CODE_OF_STATUS[http?.status ?? 400];
      return { code: code ?? 'BAD_REQUEST', message };
    }
    case 'BAD_USER_INPUT':
      // Suggestions are taken off validation errors only; those of variables name the schema just the same.
      return { code: 'BAD_USER_INPUT', message: message.replace(/ ?Did you mean .+\?$/s, '') };
    case 'PERSISTED_QUERY_NOT_SUPPORTED':
      return known('PERSISTED_QUERY_NOT_SUPPORTED');
    case 'INTERNAL_SERVER_ERROR':
      return undefined;
    default:
      return isErrorCode(extensions?.code)
        ? { code: extensions.code, message, ...figuresOf(given) }
        : undefined;
  }
}

function figuresOf(error: unknown): Pick<Visible, 'figures'> {
  if (!(error instanceof GraphQLError) || error.extensions.code !== 'LIMIT_COST') return {};
  const { cost, mostCost } = error.extensions;
  return typeof cost === 'number' && typeof mostCost === 'number' ? { figures: { cost, mostCost } } : {};
}

function known(code: ErrorCode): Visible {
  return { code, message: hubError(code).message };
}

function shortened(message: string): string {
  return message.length <= MOST_CHARACTERS ? message : `${message.slice(0, MOST_CHARACTERS).toWellFormed()}…`;
}
