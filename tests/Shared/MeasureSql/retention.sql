-- Retention by group (E-3.8): clients and money of the base period kept; growth of one client covers no loss of another in GRR.
with classes as (
  select client_id, sum(value_before) over (order by value_before desc range between unbounded preceding and current row exclude group) / sum(value_before) over () as above from client_moves where value_before > 0
), grouped as (
  select m.*, case getvariable('by') when 'manager' then coalesce(g.name, '') when 'segment' then coalesce(c.segment, '') when 'region' then coalesce(c.region, '')
                   else case when value_before <= 0 then 'outside' when coalesce(above, 0) < 0.8 then 'A' when above < 0.95 then 'B' else 'C' end end as "group"
  from client_moves m join clients c using (client_id) left join managers g on g.manager_id = c.manager_id left join classes using (client_id) where move <> 'absent'
)
select "group", count(*) filter (value_before > 0) as start, count(*) filter (move = 'kept') as kept, count(*) filter (move = 'lost') as lost, count(*) filter (move = 'new') as new, count(*) filter (move = 'returned') as returned,
       count(*) filter (move = 'kept') / nullif(count(*) filter (value_before > 0), 0) as logo,
       sum(least(value_before, value_now)) filter (value_before > 0) / sum(value_before) filter (value_before > 0) as grr,
       sum(value_now) filter (value_before > 0) / sum(value_before) filter (value_before > 0) as nrr,
       coalesce(sum(value_before) filter (value_before > 0), 0) as value_before, coalesce(sum(value_now) filter (value_before > 0), 0) as value_now
from grouped group by "group"
