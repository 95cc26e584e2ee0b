#!/usr/bin/env bash
# Swift 6.3 on Linux: the first dictionary with keys of a new type looks for the type's Hashable among *all* conformance records of the
# process, one after the other (nothing is indexed, as it is on Apple's systems by the loader). So a library that is linked and never
# called makes each such first use dearer: with GRDB 7.10.0 in a statically linked program, by a good part. Measured in instructions,
# as the difference between a run that uses 100 key types more and one that does not. For a program that makes one contract and ends,
# it is milliseconds of its start. Needs a Swift 6.3 toolchain, libsqlite3-dev and valgrind.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
mkdir -p Sources/Alone Sources/Beside
cat >Package.swift <<'SWIFT'
// swift-tools-version:6.2
import PackageDescription
let package = Package(
    name: "probe",
    dependencies: [.package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0")],
    targets: [.executableTarget(name: "Alone"), .executableTarget(name: "Beside", dependencies: [.product(name: "GRDB", package: "GRDB.swift")])])
SWIFT
python3 - <<'PY'
types = "".join(f"struct Key{n}: Hashable {{ var value: Int }}\n" for n in range(100))
uses = "".join(f"    do {{ var known: [Key{n}: Int] = [:]; known[Key{n}(value: count)] = {n}; sum += known.count }}\n" for n in range(100))
body = f"{types}let count = CommandLine.arguments.count\nvar sum = 0\nif count > 1 {{\n{uses}}}\nprint(sum)\n"
open("Sources/Alone/main.swift", "w").write("import Foundation\nlet folder = FileManager.default.currentDirectoryPath\n" + body)
open("Sources/Beside/main.swift", "w").write("import Foundation\nimport GRDB\nlet folder = FileManager.default.currentDirectoryPath\n" + body)
PY
swift build -c release --static-swift-stdlib >build.log 2>&1 || { tail -n 20 build.log; exit 1; }
swift --version 2>/dev/null | head -n 1
count() { valgrind --tool=callgrind --callgrind-out-file=/dev/null "$@" 2>&1 | sed -n 's/.*Collected : //p'; }
declare -A cost
for name in Alone Beside; do
  program=.build/release/$name
  records=$(($(readelf -SW "$program" | sed -n 's/.*swift5_protocol_conformances *PROGBITS *[0-9a-f]* *[0-9a-f]* *\([0-9a-f]*\).*/0x\1/p') / 4))
  cost[$name]=$((($(count "$program" more) - $(count "$program")) / 100))
  echo "$name: $records conformance records, ${cost[$name]} instructions for the first use of a key type"
done
[ "${cost[Alone]}" -gt 100000 ] && [ "$((cost[Beside] * 100))" -gt "$((cost[Alone] * 105))" ]
