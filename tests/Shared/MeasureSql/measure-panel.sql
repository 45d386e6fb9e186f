-- Mandatory measures of the department (E-3.1), month by month: the last month asked and at least twelve before it.
with span as (
  select least(getvariable('last_month')::integer, month_of(as_of())) as last_month, least(getvariable('first_month')::integer, last_month - 12) as first_month
), months as (
  select unnest(range(first_month, last_month + 1)) as month from span
), money as (
  select month, cast(sum(net) as bigint) as revenue, case when sum(without_cost) = 0 then cast(sum(net - cost) as bigint) end as gross_profit, count(*) filter (net > 0) as active from client_months group by month
), bought as (
  select month, count(*) as orders, count(*) filter (place = 1) as first_orders, count(*) filter (place = 2) as second_orders from kept_orders group by month
), moves as (
  select month_of(day) as month, count(*) filter (status = 'lost') as lost, count(*) filter (status = 'returned') as returned from life_changes group by all
), years as (
  -- Revenue of every client in the twelve months that end with a month and in the twelve before them.
  select m.month, client_id, sum(net) filter (c.month > m.month - 12) as now, sum(net) filter (c.month <= m.month - 12) as before
  from months m join client_months c on c.month between m.month - 23 and m.month where m.month >= (select min(month) from client_months) + 23 group by all
), kept as (
  select month, count(*) filter (now > 0) / count(*) as retention from years where before > 0 group by month
)
select month, coalesce(revenue, 0) as revenue, gross_profit, coalesce(active, 0) as active, coalesce(first_orders, 0) as new, coalesce(lost, 0) as lost, coalesce(returned, 0) as returned,
       case when first_orders > 0 then second_orders / first_orders end as second_ratio, case when active > 0 then coalesce(orders, 0) / active end as frequency,
       case when orders > 0 then revenue / 10000 / orders end as average_order, retention
from months left join money using (month) left join bought using (month) left join moves using (month) left join kept using (month)
