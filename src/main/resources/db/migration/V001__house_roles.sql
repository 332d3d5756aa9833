-- Two roles for two trades (docs/decisions/0005). The one that migrates owns everything; the one under which the
-- application works may only read and add, so that what is append-only needs no care to stay so. A table whose rows do
-- change says it in its own migration: GRANT UPDATE (state) ON orders.quote TO fairpass_app.

DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'fairpass_app') THEN
    CREATE ROLE fairpass_app NOLOGIN;
  END IF;
EXCEPTION
  -- Roles belong to the whole server: another database of it may be migrating at this moment.
  WHEN duplicate_object OR unique_violation THEN NULL;
  WHEN insufficient_privilege THEN
    RAISE EXCEPTION 'the role fairpass_app is missing and % may not create it', CURRENT_USER
      USING HINT = 'A superuser runs: CREATE ROLE fairpass_app NOLOGIN; GRANT fairpass_app TO ' || CURRENT_USER;
END
$$;

-- Membership gives the owner nothing but the right to take the role's place, which may have been given already.
DO $$
BEGIN
  SET LOCAL ROLE fairpass_app;
  RESET ROLE;
EXCEPTION
  WHEN insufficient_privilege THEN
    EXECUTE format('GRANT fairpass_app TO %I', CURRENT_USER);
END
$$;

-- What every later migration creates is read and added to by the application, and no more.
ALTER DEFAULT PRIVILEGES GRANT USAGE ON SCHEMAS TO fairpass_app;
ALTER DEFAULT PRIVILEGES GRANT SELECT, INSERT ON TABLES TO fairpass_app;
ALTER DEFAULT PRIVILEGES GRANT USAGE ON SEQUENCES TO fairpass_app;

-- All three are trusted: the owner of a database may add them without being superuser.
CREATE EXTENSION IF NOT EXISTS btree_gist; -- excludes overlapping periods together with an equal id
CREATE EXTENSION IF NOT EXISTS pg_trgm;    -- finds a place or a commune by a part of its name
CREATE EXTENSION IF NOT EXISTS unaccent;   -- whether or not accents were typed
