#!/usr/bin/env bash
# Swift 6.3's Foundation on Linux (swift-foundation): an amount as Germans write it, „1.250,50“.
# Foundation offers four ways to read it under the locale de_DE. Expected: 1250.5 from each, or nothing. Decimal(string:locale:) answers
# 1: it takes the decimal sign from the locale, but knows no grouping, and stops without a word at the first character that does not
# belong to the number. The others read 1250.5, but stop the same way: „1.000,00 bis 2.000,00“ is 1000, „12,50 USD“ as euros is 12.5.
# The format styles pass over a point wherever it stands, so „12.50“ is 1250; there, and only there, NumberFormatter refuses.
# So an amount, in a contract's table or form, needs a reader that knows the groups of three and reads to the end.
# Needs a Swift 6.3 toolchain.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cat >"$work/probe.swift" <<'SWIFT'
import Foundation
let german = Locale(identifier: "de_DE")
for text in ["1250,50", "1.250,50", "12.50", "1.000,00 bis 2.000,00", "12,50 USD"] {
    let plain = Decimal(string: text, locale: german).map { "\($0)" } ?? "-"
    let style = (try? Decimal(text, format: .number.locale(german))).map { "\($0)" } ?? "-"
    let euros = (try? Decimal(text, format: .currency(code: "EUR").locale(german))).map { "\($0)" } ?? "-"
    let strict = NumberFormatter()
    strict.locale = german
    strict.numberStyle = .decimal
    let old = strict.number(from: text).map { "\($0)" } ?? "-"
    print(text, plain, style, euros, old, separator: "|")
}
SWIFT
nice -n 10 swiftc -swift-version 6 -o "$work/probe" "$work/probe.swift"
swift --version 2>/dev/null | head -n 1
echo "text|Decimal(string:locale:)|format: .number|format: .currency(EUR)|NumberFormatter"
"$work/probe" | tee "$work/out"
cat >"$work/expected" <<'OUT'
1250,50|1250.5|1250.5|1250.5|1250.5
1.250,50|1|1250.5|1250.5|1250.5
12.50|12|1250|1250|-
1.000,00 bis 2.000,00|1|1000|1000|1000.0
12,50 USD|12.5|12.5|12.5|12.5
OUT
diff "$work/expected" "$work/out"
