-- How much happened in each hour, so that nobody counts rows for it, and what the logs have dropped since stays counted.
create table hourly_count (
  hour bigint not null,
  kind text collate "C" not null,
  well bigint not null,
  badly bigint not null,
  primary key (hour, kind)
);
insert into hourly_count select time / 3600000, 'message', count(*), 0 from message_history where direction = 'in' group by 1;
insert into hourly_count select started / 3600000, 'run', count(*) filter (where status not in ('error', 'killed')),
  count(*) filter (where status in ('error', 'killed')) from run_log where ended is not null group by 1;
insert into hourly_count select time / 3600000, 'push', count(*) filter (where sent > 0), count(*) filter (where sent = 0)
  from push_log where code <> 'queued' group by 1;

-- The few among many that somebody looks for: runs that did not end well, and what happened on one IM.
create index run_log_not_ok on run_log (status, number) where status <> 'ok';
create index run_log_im on run_log (im, number);
create index push_log_im on push_log (im, number);
