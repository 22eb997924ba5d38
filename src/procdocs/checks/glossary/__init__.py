"""Rules about words and languages."""
