-- Second purchases by quarter of the first order (E-0.2); a share of too few clients has no light.
with quarters as (
  select concat(year(first_order), '-Q', quarter(first_order)) as cohort, count(*) as first_orders, count(*) filter (age >= horizon) as matured, count(*) filter (age >= horizon and days_to_second <= horizon) as again
  from beginnings cross join horizons where fresh group by 1
)
select *, again / nullif(matured, 0) as share,
       case when matured >= getvariable('min_cohort') then case when again / matured >= getvariable('target') then 'green' when again / matured >= getvariable('lower') then 'yellow' else 'red' end end as light
from quarters
