import { errorResponse, READY_FOR_QUERY } from './wire-messages.ts';

/** How the server refuses to sign a client in, in fault mode `error` by turns. */
export const STARTUP_FAILURES = [
  () => errorResponse('FATAL', '57P03', 'the database system is starting up'),
  (user: string) => errorResponse('FATAL', '53300', `too many connections for role "${user}"`),
] as const;

/** How it fails a statement, by turns, and whether it hangs up behind. */
export const QUERY_FAILURES = [
  { bytes: Buffer.concat([errorResponse('ERROR', 'XX000', '内部错误'), READY_FOR_QUERY]), ends: false },
  {
    bytes: errorResponse('FATAL', '57P01', 'terminating connection due to administrator command'),
    ends: true,
  },
  { bytes: errorResponse('FATAL', '57P03', 'the database system is shutting down'), ends: true },
] as const;
