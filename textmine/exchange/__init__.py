"""Files for other programs (REFI-QDA, Excel, SPSS, CSV): plain values in, files out; no database."""
