with counts as (
  select count(*) filter (fresh) as first_orders, count(*) filter (in_period(month_of(second_order))) as second_orders, count(*) filter (fresh and age >= horizon) as matured,
         count(*) filter (fresh and age >= horizon and days_to_second <= horizon) as again, count(*) filter (fresh and second_order is null) as waiting, bool_or(fresh and age >= 180) as followed, (select horizon from horizons) as horizon
  from beginnings cross join horizons
)
select first_orders, second_orders, second_orders / nullif(first_orders, 0) as ratio, again / nullif(matured, 0) as matured_share,
       case when followed then (select coalesce(max(share), 0) from second_order_curve where day <= 180) end as km_180, waiting, horizon
from counts
