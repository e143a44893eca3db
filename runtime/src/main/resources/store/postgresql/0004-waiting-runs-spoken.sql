alter table waiting_run add column spoken bigint not null default 0;
