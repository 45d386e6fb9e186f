-- XYZ (E-3.4): bins run back from the end of the period; a bin without sales is a zero from the bin of the client's first order on. The season of the segment is taken out of the amounts when asked for.
with setting as (
  select getvariable('mode') as mode, case when getvariable('bins') = 'quarter' or getvariable('bins') = 'auto' and getvariable('mode') = 'volume' then 3 else 1 end as width
), scale as (
  select *, case when width = 3 then 4 else 12 end as least, (getvariable('last_month') - getvariable('first_month') + 1) // width as bins,
         case when getvariable('preset') = 'textbook' then 0.1 when mode = 'volume' then 0.25 when mode = 'rhythm' then 0.4 when mode = 'frequency' then 0.75 else 1.32 end as usual1,
         case when getvariable('preset') = 'textbook' then 0.25 when mode = 'volume' then 0.5 when mode = 'rhythm' then 0.75 when mode = 'frequency' then 0.33 else 0.49 end as usual2
  from setting
), first_orders as (
  select client_id, min(month) as first_order from kept_orders group by client_id
), first_lines as (
  select client_id, min(month) as first_line from known_lines group by client_id
), subject as (
  select client_id, net, class as abc,
         case when getvariable('from_first_order') = 'true' then greatest(0, bins - 1 - (getvariable('last_month') - coalesce(first_order, first_line)) // width) else 0 end as first_bin
  from client_classes join first_lines using (client_id) left join first_orders using (client_id) cross join scale
), sold as (
  select client_id, bins - 1 - (getvariable('last_month') - month) // width as bin, cast(sum(m.net) as bigint) as amount
  from client_months m join subject using (client_id) cross join scale
  where in_period(month) and bins - 1 - (getvariable('last_month') - month) // width >= first_bin
  group by client_id, bin
), year_bins as (
  select coalesce(c.segment, '') as segment, bin % (12 // width) as part, sum(amount) / ((any_value(bins) - 1 - any_value(part)) // any_value(12 // width) + 1) as mean
  from (select *, bin % (12 // width) as part from sold cross join scale) join clients c using (client_id) group by coalesce(c.segment, ''), bin % (12 // width)
), season as (
  select segment, part, case when mean > 0 and sum(mean) over same > 0 then mean / (sum(mean) over same / (select 12 // width from scale)) else 1 end as index from year_bins window same as (partition by segment)
), levels as (
  select c.client_id, bin, case when getvariable('season') = 'remove' and mode in ('volume', 'sbc') then coalesce(index, 1) else 1 end as index
  from clients c cross join scale cross join (select distinct bin from sold) left join season on season.segment = coalesce(c.segment, '') and part = bin % (12 // width)
), binned as (
  select client_id, cast(round(amount / index) as bigint) as amount from sold join levels using (client_id, bin)
), amounts as (
  select client_id, sum(amount) as s, sum(amount::hugeint * amount) as q, count(*) filter (amount <> 0) as demand from binned group by client_id
), bought as (
  select client_id, day, o.net, bins - 1 - (getvariable('last_month') - month) // width as bin, day - lag(day) over (partition by client_id order by day) as gap,
         median(o.net) over (partition by client_id) as usual, count(*) over (partition by client_id) as orders
  from kept_orders o cross join scale where in_period(month)
), rhythms as (
  select client_id, any_value(orders) as orders, count(gap) as gaps, sum(gap) as gap_s, sum(gap * gap) as gap_q, count(distinct bin) filter (bin >= first_bin) as filled, max(b.net) > 5 * any_value(usual) and any_value(orders) > 1 as outlier
  from bought b join subject using (client_id) group by client_id
), freed as (
  select client_id, bin, -sum(b.net) as amount from bought b join subject using (client_id) where b.net > 5 * usual and bin >= first_bin group by client_id, bin
), rest_bins as (
  select client_id, cast(round(sum(amount) / any_value(index)) as bigint) as amount from (from sold union all from freed) join levels using (client_id, bin) group by client_id, bin
), rest as (
  select client_id, sum(amount) as rest_s, sum(amount::hugeint * amount::hugeint) as rest_q from rest_bins where client_id in (select client_id from rhythms where outlier) group by client_id
), looked as (
  select u.*, coalesce(orders, 0) as orders, coalesce(outlier, false) as outlier, rest_s, rest_q, greatest(bins - first_bin, 0) as bins_seen, coalesce(demand, 0) as demand,
         case mode when 'rhythm' then coalesce(gaps, 0) else greatest(bins - first_bin, 0) end as n,
         case mode when 'rhythm' then gap_s when 'frequency' then coalesce(filled, 0) else coalesce(s, 0) end::hugeint as s,
         case mode when 'rhythm' then gap_q when 'frequency' then coalesce(filled, 0) else coalesce(q, 0) end::hugeint as q,
         case mode when 'rhythm' then 5 else least end as least, mode, case when mode in ('volume', 'sbc') then 10000 else 1 end as unit, coalesce(getvariable('t1'), usual1) as t1, coalesce(getvariable('t2'), usual2) as t2
  from subject u left join amounts using (client_id) left join rhythms using (client_id) left join rest using (client_id) cross join scale
), spread as (
  select *, s / n as mean, deviation(n, s, q) as sd, case when s > 0 then deviation(n, s, q) / (s / n) end as cv,
         case when mode = 'sbc' and demand > 0 then n / demand end as adi, case when mode = 'sbc' and demand > 0 and s > 0 then (deviation(demand, s, q) / (s / demand)) ** 2 end as cv2,
         case when outlier and mode in ('volume', 'sbc') and rest_s > 0 then deviation(bins_seen, rest_s, rest_q) / (rest_s / bins_seen) end as cv_without
  from looked
), judged as (
  select *, case when orders = 1 then 'single' when n < least then null when s <= 0 then 'excluded'
                 when mode = 'frequency' then case when mean >= t1 then 'X' when mean >= t2 then 'Y' else 'Z' end
                 when mode <> 'sbc' then case when cv <= t1 then 'X' when cv <= t2 then 'Y' else 'Z' end
                 when cv2 is null then null when cv2 >= t2 then case when adi >= t1 then 'lumpy' else 'erratic' end else case when adi >= t1 then 'intermittent' else 'smooth' end end as class
  from spread
)
select c.external_id as client_id, n, case when n > 0 then mean / unit end as mean, sd / unit as sd, cv, class, adi, cv2, abc,
       case when class in ('X', 'Y', 'Z') and abc in ('A', 'B', 'C') then abc || class end as cell, net as value, case when outlier then 'outlier' end as outlier, cv_without, t1, t2
from judged join clients c using (client_id)
