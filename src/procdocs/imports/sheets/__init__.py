"""Tables that were exported, edited in a spreadsheet and brought in again."""
