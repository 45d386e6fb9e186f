create table snapshots (
    id integer primary key autoincrement,
    method text not null,
    as_of text not null,
    period text not null,
    orders text not null,
    scope text not null,
    parameters text not null,
    parameter_hash text not null,
    version integer not null,
    ledger_version integer not null,
    value_column text not null,
    class_column text not null,
    clients integer not null,
    closes text,
    taken_at text not null,
    taken_by text not null
);
create unique index snapshots_by_question on snapshots (method, as_of, period, orders, scope, parameter_hash, version);
create index snapshots_by_month on snapshots (closes);

create table snapshot_rows (
    snapshot_id integer not null references snapshots (id),
    client_id text not null,
    value text not null,
    class text not null,
    primary key (snapshot_id, client_id)
);

create trigger snapshots_stay before update on snapshots begin select raise(abort, 'a snapshot is never rewritten'); end;
create trigger snapshots_remain before delete on snapshots begin select raise(abort, 'a snapshot is never rewritten'); end;
create trigger snapshot_rows_stay before update on snapshot_rows begin select raise(abort, 'a snapshot is never rewritten'); end;
create trigger snapshot_rows_remain before delete on snapshot_rows begin select raise(abort, 'a snapshot is never rewritten'); end;

create table parameter_changes (
    id integer primary key autoincrement,
    method text not null,
    key text not null,
    level text not null,
    subject text not null,
    value text,
    reason text not null,
    changed_at text not null,
    changed_by text not null
);
create index parameter_changes_by_method on parameter_changes (method, key, level, subject);
