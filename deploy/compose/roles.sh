#!/bin/sh
# Run once by the database's image: the two roles, and a database that one of them owns.
set -eu
psql -v ON_ERROR_STOP=1 -v owner="$OWNER_PASSWORD" -v app="$APP_PASSWORD" <<'SQL'
CREATE ROLE owner LOGIN PASSWORD :'owner';
CREATE ROLE app LOGIN PASSWORD :'app';
CREATE DATABASE ecins OWNER owner ENCODING 'UTF8' TEMPLATE template0;
\connect ecins
ALTER SCHEMA public OWNER TO owner;
REVOKE CREATE ON SCHEMA public FROM public;
ALTER ROLE app SET lock_timeout = '4s';
ALTER ROLE app SET statement_timeout = '20s';
ALTER ROLE app SET pg_trgm.word_similarity_threshold = '0.45';
ALTER ROLE app SET log_min_error_statement = 'panic';
ALTER ROLE app SET log_error_verbosity = 'terse';
ALTER ROLE app SET log_min_duration_statement = -1;
ALTER ROLE app SET log_parameter_max_length_on_error = 0;
ALTER ROLE app SET log_statement = 'none';
SQL
