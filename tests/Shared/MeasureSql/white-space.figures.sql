with grid as materialized (select * from assortment), client as (select client_id, any_value(depth) as depth, any_value(mml) as mml, any_value(total) as total from grid group by client_id)
select (select count(*) from client) as clients, (select count(distinct category) from grid) as categories, (select avg(depth) from client) as depth,
       (select count(*) from grid where status = 'gap') as gaps, (select coalesce(cast(sum(gap) as bigint), 0) from grid) as gap_money,
       (select count(distinct category) from grid where is_must) as mml_categories, (select avg(mml) from client) as mml_numeric, (select sum(mml * total) / sum(total) from client) as mml_weighted
