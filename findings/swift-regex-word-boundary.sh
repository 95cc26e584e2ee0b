#!/usr/bin/env bash
# Swift 6.3's Regex literals: \b is by default a boundary between words of UAX #29 (rules WB6, WB7), not one between \w and \W as in
# every other regular expression engine. A point between letters does not end a word there: in „log.error(“ there is no \b before
# „error“, in „a-b“ there is one. A check that searches sources for /\berror\(/ finds none of the calls that have a receiver, and
# passes. `.wordBoundaryKind(.simple)` gives what was meant. Needs a Swift 6.3 toolchain; Python's re beside it.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cat >"$work/probe.swift" <<'SWIFT'
let texts = ["log.error(x)", "log error(x)", "log-error(x)", "log:error(x)", "3.error(x)"]
for text in texts {
    let standard = text.firstMatch(of: /\berror\(/) != nil
    let simple = text.firstMatch(of: (/\berror\(/).wordBoundaryKind(.simple)) != nil
    print(text, standard ? "found" : "-", simple ? "found" : "-")
}
SWIFT
swiftc -swift-version 6 -o "$work/probe" "$work/probe.swift"
swift --version 2>/dev/null | head -n 1
echo "text, by default, with wordBoundaryKind(.simple):"
"$work/probe" | tee "$work/out"
python3 -c 'import re; print("Python re:", bool(re.search(r"\berror\(", "log.error(x)")))'
[ "$(grep -cF 'log.error(x) - found' "$work/out")" = 1 ] && [ "$(grep -cF 'log error(x) found found' "$work/out")" = 1 ]
