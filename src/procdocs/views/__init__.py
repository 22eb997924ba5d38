"""What each page and picture shows: decided, in words, links and numbers ready to print."""
