#!/usr/bin/env bash
# Swift 6.3's Foundation on Linux (swift-foundation): reading a German date with Date(_:strategy:) and a Date.FormatStyle.
# The older DateFormatter refuses 31.02.2026. Expected: the same of its successor. The style is lenient instead: 31.02.2026 becomes
# 3 March, 32.01.2026 becomes 1 February. A Date.ParseStrategy with isLenient: false refuses these, but passes over what stands behind
# the date, as the style does: „01.02.2026 bis 31.12.2027“ is a date for both, and only the old formatter refuses it. With two digits
# for the year it is the other way round: the new ones read 2026, the formatter with yyyy the year 26, without complaint. So none of the
# three is right on all of five lines; an end of contract read that way is simply another day, and nobody is told.
# Needs a Swift 6.3 toolchain.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cat >"$work/probe.swift" <<'SWIFT'
import Foundation
let german = Locale(identifier: "de_DE")
let zone = TimeZone(identifier: "Europe/Berlin")!
let calendar = Calendar(identifier: .gregorian)
let style = Date.FormatStyle(locale: german, calendar: calendar, timeZone: zone).day(.twoDigits).month(.twoDigits).year()
let strategy = Date.ParseStrategy(
    format: "\(day: .twoDigits).\(month: .twoDigits).\(year: .defaultDigits)", locale: german, timeZone: zone, calendar: calendar,
    isLenient: false)
let formatter = DateFormatter()
formatter.locale = german
formatter.timeZone = zone
formatter.dateFormat = "dd.MM.yyyy"
let shown = Date.ISO8601FormatStyle(timeZone: zone).year().month().day()
for text in ["28.02.2026", "31.02.2026", "32.01.2026", "01.02.2026 bis 31.12.2027", "01.02.26"] {
    let new = (try? Date(text, strategy: style)).map { $0.formatted(shown) } ?? "-"
    let strict = (try? Date(text, strategy: strategy)).map { $0.formatted(shown) } ?? "-"
    let old = formatter.date(from: text).map { $0.formatted(shown) } ?? "-"
    print(text, new, strict, old, separator: "|")
}
SWIFT
nice -n 10 swiftc -swift-version 6 -o "$work/probe" "$work/probe.swift"
swift --version 2>/dev/null | head -n 1
echo "text|Date.FormatStyle|ParseStrategy, not lenient|DateFormatter"
"$work/probe" | tee "$work/out"
cat >"$work/expected" <<'OUT'
28.02.2026|2026-02-28|2026-02-28|2026-02-28
31.02.2026|2026-03-03|-|-
32.01.2026|2026-02-01|-|-
01.02.2026 bis 31.12.2027|2026-02-01|2026-02-01|-
01.02.26|2026-02-01|2026-02-01|0026-02-01
OUT
diff "$work/expected" "$work/out"
