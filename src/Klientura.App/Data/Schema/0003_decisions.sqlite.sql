create table decision_changes (
    id integer primary key autoincrement,
    kind text not null,
    client_id text not null,
    place text not null,
    value text,
    reason text not null,
    changed_at text not null,
    changed_by text not null
);
create index decision_changes_by_client on decision_changes (client_id, kind, place);
