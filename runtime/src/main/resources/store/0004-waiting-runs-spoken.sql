alter table waiting_run add column spoken integer not null default 0;
