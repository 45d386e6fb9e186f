-- Self-assessment (E-0.1): the five questions of eight that a ledger can answer; the period against as many months before it.
with span as (
  select getvariable('first_month')::integer as f, getvariable('last_month')::integer as l, l - f + 1 as n
), amounts as (
  select c.client_id, coalesce(sum(net) filter (c.month between f and l), 0) as current, coalesce(sum(net) filter (c.month between f - n and f - 1), 0) as compared,
         bool_or(c.client_id in (select client_id from kept_orders, span where month < f)) as is_earlier
  from client_months c, span group by c.client_id
), moves as (
  select count(*) filter (status = 'lost') as lost, count(*) filter (status = 'returned') as returned from life_changes, span where month_of(day) between f and l
), spells as (
  select client_id, status, day, coalesce(lead(day) over (partition by client_id order by day), date '9999-12-31') as until from life_changes
), living as (
  select count(*) filter (until > now_day and day <= now_day and status in ('new', 'active', 'deviation', 'returned')) as now,
         count(*) filter (until > then_day and day <= then_day and status in ('new', 'active', 'deviation', 'returned')) as before, count(*) filter (day <= then_day) as known
  from spells, (select least(first_day(l + 1) - 1, as_of()) as now_day, first_day(f) - 1 as then_day from span)
), client_orders as (
  select coalesce(c.segment, '') as segment, client_id, quantile_cont(net, 0.5) as median_order from kept_orders join clients c using (client_id) where in_period(month) group by all
), good as (
  select coalesce(c.segment, '') as segment, quantile_cont(net, 0.75) as border from kept_orders join clients c using (client_id) where in_period(month) group by all having count(distinct client_id) >= 8
), small as (
  select avg(case when median_order < border then 1.0 else 0.0 end) as below from client_orders join good using (segment)
), answers as (
  select 1 as number, (select sum(current) filter (is_earlier) / sum(current) from amounts having sum(current) > 0) as value, getvariable('q1_share') as border, true as yes_above
  union all select 2, null, null, true
  union all select 3, (select sum(current) filter (compared > 0) / sum(compared) filter (compared > 0) - 1 from amounts having sum(compared) filter (compared > 0) > 0), getvariable('q3_growth'), false
  union all select 4, null, null, true
  union all select 5, lost, getvariable('q5_times') * returned, true from moves
  union all select 6, (select below from small), getvariable('q6_share'), true
  union all select 7, null, null, true
  union all select 8, case when known > 0 then now end, before, false from living
)
select concat('q', number) as question, case when value is null then 'unknown' when (value > border) = yes_above then 'yes' else 'no' end as answer, value, case when value is not null then border end as border, concat('basis_', number) as basis
from answers
