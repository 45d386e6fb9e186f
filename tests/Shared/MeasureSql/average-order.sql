-- Average order (E-3.6): kept orders only; compared with the same number of months before unless another period is given.
with scale as (
  select getvariable('last_month') - getvariable('first_month') + 1 as months, coalesce(getvariable('compare_first'), 2 * getvariable('first_month') - getvariable('last_month') - 1) as before_first,
         coalesce(getvariable('compare_last'), getvariable('first_month') - 1) as before_last, cast(getvariable('overstock_band') as decimal(18, 6)) as band
), own as (
  select client_id, count(*) as orders, cast(sum(net) as bigint) as net, sum(line_count) as lines, cast(round(median(net)) as bigint) as median from kept_orders where in_period(month) group by client_id
), earlier as (
  select client_id, count(*) as orders_before, cast(sum(net) as bigint) as net_before, sum(line_count) as lines_before from kept_orders cross join scale where month between before_first and before_last group by client_id
), averaged as (
  select *, round_half_away(net, orders) as average, round_half_away(net_before, orders_before) as average_before from own left join earlier using (client_id)
), segmented as (
  select a.*, c.external_id, concat_ws(' · ', nullif(c.segment, ''), coalesce(k.class, '0')) as segment from averaged a join clients c using (client_id) left join client_classes k using (client_id)
), tops as (
  select segment, case when count(*) >= 8 then cast(round(quantile_cont(average, 0.75)) as bigint) end as segment_p75 from segmented group by segment
)
select external_id as client_id, orders, net, average, median, lines / orders as lines_per_order, round_half_away(net, lines) as price_per_line, segment, segment_p75,
       case when segment_p75 > average then (segment_p75 - average) * orders when segment_p75 is not null then 0 end as reserve, average_before,
       case when average > average_before and orders * (before_last - before_first + 1) < orders_before * months
                 and abs(net::hugeint * (before_last - before_first + 1) - net_before::hugeint * months)::decimal(38, 0) <= band * (net_before::hugeint * months)::decimal(30, 0) then 'overstock'
            when average < average_before and lines / orders > lines_before / orders_before then 'wider_range' end as shift,
       lines, orders_before, net_before
from segmented join tops using (segment) cross join scale
