import { Migration } from '@mikro-orm/migrations';

/**
 * What the sweep needs and what it finds: how far it has come with each department, the notices that departments gave,
 * and by when each change seen was to be told. A notice names a permit, on which licences it stands is another matter:
 * it carries no region.
 */
export class AddChanges extends Migration {
  override name = '20261121-add-changes';

  override up(): void {
    this.addSql(`
      ALTER TABLE issuance.finding
        ADD COLUMN seen_at timestamptz(3),
        ADD COLUMN due_at timestamptz(3),
        ADD COLUMN reported_at timestamptz(3),
        ADD COLUMN version_from integer,
        ADD COLUMN version_to integer`);
    this.addSql(`
      CREATE INDEX finding_unreported ON issuance.finding (due_at)
        WHERE kind = 'CHANGE_SEEN' AND reported_at IS NULL AND due_at IS NOT NULL`);
    this.addSql(`
      CREATE TABLE issuance.notice (
        id uuid PRIMARY KEY,
        department text NOT NULL,
        notice_key text NOT NULL,
        number text NOT NULL,
        number_key text NOT NULL,
        version integer,
        sent_at timestamptz(3),
        received_at timestamptz(3) NOT NULL,
        expires_at timestamptz(3) NOT NULL,
        spent_for uuid[] NOT NULL DEFAULT '{}',
        UNIQUE (department, notice_key)
      )`);
    this.addSql('CREATE INDEX ON issuance.notice (department, number_key, expires_at)');
    this.addSql(`
      CREATE TABLE issuance.sweep (
        department text PRIMARY KEY,
        cursor text,
        total integer,
        total_at timestamptz(3),
        failures integer NOT NULL DEFAULT 0,
        fault text,
        held_since timestamptz(3),
        held_total integer,
        checked_up_to text COLLATE "C",
        stepped_at timestamptz(3),
        finished_at timestamptz(3)
      )`);
    this.addSql(`
      CREATE TABLE issuance.business_time (
        only_one boolean PRIMARY KEY CHECK (only_one),
        offset_ms bigint NOT NULL
      )`);
  }

  override down(): void {
    this.addSql('DROP TABLE issuance.business_time, issuance.sweep, issuance.notice');
    this.addSql(
      'ALTER TABLE issuance.finding DROP COLUMN seen_at, DROP COLUMN due_at, DROP COLUMN reported_at, DROP COLUMN version_from, DROP COLUMN version_to',
    );
  }
}
