-- E-3.3: where every client with lines in one of the two periods stood in each of them. Needs views.sql and lives.sql.
create or replace view migration_states as
with periods as (
  select 'from' as side, before_first as first_month, before_last as last_month from compared
  union all select 'to', cast(getvariable('first_month') as integer), cast(getvariable('last_month') as integer)
), lasts as (
  select *, least(first_day(last_month + 1) - 1, as_of()) as last_day from periods
), sums as (
  select side, client_id, cast(sum(net) as bigint) as value from client_months join lasts on month between first_month and last_month group by side, client_id
), ranked as (
  select *, sum(value) filter (value > 0) over (partition by side) as total, coalesce(sum(value) filter (value > 0) over (partition by side order by value desc range between unbounded preceding and current row exclude group), 0) as above from sums
), firsts as (
  select client_id, min(day) as first_order from kept_orders group by client_id
), silent as (
  select side, client_id, arg_max(status, day) as status from life_events join lasts on day <= last_day group by side, client_id
)
select p.side, c.client_id, coalesce(value, 0) as value,
       case when value > 0 then case when above / total < coalesce(cast(getvariable('t_a') as double), 0.8) then 'A' when above / total < coalesce(cast(getvariable('t_b') as double), 0.95) then 'B' else 'C' end
            when first_order > last_day then 'new' when value is not null then '0' when status in ('sleeping', 'lost') then status else '0' end as state
from (select distinct client_id from sums) c cross join lasts p left join ranked r on r.side = p.side and r.client_id = c.client_id left join firsts f on f.client_id = c.client_id left join silent s on s.side = p.side and s.client_id = c.client_id;

create or replace view migrations as
with pairs as (
  select f.client_id, f.state as "from", t.state as "to", f.value as value_before, t.value as value_now, t.value - f.value as delta_value from migration_states f join migration_states t on t.client_id = f.client_id and f.side = 'from' and t.side = 'to'
), moves as (
  select *, case when "to" not in ('A', 'B', 'C') then case when "from" in ('A', 'B', 'C') then 'left' else 'outside' end
                 when "from" not in ('A', 'B', 'C') then case when "from" = 'new' then 'entered' else 'returned' end
                 when "from" = "to" then 'stay' when abs(delta_value) < cast(getvariable('shift') as decimal(12, 6)) * value_before then 'border_shift' when "to" < "from" then 'up' else 'down' end as move,
         sum(value_before) filter (value_before > 0) over () as revenue
  from pairs
)
select *, "from" = 'A' and "to" <> 'A' and move <> 'border_shift' or delta_value < 0 and -delta_value >= coalesce(cast(getvariable('cause_share') as decimal(12, 6)) * revenue, 0) as needs_cause from moves;
