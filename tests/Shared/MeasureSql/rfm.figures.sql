with bought as (
  select client_id, max(day) as last_day, count(*) as frequency from kept_orders where in_period(month) group by client_id
), base as (
  select client_id, last_day, frequency, monetary
  from bought join (select client_id, sum(net) as monetary from client_months where in_period(month) group by client_id) using (client_id) where monetary > 0
), points as (
  select 5 - 5 * (rank() over (order by last_day desc) - 1) // count(*) over () as r, 5 - 5 * (rank() over (order by frequency desc) - 1) // count(*) over () as f,
         5 - 5 * (rank() over (order by monetary desc) - 1) // count(*) over () as m
  from base
), named as (
  select r >= 4 and f >= 4 and m >= 4 as best, r <= 2 and (f >= 4 or m >= 4) as leaving, f >= 4 as often, r >= 4 and f <= 2 as fresh, r <= 2 and f <= 2 as silent from points
)
select count(*) filter (best) as champions_count, count(*) filter (leaving) as at_risk_count, count(*) filter (often and not best and not leaving) as loyal_count,
       count(*) filter (fresh) as promising_count, count(*) filter (silent and not leaving) as quiet_count,
       count(*) filter (not (best or leaving or often or fresh or silent)) as regular_count
from named
