-- Purchase frequency (E-3.5), with the band of the compared period, and with the status rules of 0.7 that need nothing but the client's own orders.
with bought as (
  select client_id, day, day - lag(day) over (partition by client_id order by day) as gap from kept_orders where in_period(month)
), rhythms as (
  select client_id, count(*) as orders, count(gap) as gaps, median(gap) as median_gap, sum(gap) as s, sum(gap * gap) as q, list_sort(list(gap) filter (gap is not null)) as sorted, min(day) as first_order, max(day) as last_order
  from bought group by client_id
), spread as (
  select *, s / gaps as mean_gap, sqrt((gaps * q - s * s) / gaps / gaps) as sd, sorted[(9 * gaps + 9) // 10] as p90_gap, getvariable('as_of') - last_order as days_since from rhythms
), statuses as (
  select *, case when orders >= 4 then case when days_since <= greatest(2 * median_gap, p90_gap) then 'active' when days_since <= greatest(3 * median_gap, p90_gap) then 'deviation'
                                            when days_since <= greatest(6 * median_gap, 365) then 'sleeping' else 'lost' end
                 when days_since > 365 then 'lost' when days_since > 183 then 'sleeping'
                 when orders = 1 or getvariable('as_of') - first_order <= 90 then 'new' else 'active' end as status
  from spread
), year as (
  select client_id, sum(net) as net, sum(net) - sum(cost) as profit, sum(without_cost) as without_cost from client_months where month between month_of(getvariable('as_of')) - 11 and month_of(getvariable('as_of')) group by client_id
), money as (
  select client_id, cast(case when (select sum(without_cost) from year) = 0 then profit else net end as bigint) as money from year
), earlier as (
  select client_id, median(gap) as median_before from (
    select client_id, day - lag(day) over (partition by client_id order by day) as gap from kept_orders where month between getvariable('compare_first') and getvariable('compare_last')) group by client_id
), listed as (
  select c.external_id as client_id, orders, gaps, median_gap, mean_gap, p90_gap, case when s > 0 then sd / mean_gap end as gap_cv, last_order,
         last_order + cast(round(median_gap) as integer) as expected_next, days_since, case when median_gap > 0 then days_since / median_gap end as overdue_index,
         band_of(median_gap) as band, case when e.client_id is not null then band_of(median_before) end as band_before,
         status, case when orders in (2, 3) then 'provisional' end as provisional, coalesce(money, 0) as money, orders >= 4 and status in ('deviation', 'sleeping') as due
  from statuses join clients c using (client_id) left join money using (client_id) left join earlier e using (client_id)
)
select *, overdue_index * money / 10000 as priority,
       sum(orders) over () as all_orders, count(*) over () as all_clients, median(median_gap) over () as usual_gap, count(*) filter (due) over () as all_due,
       count(*) filter (band = 'single') over () as all_single, count(*) filter (status = 'deviation') over () as all_deviating
from listed qualify due or getvariable('show') = 'all'
