-- RFM: fifths of the clients with orders and positive revenue in the period; 5 - whole part of (5 * strictly better / all).
with bought as (
  select client_id, max(day) as last_day, count(*) as frequency from kept_orders where in_period(month) group by client_id
), money as (
  select client_id, cast(sum(net) as bigint) as monetary from client_months where in_period(month) group by client_id
), base as (
  select b.client_id, last_day, frequency, monetary from bought b join money m using (client_id) where monetary > 0
), scored as (
  select *, count(*) over () as n,
         rank() over (order by last_day desc) - 1 as newer, rank() over (order by frequency desc) - 1 as oftener, rank() over (order by monetary desc) - 1 as richer
  from base
), points as (
  select *, 5 - 5 * newer // n as r, 5 - 5 * oftener // n as f, 5 - 5 * richer // n as m from scored
)
select c.external_id as client_id, least(as_of(), first_day(getvariable('last_month') + 1) - 1) - last_day as recency, frequency, monetary, r, f, m, concat(r, f, m) as rfm,
       case when r >= 4 and f >= 4 and m >= 4 then 'champions' when r <= 2 and (f >= 4 or m >= 4) then 'at_risk' when f >= 4 then 'loyal'
            when r >= 4 and f <= 2 then 'promising' when r <= 2 and f <= 2 then 'quiet' else 'regular' end as segment
from points p join clients c on c.client_id = p.client_id
