-- The hub's role and database, each with no more rights than it needs. As PostgreSQL's own administrator, once:
--   runuser -u postgres -- psql --file database.sql
-- The role signs in by the socket as the account of the same name (peer); it has no password.
\set ON_ERROR_STOP on
\if :{?role} \else \set role hospital-hub \endif
\if :{?database} \else \set database hub \endif

create role :"role" login nosuperuser nocreatedb nocreaterole noreplication noinherit connection limit 30;
-- Texts stand in the order of their code points, as in the hub's own tables.
create database :"database" owner :"role" encoding 'UTF8' locale 'C' template template0;
revoke connect, temporary on database :"database" from public;

\connect :"database"
-- Whoever may connect may not make tables here, but for the hub.
revoke all on schema public from public;
grant usage, create on schema public to :"role";
