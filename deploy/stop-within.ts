/** Of an orderly stop of one process: the longest `STOP_NOTICE`, requests under way, and what is to be closed then. */
export const STOP_WITHIN_MS = 40_000;
