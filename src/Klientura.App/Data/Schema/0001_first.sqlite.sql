create table people (
    id integer primary key autoincrement,
    display_name text not null,
    role text not null,
    language text not null,
    theme text not null,
    density text not null,
    added_at text not null,
    user_name text,
    normalized_user_name text,
    email text,
    normalized_email text,
    email_confirmed integer not null,
    password_hash text,
    security_stamp text,
    concurrency_stamp text,
    phone_number text,
    phone_number_confirmed integer not null,
    two_factor_enabled integer not null,
    lockout_end text,
    lockout_enabled integer not null,
    access_failed_count integer not null
);
create unique index people_by_name on people (normalized_user_name);
create index people_by_email on people (normalized_email);

create table person_claims (
    id integer primary key autoincrement,
    user_id integer not null references people (id) on delete cascade,
    claim_type text,
    claim_value text
);
create index person_claims_by_person on person_claims (user_id);

create table person_logins (
    login_provider text not null,
    provider_key text not null,
    provider_display_name text,
    user_id integer not null references people (id) on delete cascade,
    primary key (login_provider, provider_key)
);
create index person_logins_by_person on person_logins (user_id);

create table person_tokens (
    user_id integer not null references people (id) on delete cascade,
    login_provider text not null,
    name text not null,
    value text,
    primary key (user_id, login_provider, name)
);

create table person_passkeys (
    credential_id blob not null primary key,
    user_id integer not null references people (id) on delete cascade,
    data text not null
);
create index person_passkeys_by_person on person_passkeys (user_id);

create table mappings (
    name text not null primary key,
    json text not null,
    changed_at text not null,
    changed_by text not null
);

create table settings (
    key text not null primary key,
    value text not null,
    changed_at text not null,
    changed_by text not null
);

create table sign_in_links (
    token_hash text not null primary key,
    purpose text not null,
    expires_at text not null
);
