select * from sheet order by month desc limit 1
