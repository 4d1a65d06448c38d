/**
 * The embedded PostgreSQL cannot run here, for a reason other than the data folder. The message is one line with the
 * remedy, for the person who starts the hub.
 */
export class EmbeddedPostgresError extends Error {
  override readonly name = 'EmbeddedPostgresError';
}
