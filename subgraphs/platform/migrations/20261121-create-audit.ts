import { Migration } from '@mikro-orm/migrations';

/**
 * The audit log. What is written stays: a trigger refuses every change of an entry, and the right to change one is
 * taken from the owner too (a superuser can still do both, which is what the chain of hashes is for).
 */
export class CreateAudit extends Migration {
  override name = '20261121-create-audit';

  override up(): void {
    this.addSql('CREATE SCHEMA IF NOT EXISTS audit');
    this.addSql(`
      CREATE TABLE audit.entry (
        chain text COLLATE "C" NOT NULL,
        position bigint NOT NULL CHECK (position >= 1),
        id uuid NOT NULL,
        at timestamptz(3) NOT NULL,
        actor_role text NOT NULL,
        actor_id text,
        actor_department text,
        actor_authority text,
        actor_region text,
        action text NOT NULL,
        subject_type text NOT NULL,
        subject_id text NOT NULL,
        region_code text NOT NULL,
        for_whom text,
        basis text,
        reason text,
        outcome text NOT NULL CHECK (outcome IN ('DONE', 'REFUSED')),
        code text,
        before text,
        after text,
        previous text NOT NULL,
        hash text NOT NULL,
        key_id text NOT NULL,
        seal text NOT NULL,
        PRIMARY KEY (chain, position)
      )`);
    this.addSql('CREATE INDEX ON audit.entry (subject_type, subject_id)');
    this.addSql(`
      CREATE TABLE audit.head (
        chain text COLLATE "C" PRIMARY KEY,
        position bigint NOT NULL CHECK (position >= 0),
        hash text NOT NULL,
        key_id text NOT NULL,
        seal text NOT NULL
      )`);
    this.addSql(`
      CREATE FUNCTION audit.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        RAISE EXCEPTION 'audit entries are never changed' USING ERRCODE = 'insufficient_privilege';
      END $$`);
    this.addSql(`
      CREATE TRIGGER entry_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON audit.entry
      FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse_change()`);
    this.addSql(`
      CREATE TRIGGER head_stays BEFORE DELETE OR TRUNCATE ON audit.head
      FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse_change()`);
    this.addSql('REVOKE UPDATE, DELETE, TRUNCATE ON audit.entry FROM CURRENT_USER');
    this.addSql('REVOKE DELETE, TRUNCATE ON audit.head FROM CURRENT_USER');
  }

  override down(): void {
    this.addSql('DROP SCHEMA audit CASCADE');
  }
}
