-- ABC migration (E-3.3), the matrix: how many moved and the money they carried.
select "from", "to", count(*) as count, sum(delta_value) as delta_value from migrations group by "from", "to"
