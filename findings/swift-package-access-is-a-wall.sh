#!/usr/bin/env bash
# Swift 6.3 (compiler and package manager), release builds.
# Since 5.9 a declaration may be `package`: seen by all modules of one package, by nobody outside. One expects that it costs nothing: the
# compiler sees the same sources, and in release builds „default cross-module optimisation“ takes small functions of one module into
# another. It takes `public` ones. The very same function, `package` instead of `public`, stays a call, in its own package, too: what
# nobody outside can see is optimised *less* than what everybody can. In our engine the change of that one word in four modules below
# the hot path was 2.7 % more instructions and 7 % more time.
# Neither of the two options that are made for this helps, and neither says so: not -cross-module-optimization, and not -package-cmo („default
# cross-module optimisation within a package“), alone or with the library evolution and non-resilient access that it is made for.
# So modules that others call for each glyph or word stay public, and a test names them with this reason.
# Needs a Swift 6.3 toolchain and binutils.
set -euo pipefail
swift=${SWIFT:-swift}
[[ $("$swift" --version 2>&1) == *"Swift version 6.3"* ]] || { echo "Swift 6.3 is needed" >&2; exit 2; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
mkdir -p Sources/Measure Sources/tool
cat > Package.swift <<'SWIFT'
// swift-tools-version: 6.0
import PackageDescription
let package = Package(
    name: "wall",
    targets: [.target(name: "Measure"), .executableTarget(name: "tool", dependencies: ["Measure"])])
SWIFT
cat > Sources/tool/main.swift <<'SWIFT'
import Measure
var total = Length(points: 0)
for number in 0..<CommandLine.arguments.count * 1_000 { total = total.adding(Length(points: number)) }
print(total.points)
SWIFT
calls() { # WORD [OPTION]: how often the loop's program calls the function of the other module, when that is declared by WORD
  cat > Sources/Measure/Length.swift <<SWIFT
$1 struct Length: Sendable {
    $1 var points: Int
    $1 init(points: Int) { self.points = points }
    $1 func adding(_ other: Length) -> Length { Length(points: points &+ other.points &* 3) }
}
SWIFT
  rm -rf .build
  "$swift" build -c release --product tool "${@:2}" >build.log 2>&1 || { cat build.log >&2; exit 1; }
  objdump -d --no-show-raw-insn .build/release/tool.build/main.swift.o -r | grep -c 'R_X86_64_PLT32.*6adding' || true
}
open=$(calls public)
closed=$(calls package)
whole=$(calls package -Xswiftc -cross-module-optimization)
within=$(calls package -Xswiftc -package-cmo)
resilient=$(calls package -Xswiftc -package-cmo -Xswiftc -enable-library-evolution -Xswiftc -allow-non-resilient-access)
warned=$(grep -c 'warning:.*\(cmo\|evolution\)' build.log || true)
echo "calls of the other module's function in the loop's program: public $open, package $closed, with -cross-module-optimization $whole, with -package-cmo $within, and with library evolution $resilient ($warned warnings)"
[ "$open" -eq 0 ] && [ "$closed" -gt 0 ] && [ "$whole" -gt 0 ] && [ "$within" -gt 0 ] && [ "$resilient" -gt 0 ] && [ "$warned" -eq 0 ]
