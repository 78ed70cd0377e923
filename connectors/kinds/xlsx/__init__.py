"""The parts of an XLSX workbook (ECMA-376), read as a stream: package, workbook, styles, strings, rows, cells."""
