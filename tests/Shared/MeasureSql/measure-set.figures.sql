select count(*) filter (use = 'required') as required, count(*) filter (use = 'optional') as optional, count(*) filter (use = 'off') as off,
       (select quantile_cont(day - day_before, 0.5) from kept_orders where day_before is not null) as median_gap,
       (select avg(case when orders = 1 then 1.0 else 0.0 end) from (select count(*) as orders from kept_orders group by client_id)) as single_share
from sheet
