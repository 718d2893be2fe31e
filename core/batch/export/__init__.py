"""Taking scored rows out of the program: as CSV, as a workbook, as Parquet; all of them or some."""
