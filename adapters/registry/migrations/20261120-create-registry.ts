import { Migration } from '@mikro-orm/migrations';

/** Permits of departments that have no system of their own; the registry is their system of record. */
export class CreateRegistry extends Migration {
  override name = '20261120-create-registry';

  override up(): void {
    this.addSql('CREATE SCHEMA IF NOT EXISTS registry');
    this.addSql(`
      CREATE TABLE registry.permit (
        id uuid PRIMARY KEY,
        region_code text COLLATE "C" NOT NULL CHECK (region_code ~ '^[0-9]{6}$'),
        number text NOT NULL UNIQUE,
        permit_type text NOT NULL,
        status text NOT NULL CHECK (status IN ('VALID', 'RENEWAL_PENDING', 'SUSPENDED', 'EXPIRED', 'LAPSED',
          'WITHDRAWN', 'RESCINDED', 'CANCELLED', 'REVOKED')),
        valid_from date,
        valid_to date,
        scope text[],
        holder_name text NOT NULL,
        holder_uscc text NOT NULL,
        address text NOT NULL,
        issued_by text NOT NULL,
        authority text NOT NULL,
        updated_at timestamptz(3) NOT NULL DEFAULT now()
      )`);
    this.addSql('CREATE INDEX ON registry.permit (holder_uscc)');
  }

  override down(): void {
    this.addSql('DROP SCHEMA registry CASCADE');
  }
}
