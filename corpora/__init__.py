"""Tools for the corpora: turning drafts into the shipped format, and checking it."""
