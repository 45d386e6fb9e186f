select class, n_before, n, value_before, value_now, delta, size_effect, mix_effect, within_effect from bridge_mix
