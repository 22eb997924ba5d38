"""Rules about whether what is written is kept: owners, states, reviews, what is linked."""
