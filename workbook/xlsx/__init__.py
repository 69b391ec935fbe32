"""The inside of a closed workbook: zip parts, a sheet's cells, a table's place, formulas, and the file on the disk."""
