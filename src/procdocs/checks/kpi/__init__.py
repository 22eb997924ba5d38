"""Rules about KPIs: whether they measure anything and are kept."""
