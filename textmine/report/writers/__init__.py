"""A document as a file: HTML, Word, Excel, Markdown."""
