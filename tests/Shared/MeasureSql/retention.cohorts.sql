-- Cohorts (E-3.8): clients by the quarter or month of their first order, and how many had positive revenue at every age up to the end of the period.
with scale as (
  select case getvariable('cohort') when 'month' then 1 else 3 end as width, cast(getvariable('last_month') as integer) as last_month
), starts as (
  select client_id, first_order // width as start from client_moves cross join scale where first_order <= last_month
), cohorts as (
  select start, count(*) as size, unnest(range(0, any_value(last_month) // any_value(width) - start + 1)) as age from starts cross join scale group by start
), bought as (
  select client_id, month // width as bin from client_months cross join scale where month <= last_month group by client_id, month // width having sum(net) > 0
), active as (
  select start, bin - start as age, count(*) as active from starts join bought using (client_id) where bin >= start group by start, bin - start
)
select case width when 1 then strftime(first_day(start), '%Y-%m') else concat(start // 4, '-Q', start % 4 + 1) end as cohort, c.age, coalesce(active, 0) as active, size, coalesce(active, 0) / size as rate
from cohorts c left join active using (start, age) cross join scale
