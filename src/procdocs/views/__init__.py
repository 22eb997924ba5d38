"""What each page and picture shows: decisions, words, links and formatted numbers, as plain values."""
