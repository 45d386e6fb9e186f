-- The life of every client (methods.md 0.7): from which day on it had which status. Needs views.sql. Variables k_yellow, k_sleep, k_lost; the usual 2, 3, 6 when they are null.
create or replace macro days_of(multiple, median_gap, floor_days) as cast(floor(greatest(multiple * median_gap, floor_days)) as integer);

-- ABC class over the twelve months that end with the month of the day asked: 80 and 95 per cent, equals in the better class (E-3.2, 0.9).
create or replace view life_classes as
with nets as (
  select client_id, sum(net) as net from client_months where month > month_of(as_of()) - 12 group by client_id
), ranked as (
  select client_id, net, sum(greatest(net, 0)) over () as total, coalesce(sum(net) over (order by net desc range between unbounded preceding and 1 preceding), 0) as before from nets
)
select client_id, case when net < 0 then '-' when net = 0 then '0' when before * 100 < 80 * total then 'A' when before * 100 < 95 * total then 'B' else 'C' end as class from ranked;

-- Median gap and the gap that nine of ten do not exceed, as known after each order.
create or replace view life_rhythms as
select client_id, day, place, day - day_before as gap,
       quantile_cont(day - day_before, 0.5) over known as median_gap, quantile_disc(day - day_before, 0.9) over known as p90,
       lead(day) over (partition by client_id order by day) as next_day, min(day) over (partition by client_id) as first_order
from kept_orders window known as (partition by client_id order by day rows between unbounded preceding and current row);

-- The typical client of a segment and class, when at least eight of them have four orders.
create or replace view life_segments as
select coalesce(c.segment, '') as segment, coalesce(class, '0') as class, quantile_cont(median_gap, 0.5) as median_gap, floor(quantile_cont(p90, 0.5)) as p90
from life_rhythms r join clients c using (client_id) left join life_classes using (client_id)
where place >= 4 and next_day is null group by all having count(*) >= 8;

-- Every order with the thresholds in force after it.
create or replace view life_orders as
with borders as (
  select r.client_id, r.day, r.place, r.gap, r.median_gap, r.p90, r.next_day, r.first_order,
         case when place >= 4 then 'own' when s.median_gap is not null then 'segment' else 'common' end as basis,
         case when place >= 4 then r.median_gap else s.median_gap end as m, case when place >= 4 then r.p90 else s.p90 end as p
  from life_rhythms r join clients c using (client_id) left join life_classes k using (client_id)
  left join life_segments s on s.segment = coalesce(c.segment, '') and s.class = coalesce(k.class, '0')
), limits as (
  select *, coalesce(days_of(coalesce(cast(getvariable('k_yellow') as double), 2), m, p), 183) as yellow, coalesce(days_of(coalesce(cast(getvariable('k_sleep') as double), 3), m, p), 183) as sleep,
         coalesce(days_of(coalesce(cast(getvariable('k_lost') as double), 6), m, 365), 365) as loss
  from borders
), silences as (
  -- Ordered after sleeping or loss: on the day before the order the silence was already too long.
  select *, gap - 1 > least(lag(sleep) over client, greatest(lag(loss) over client, lag(sleep) over client)) as woke from limits window client as (partition by client_id order by day)
), woken as (
  select *, max(case when woke then place end) over client as return_place, max(case when woke then day end) over client as return_day
  from silences window client as (partition by client_id order by day rows between unbounded preceding and current row)
)
select *, coalesce(place - return_place + 1 < 3 and day - return_day <= 180, false) as is_returned from woken;

create or replace view life_events as
with states as (
  select *, not is_returned and (place = 1 or day - first_order <= 90) as is_new from life_orders
), settling as (
  select *, case when is_returned then return_day + 181 when is_new and place > 1 then first_order + 91 end as settled from states
)
select client_id, day, case when is_returned then 'returned' when is_new then 'new' else 'active' end as status from settling
union all select client_id, settled, 'active' from settling where settled <= day + yellow and (next_day is null or settled < next_day)
union all select client_id, day + yellow + 1, 'deviation' from settling where sleep > yellow and (next_day is null or day + yellow + 1 < next_day)
union all select client_id, day + sleep + 1, 'sleeping' from settling where loss > sleep and (next_day is null or day + sleep + 1 < next_day)
union all select client_id, day + greatest(loss, sleep) + 1, 'lost' from settling where next_day is null or day + greatest(loss, sleep) + 1 < next_day;

create or replace view life_changes as
select client_id, day, status, status_before from (
  select client_id, day, status, coalesce(lag(status) over (partition by client_id order by day), 'potential') as status_before from life_events where day <= as_of()
) where status <> status_before;

-- Every client with a line up to the day asked.
create or replace view lives as
with seen as (select distinct client_id from known_lines),
last_orders as (select * from life_orders where next_day is null),
last_changes as (select client_id, max(day) as since, arg_max(status, day) as status, arg_max(status_before, day) as status_before, count(*) as changes from life_changes group by client_id)
select s.client_id, coalesce(c.status, 'potential') as status, o.day as last_order, coalesce(o.place, 0) as orders, o.median_gap, o.p90, o.basis, o.yellow, o.sleep, o.loss,
       c.since, case when c.changes > 1 then c.status_before end as status_before
from seen s left join last_orders o using (client_id) left join last_changes c using (client_id);
