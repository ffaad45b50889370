from django.db import migrations

# The operations ask `permissions.is_independent`; this is the wall behind it. `who` may not have to do with a complaint about
# themselves or their team, at the officer's stage not with one about their department.
FUNCTION = """
CREATE FUNCTION complaints_is_independent(who bigint, stage text, person bigint, team bigint, department bigint)
RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT who IS DISTINCT FROM person
       AND NOT EXISTS (SELECT FROM accounts_membership AS own WHERE own.user_id = who AND own.team_id = team)
       AND NOT (stage IN ('chief_administrative_officer', 'ombudsman') AND (
               EXISTS (SELECT FROM accounts_user AS own WHERE own.id = who AND own.department_id = department)
               OR EXISTS (SELECT FROM accounts_membership AS own JOIN accounts_team AS theirs ON theirs.id = own.team_id
                          WHERE own.user_id = who AND theirs.department_id = department)))
$$;

CREATE FUNCTION complaints_handler_is_independent() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.handler_id IS NOT NULL AND NOT complaints_is_independent(
           NEW.handler_id, NEW.stage, NEW.person_id, NEW.team_id, NEW.department_id) THEN
        RAISE EXCEPTION 'The handler of complaint % is not independent', NEW.reference USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER complaints_handler_is_independent
    BEFORE INSERT OR UPDATE OF handler_id, stage, person_id, team_id, department_id ON complaints_complaint
    FOR EACH ROW EXECUTE FUNCTION complaints_handler_is_independent();

CREATE FUNCTION complaints_decider_is_independent() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.decided_by_id IS NOT NULL AND NOT (
           SELECT complaints_is_independent(
               NEW.decided_by_id, NEW.stage, about.person_id, about.team_id, about.department_id)
           FROM complaints_complaint AS about WHERE about.id = NEW.complaint_id) THEN
        RAISE EXCEPTION 'Who decides complaint % is not independent', NEW.complaint_id USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER complaints_decider_is_independent BEFORE INSERT OR UPDATE ON complaints_decision
    FOR EACH ROW EXECUTE FUNCTION complaints_decider_is_independent();
"""
UNDO = """
DROP TRIGGER complaints_decider_is_independent ON complaints_decision;
DROP TRIGGER complaints_handler_is_independent ON complaints_complaint;
DROP FUNCTION complaints_decider_is_independent();
DROP FUNCTION complaints_handler_is_independent();
DROP FUNCTION complaints_is_independent(bigint, text, bigint, bigint, bigint);
"""


class Migration(migrations.Migration):
    dependencies = [("complaints", "0001_initial"), ("accounts", "0001_initial")]
    operations = [migrations.RunSQL(FUNCTION, UNDO)]
