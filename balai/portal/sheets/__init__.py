"""Many listings at once, in a spreadsheet: its template, and how it is read."""
