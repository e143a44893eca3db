-- Which pushes came of a run, for the trace of a message.
create index push_log_run on push_log (run, number);

-- Who changed what, and when.
create table audit_log (
  number integer primary key,
  time integer not null,
  who text not null,
  role text not null,
  method text not null,
  path text not null,
  status integer not null,
  origin text not null
);
create index audit_log_who on audit_log (who, number);
