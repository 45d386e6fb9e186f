-- Driver tree (E-3.7): the bridge by groups of clients.
select "group", count(*) as count, sum(value_before) as value_before, sum(value_now) as value_now, sum(value_now - value_before) as delta from bridge group by "group"
