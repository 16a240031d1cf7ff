// A database whose commits take their time: what is written is seen by others only a moment after its numbers were drawn.
import type { FreshDatabase } from '../../support/database.ts';

/** From now on `UPDATE fault_pause SET ms = …` makes every commit that touches a village log wait, by chance up to so long. */
export async function slowDown(db: FreshDatabase): Promise<void> {
  await db.sql('CREATE TABLE fault_pause AS SELECT 0 AS ms');
  await db.sql(`
    CREATE FUNCTION fault_pause() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
    BEGIN
      IF current_setting('fault.paused', true) IS DISTINCT FROM '1' THEN
        PERFORM set_config('fault.paused', '1', true), pg_sleep(random() * ms / 1000) FROM public.fault_pause WHERE ms > 0;
      END IF;
      RETURN NULL;
    END $$`);
  await db.sql(
    'CREATE CONSTRAINT TRIGGER fault_pause AFTER INSERT OR UPDATE ON village_log DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION fault_pause()',
  );
}
