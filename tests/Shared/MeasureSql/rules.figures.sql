select (select n from basket_count) as baskets, count(*) filter (j is null) as itemsets_1, count(*) filter (j is not null and k is null) as itemsets_2, count(*) filter (k is not null) as itemsets_3,
       (select count(*) from sheet) as rules
from itemsets
