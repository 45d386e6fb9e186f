-- Frequent sets of one, two and three items, counted basket by basket (E-5.3.2). Needs views.sql; variables baskets, level, support, max_length.
create or replace view items as
select 'product' as level, product_id as id, rank() over (order by external_id) as place, case when count(*) over (partition by name) > 1 then concat(name, ' [', external_id, ']') else name end as name from products
union all select 'category', category_id, rank() over (order by name), name from categories where name <> '';

create or replace view held as
select client_id, case cast(getvariable('baskets') as text) when 'document' then doc_id when 'client' then 0 else month end as part, place as item
from known_lines l join products p using (product_id)
join items i on i.level = cast(getvariable('level') as text) and i.id = case i.level when 'product' then l.product_id else p.category_id end
where not is_return and in_period(month) group by all;

create or replace view basket_count as select count(*) as n from (select distinct client_id, part from held);

create or replace view itemsets as
with all_held as materialized (select * from held), least as materialized (select cast(getvariable('support') as double) * n - 1e-9 as least from basket_count),
singles as materialized (
  select item, count(*) as n from all_held group by item having count(*) >= (select least from least)
), kept as materialized (
  select client_id, part, item from all_held semi join singles using (item)
), pairs as materialized (
  select a.item as i, b.item as j, count(*) as n from kept a join kept b on b.client_id = a.client_id and b.part = a.part and b.item > a.item group by all having count(*) >= (select least from least)
), triples as (
  select a.item as i, b.item as j, c.item as k, count(*) as n
  from kept a join kept b on b.client_id = a.client_id and b.part = a.part and b.item > a.item join kept c on c.client_id = a.client_id and c.part = a.part and c.item > b.item
  where cast(getvariable('max_length') as integer) >= 3 group by all having count(*) >= (select least from least)
)
select item as i, null as j, null as k, n from singles union all select i, j, null, n from pairs union all select i, j, k, n from triples;
