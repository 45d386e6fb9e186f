-- White space (E-5.3.4): the cells of the assortment where there is something to offer, or all of them.
select client_id, category, status, sales, orders, peer_share, usual_share, gap, depth, mml from assortment where getvariable('show') = 'all' or gap > 0 or status in ('gap', 'lapsed')
