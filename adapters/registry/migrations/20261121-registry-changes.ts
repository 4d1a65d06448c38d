import { Migration } from '@mikro-orm/migrations';
import { raw } from '@mikro-orm/postgresql';
import { permitNumberKey } from '../../../subgraphs/domain/permit-number-key.ts';

/** Permits are changed by their officers: versions, the decisions behind them, and their order. */
export class RegistryChanges extends Migration {
  override name = '20261121-registry-changes';

  override async up(): Promise<void> {
    this.addSql(`
      ALTER TABLE registry.permit
        ADD COLUMN number_key text,
        ADD COLUMN version integer NOT NULL DEFAULT 1 CHECK (version >= 1),
        ADD COLUMN status_before_suspension text,
        ADD COLUMN changed_as bigint`);
    const rows = (await this.execute('SELECT id, number FROM registry.permit ORDER BY number')) as {
      id: string;
      number: string;
    }[];
    for (const [position, { id, number }] of rows.entries()) {
      this.addSql(
        raw('UPDATE registry.permit SET number_key = ?, changed_as = ? WHERE id = ?', [
          permitNumberKey(number),
          position + 1,
          id,
        ]),
      );
    }
    this.addSql(`
      ALTER TABLE registry.permit
        ALTER COLUMN number_key SET NOT NULL,
        ALTER COLUMN changed_as SET NOT NULL`);
    this.addSql('CREATE UNIQUE INDEX ON registry.permit (number_key)');
    this.addSql('CREATE INDEX ON registry.permit (changed_as)');
    this.addSql(`
      CREATE TABLE registry.change (
        sequence bigint PRIMARY KEY,
        id uuid NOT NULL UNIQUE,
        permit_id uuid NOT NULL REFERENCES registry.permit,
        region_code text COLLATE "C" NOT NULL,
        number text NOT NULL,
        version integer NOT NULL,
        verb text NOT NULL,
        status_before text,
        status_after text NOT NULL,
        legal_basis text NOT NULL,
        reason text NOT NULL,
        document_number text,
        authority text NOT NULL,
        officer_id text NOT NULL,
        decided_at timestamptz(3) NOT NULL,
        recorded_at timestamptz(3) NOT NULL,
        UNIQUE (permit_id, version)
      )`);
    this.addSql(
      'CREATE TABLE registry.change_counter (id integer PRIMARY KEY CHECK (id = 1), last bigint NOT NULL)',
    );
    this.addSql(`INSERT INTO registry.change_counter VALUES (1, ${rows.length})`);
  }

  override down(): void {
    this.addSql('DROP TABLE registry.change_counter');
    this.addSql('DROP TABLE registry.change');
    this.addSql(`
      ALTER TABLE registry.permit
        DROP COLUMN number_key, DROP COLUMN version, DROP COLUMN status_before_suspension, DROP COLUMN changed_as`);
  }
}
