-- Which measures suit the type of sales (E-3.14); the type by the gaps of the base (E-1.1) unless it is given.
with base as (
  select (select quantile_cont(day - day_before, 0.5) from kept_orders where day_before is not null) as gap, avg(case when orders = 1 then 1.0 else 0.0 end) as single
  from (select count(*) as orders from kept_orders group by client_id)
), kind as (
  select case when getvariable('type') <> 'auto' then getvariable('type') when single >= 0.8 or gap is null then 'strategic' when gap <= 31 then 'transactional' when gap <= 61 then 'mixed' else 'consultative' end as type from base
), uses(measure, method, transactional, mixed, consultative, strategic, why_transactional, why_consultative, why_strategic) as (values
  ('abc', 'abc', 'required', 'required', 'required', 'optional', null, null, 'few_clients'),
  ('xyz', 'xyz', 'required', 'required', 'optional', 'off', null, 'project_date', 'project_rhythm'),
  ('frequency', 'frequency', 'required', 'required', 'optional', 'off', null, 'project_date', 'project_rhythm'),
  ('average_order', 'average-order', 'required', 'required', 'optional', 'off', null, 'unequal_deals', 'unequal_deals'),
  ('second_purchase', 'second-purchase', 'required', 'required', 'optional', 'off', null, 'not_for_projects', 'single_deal'),
  ('retention', 'retention', 'required', 'required', 'required', 'off', null, 'two_years', 'single_deal'),
  ('risk', 'client-risk', 'optional', 'required', 'required', 'required', 'auto_only', null, 'payment'),
  ('seasonality', 'seasonality', 'required', 'required', 'optional', 'off', null, 'unequal_deals', 'project_rhythm'),
  ('penetration', null, 'optional', 'required', 'required', 'optional', 'top_only', null, 'single_deal'),
  ('conversion', null, 'required', 'required', 'required', 'required', null, 'offer_to_deal', 'deal_funnel'),
  ('loyalty', null, 'optional', 'required', 'required', 'required', 'top_only', null, 'project_review'))
select measure, case type when 'transactional' then transactional when 'mixed' then mixed when 'consultative' then consultative else strategic end as use,
       case type when 'transactional' then why_transactional when 'consultative' then why_consultative when 'strategic' then why_strategic end as reason, method
from uses, kind
