#!/usr/bin/env bash
# pandas 3.1.1 with odfpy 1.4.1, beside python-calamine 0.9.1: truth values in an ODS table that a German office has written.
# ODF keeps the value of a cell apart from its display: office:boolean-value="true", and a paragraph „WAHR“ for the eye. Expected: the
# value. pandas compares the *display* with the English word TRUE and takes all else as false, so every WAHR of a German table is False,
# silently; the same cell saved by an English office is True. A time is read from the display too. calamine reads the value, but drops a
# line break inside a cell's paragraph, so that a street and the line below it grow together. Neither will do as the judge of a reader
# of partner tables, and a German table with truth values and times belongs among the samples.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m pip install --quiet --disable-pip-version-check --target "$work/py" \
  pandas==3.1.1 odfpy==1.4.1 python-calamine==0.9.1 numpy==2.4.6 2>"$work/pip" || { cat "$work/pip" >&2; exit 1; }
PYTHONPATH="$work/py" nice -n 10 python3 - "$work/table.ods" <<'PY'
import sys
import pandas, python_calamine
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import LineBreak, P

document, table = OpenDocumentSpreadsheet(), Table(name="Partner")
def row(text, second=None, **value):
    cell, paragraph = TableCell(**value), P(text=text)
    if second:
        paragraph.addElement(LineBreak())
        paragraph.addText(second)
    cell.addElement(paragraph)
    line = TableRow()
    line.addElement(cell)
    table.addElement(line)

row("WAHR", valuetype="boolean", booleanvalue="true")
row("FALSCH", valuetype="boolean", booleanvalue="false")
row("TRUE", valuetype="boolean", booleanvalue="true")
row("09:30", valuetype="time", timevalue="PT06H00M00S")
row("Musterweg 1", "Hinterhaus", valuetype="string")
document.spreadsheet.addElement(table)
document.save(sys.argv[1])

by_pandas = pandas.read_excel(sys.argv[1], engine="odf", header=None)[0].tolist()
by_calamine = [row[0] for row in python_calamine.CalamineWorkbook.from_path(sys.argv[1]).get_sheet_by_index(0).to_python()]
written = ["true, shown as WAHR", "false, shown as FALSCH", "true, shown as TRUE", "6:00, shown as 09:30", "two lines"]
for what, one, other in zip(written, by_pandas, by_calamine):
    print(f"{what:24} pandas {one!r:28} calamine {other!r}")
holds = (by_pandas[:3] == [False, False, True] and by_calamine[:3] == [True, False, True]
         and str(by_pandas[3]) == "09:30:00" and str(by_calamine[3]) == "06:00:00"
         and by_pandas[4] == "Musterweg 1\nHinterhaus" and by_calamine[4] == "Musterweg 1Hinterhaus")
sys.exit(0 if holds else 1)
PY
