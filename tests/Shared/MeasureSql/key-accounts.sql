-- Key accounts (L-8, A-8): size by share of revenue, kept for two quarters after the share fell; with fewer than ten clients only the multiple of the average client tells.
with periods as (
  select unnest([0, 1, 2]) as quarters_ago
), sums as (
  select quarters_ago, client_id, sum(net) as value, sum(cost) as cost, sum(without_cost) as without_cost
  from client_months cross join periods where in_period(month + 3 * quarters_ago) group by quarters_ago, client_id having sum(net) > 0
), shares as (
  select *, sum(value) over (partition by quarters_ago) as total, count(*) over (partition by quarters_ago) as clients from sums
), sized as (
  select *, value * clients >= getvariable('vip_times') * total as is_vip,
         case when clients < 10 then case when value * clients >= getvariable('vip_times') * total then 1 else 0 end
              when value / total > getvariable('mono') then 3 when value / total > getvariable('critical') then 2 when value / total >= getvariable('large') then 1 else 0 end as size
  from shares
), earlier as (
  select client_id, max(size) as earlier from sized where quarters_ago > 0 group by client_id
)
select c.external_id as client_id, cast(value as bigint) as value, value / total as share, ['ordinary', 'large', 'critical', 'mono'][size + 1] as size,
       case when earlier > size then ['ordinary', 'large', 'critical', 'mono'][earlier + 1] end as size_before, case when is_vip then 'vip' end as vip, value / (total / clients) as times_average,
       case when size > 0 or earlier > 0 then 'income' end as ground, case when without_cost = 0 then cast(value - cost as bigint) end as gross_profit, value / nullif(total - value, 0) as growth_to_replace, coalesce(m.name, '') as manager
from sized s join clients c using (client_id) left join managers m on m.manager_id = c.manager_id left join earlier using (client_id) where quarters_ago = 0
