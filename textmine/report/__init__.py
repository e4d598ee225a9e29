"""What people and programs get to see: tables, charts, the HTML report, and files written whole."""
