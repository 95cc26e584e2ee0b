#!/usr/bin/env bash
# holidays 0.109 meets workalendar 17.0.0 (both PyPI): the public holidays of the 16 Länder, 2016–2031.
# Expected: two kept libraries agree on what ten statutes say. They part in five Länder, and not only in old years: workalendar has neither
# Weltkindertag in Thüringen (since 2019), nor Frauentag in Mecklenburg-Vorpommern (since 2023), nor Pfingstsonntag in Brandenburg, nor the
# single days of Berlin (8 May 2025, 17 June 2028); and it gives Mariä Himmelfahrt to all of Bavaria, where the statute gives it to the
# communes with mostly Catholic inhabitants only – holidays leaves it out unless a category is asked for. The other eleven agree in all years.
# So a period of working days that ends about one of these days has two ends, depending on the library; neither says that it is unsure.
# So our own table of days names the statute, its state and whether somebody checked it, for each day.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m pip install --quiet --disable-pip-version-check --target "$work/py" holidays==0.109 workalendar==17.0.0 2>"$work/pip" \
  || { cat "$work/pip" >&2; exit 1; }
PYTHONPATH="$work/py" python3 - >"$work/result" <<'PY'
import holidays
from workalendar.europe import germany
names = dict(BW="BadenWurttemberg", BY="Bavaria", BE="Berlin", BB="Brandenburg", HB="Bremen", HH="Hamburg", HE="Hesse", MV="MecklenburgVorpommern",
    NI="LowerSaxony", NW="NorthRhineWestphalia", RP="RhinelandPalatinate", SL="Saarland", SN="Saxony", ST="SaxonyAnhalt", SH="SchleswigHolstein",
    TH="Thuringia")
years = range(2016, 2032)
agree = []
for land, name in names.items():
    one = {day for year in years for day in holidays.Germany(subdiv=land, years=year)}
    other = {day for year in years for day, _ in getattr(germany, name)().holidays(year)}
    if one == other:
        agree.append(land)
    for who, days in [("holidays", one - other), ("workalendar", other - one)]:
        if days:
            shown = f"{min(days)} … {max(days)}" if len(days) > 2 else ", ".join(map(str, sorted(days)))
            print(f"{land}: only {who}: {len(days)} days, {shown}")
print("agree:", *agree)
PY
cat "$work/result"
cat >"$work/expected" <<'OUT'
BY: only workalendar: 16 days, 2016-08-15 … 2031-08-15
BE: only holidays: 2 days, 2025-05-08, 2028-06-17
BB: only holidays: 16 days, 2016-05-15 … 2031-06-01
MV: only holidays: 9 days, 2023-03-08 … 2031-03-08
TH: only holidays: 13 days, 2019-09-20 … 2031-09-20
agree: BW HB HH HE NI NW RP SL SN ST SH
OUT
diff "$work/expected" "$work/result"
