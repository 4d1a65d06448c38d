import { Migration } from '@mikro-orm/migrations';

/** Answers of mutations that were done, so that one that is repeated is answered and not done again. */
export class CreateIdempotency extends Migration {
  override name = '20261121-create-idempotency';

  override up(): void {
    this.addSql('CREATE SCHEMA IF NOT EXISTS idempotency');
    this.addSql(`
      CREATE TABLE idempotency.answered_request (
        scope text NOT NULL,
        key text NOT NULL,
        input text NOT NULL,
        answer jsonb NOT NULL,
        at timestamptz(3) NOT NULL,
        PRIMARY KEY (scope, key)
      )`);
  }

  override down(): void {
    this.addSql('DROP SCHEMA idempotency CASCADE');
  }
}
