import { Migration } from '@mikro-orm/migrations';

/**
 * Composite licences and what hangs on them. Every table carries the region of its licence, so that a province can
 * be cut out as a cell; no constraint reaches across regions but through its own licence.
 */
export class CreateIssuance extends Migration {
  override name = '20261120-create-issuance';

  override up(): void {
    this.addSql('CREATE SCHEMA IF NOT EXISTS issuance');
    this.addSql(`
      CREATE TABLE issuance.composite_licence (
        id uuid PRIMARY KEY,
        number text COLLATE "C" NOT NULL UNIQUE,
        version integer NOT NULL DEFAULT 1 CHECK (version >= 1),
        region_code text COLLATE "C" NOT NULL CHECK (region_code ~ '^[0-9]{6}$'),
        industry_code text NOT NULL,
        industry_name text NOT NULL,
        minimum smallint NOT NULL CHECK (minimum >= 1),
        holder_uscc text NOT NULL,
        holder_name text NOT NULL,
        premises_address text NOT NULL,
        issuer_region_code text NOT NULL,
        issuer_name text NOT NULL,
        issued_at timestamptz(3) NOT NULL
      )`);
    this.addSql('CREATE INDEX ON issuance.composite_licence (issued_at DESC, number)');
    this.addSql('CREATE INDEX ON issuance.composite_licence (region_code, issued_at DESC, number)');
    this.addSql('CREATE INDEX ON issuance.composite_licence (holder_uscc)');
    this.addSql(`
      CREATE TABLE issuance.permit_entry (
        id uuid PRIMARY KEY,
        licence_id uuid NOT NULL REFERENCES issuance.composite_licence ON DELETE CASCADE,
        region_code text NOT NULL,
        position smallint NOT NULL CHECK (position >= 0),
        department text NOT NULL,
        permit_type text NOT NULL,
        number text NOT NULL,
        number_key text NOT NULL,
        on_face boolean NOT NULL DEFAULT true,
        UNIQUE (licence_id, position),
        UNIQUE (licence_id, department, number_key)
      )`);
    this.addSql('CREATE INDEX ON issuance.permit_entry (department, number_key)');
    this.addSql(`
      CREATE TABLE issuance.last_known_record (
        entry_id uuid PRIMARY KEY REFERENCES issuance.permit_entry ON DELETE CASCADE,
        region_code text NOT NULL,
        revision integer NOT NULL CHECK (revision >= 1),
        confirmed_at timestamptz(3) NOT NULL,
        status text NOT NULL,
        valid_to date,
        record jsonb NOT NULL
      )`);
    this.addSql('CREATE INDEX ON issuance.last_known_record (status, valid_to)');
    this.addSql(`
      CREATE TABLE issuance.licence_version (
        id uuid PRIMARY KEY,
        licence_id uuid NOT NULL REFERENCES issuance.composite_licence ON DELETE CASCADE,
        region_code text NOT NULL,
        version integer NOT NULL,
        face jsonb NOT NULL,
        created_at timestamptz(3) NOT NULL,
        UNIQUE (licence_id, version)
      )`);
    this.addSql(`
      CREATE TABLE issuance.finding (
        id uuid PRIMARY KEY,
        licence_id uuid NOT NULL REFERENCES issuance.composite_licence ON DELETE CASCADE,
        entry_id uuid NOT NULL REFERENCES issuance.permit_entry ON DELETE CASCADE,
        region_code text NOT NULL,
        department text NOT NULL,
        kind text NOT NULL,
        detail text NOT NULL,
        revision integer NOT NULL,
        opened_at timestamptz(3) NOT NULL,
        UNIQUE (entry_id, kind, revision)
      )`);
    this.addSql('CREATE INDEX ON issuance.finding (licence_id, opened_at DESC)');
    this.addSql(`
      CREATE TABLE issuance.secret (
        name text PRIMARY KEY,
        value text NOT NULL
      )`);
  }

  override down(): void {
    this.addSql('DROP SCHEMA issuance CASCADE');
  }
}
