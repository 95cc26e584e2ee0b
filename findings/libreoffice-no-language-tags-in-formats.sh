#!/usr/bin/env bash
# LibreOffice 7.4.7 (Debian 12, libreoffice-calc-nogui), opening a workbook made with openpyxl 3.1.5.
# A number format can name its language: as a Windows number in hexadecimal, „[$-407]“ (ECMA-376, part 1, 18.8.31), and in files of today's
# Excel also as a language tag, „[$-de-DE]d. mmmm yyyy“.
# Expected: a date is a date in either. LibreOffice does not know the second form and gives the *whole* format up: the cell is a bare number,
# 46023 in place of the 1st of January 2026 – in the table it shows, in print, and in what it saves as CSV. pandas 2.3.3 reads a date from both.
# So a list of partners that a colleague sends through LibreOffice comes with day numbers where Excel showed dates. A reader of such cells
# must say so, not take 46023 for a number that somebody gave.
# Needs Debian 12 with libreoffice-calc.
set -euo pipefail
command -v soffice >/dev/null || { echo "needs soffice (Debian 12: libreoffice-calc-nogui)" >&2; exit 1; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m pip install --quiet --disable-pip-version-check --target "$work/py" openpyxl==3.1.5 pandas==2.3.3 2>"$work/pip" || { cat "$work/pip" >&2; exit 1; }
export PYTHONPATH="$work/py"
cd "$work"
python3 - <<'PY'
import datetime
import openpyxl
book = openpyxl.Workbook()
sheet = book.active
for row, form in enumerate(("[$-407]d. mmmm yyyy;@", "[$-de-DE]d. mmmm yyyy;@", "d. mmmm yyyy", "[$-fr-FR]mmmm"), 1):
    sheet.cell(row, 1, form)
    sheet.cell(row, 2, datetime.date(2026, 1, 1)).number_format = form
book.save("partner.xlsx")
PY
soffice --version | cut -d' ' -f1-2
soffice -env:UserInstallation="file://$work/profile" --headless --convert-to csv partner.xlsx >/dev/null 2>&1
python3 - <<'PY' | tee result
import csv
import pandas
read = pandas.read_excel("partner.xlsx", header=None)
for row, (form, shown) in enumerate(csv.reader(open("partner.csv", encoding="utf-8"))):
    print(form, "| LibreOffice:", "a day number" if shown == "46023" else "a date", "| pandas:", read.iat[row, 1].date())
PY
cat >expected <<'OUT'
[$-407]d. mmmm yyyy;@ | LibreOffice: a date | pandas: 2026-01-01
[$-de-DE]d. mmmm yyyy;@ | LibreOffice: a day number | pandas: 2026-01-01
d. mmmm yyyy | LibreOffice: a date | pandas: 2026-01-01
[$-fr-FR]mmmm | LibreOffice: a day number | pandas: 2026-01-01
OUT
diff expected result
