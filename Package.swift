// swift-tools-version: 6.1
import PackageDescription

// One target a stage of the pipeline; the arrows point one way only:
// library → agreement → document → lines → pages → drawing → finished PDF (docs/architecture.md).

/// The C libraries come from Debian, each behind a module map and one shim header.
func debian(_ name: String, pkgConfig: String, package: String) -> Target {
    .systemLibrary(name: name, path: "Sources/\(name)", pkgConfig: pkgConfig, providers: [.apt([package])])
}

let yams = Target.Dependency.product(name: "Yams", package: "Yams")
let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")

let hummingbird = Target.Dependency.product(name: "Hummingbird", package: "hummingbird")
let mustache = Target.Dependency.product(name: "Mustache", package: "swift-mustache")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")

let package = Package(
    name: "klauselwerk",
    products: [
        .executable(name: "klauselwerk", targets: ["klauselwerk"]),
        .executable(name: "klauselwerk-svg", targets: ["klauselwerk-svg"]),
        .executable(name: "klauselwerk-web", targets: ["klauselwerk-web"]),
        // For programs of others: making contracts, and the tree between assembling and typesetting (import Production, DocumentModel).
        .library(name: "Klauselwerk", targets: ["Production"]),
        .library(name: "DocumentModel", targets: ["DocumentModel"]),
    ],
    dependencies: [
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        // The page (nothing that `klauselwerk build` links), and what page and register keep.
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1", traits: []),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    ],
    targets: [
        debian("CCairo", pkgConfig: "cairo", package: "libcairo2-dev"),
        debian("CHarfBuzz", pkgConfig: "harfbuzz", package: "libharfbuzz-dev"),
        debian("CHarfBuzzSubset", pkgConfig: "harfbuzz-subset", package: "libharfbuzz-dev"),
        debian("CFriBidi", pkgConfig: "fribidi", package: "libfribidi-dev"),
        debian("CFreeType", pkgConfig: "freetype2", package: "libfreetype-dev"),
        debian("CQPDF", pkgConfig: "libqpdf", package: "libqpdf-dev"),
        debian("CMarkdown", pkgConfig: "libcmark-gfm", package: "libcmark-gfm-extensions-dev"),
        debian("CNettle", pkgConfig: "nettle", package: "nettle-dev"),
        debian("CZlib", pkgConfig: "zlib", package: "zlib1g-dev"),
        debian("CDeflate", pkgConfig: "libdeflate", package: "libdeflate-dev"),
        debian("CTurboJPEG", pkgConfig: "libturbojpeg", package: "libturbojpeg0-dev"),
        debian("CTIFF", pkgConfig: "libtiff-4", package: "libtiff-dev"),
        debian("CLittleCMS", pkgConfig: "lcms2", package: "liblcms2-dev"),
        debian("CZip", pkgConfig: "libzip", package: "libzip-dev"),
        debian("CExpat", pkgConfig: "expat", package: "libexpat1-dev"),
        debian("CXlsxWriter", pkgConfig: "xlsxwriter", package: "libxlsxwriter-dev"),
        debian("CDmtx", pkgConfig: "libdmtx", package: "libdmtx-dev"),
        debian("CHunspell", pkgConfig: "hunspell", package: "libhunspell-dev"),
        // Declares what is called itself: the flags of its pkg-config file are refused.
        .systemLibrary(name: "CRSVG", path: "Sources/CRSVG", providers: [.apt(["librsvg2-dev"])]),
        // What the C library has for its own memory; Swift's module of it leaves that out.
        .systemLibrary(name: "CMalloc", path: "Sources/CMalloc"),

        // Not a system library: ICU's headers must not meet those of the ICU inside Foundation (Debian: libicu-dev).
        .target(name: "CICU", linkerSettings: [.linkedLibrary("icuuc")]),

        .target(name: "Findings"),
        .target(name: "Checksum", dependencies: ["CNettle"]),
        // What is made once and wanted again: from document to document, by several threads, for as long as it comes again.
        .target(name: "Keeping"),
        .target(name: "CharacterSets"),
        .target(name: "VectorPicture", dependencies: ["CExpat"]),
        .target(name: "DocumentModel"),
        // The mark by which a page's scan is known again: what it says, its symbol, reading it.
        .target(name: "PageMarks", dependencies: ["DocumentModel", "Checksum", "CDmtx"]),
        .target(name: "GermanText", dependencies: ["Findings"]),
        .target(name: "Tables", dependencies: ["Findings", "CharacterSets", "GermanText", "CZip", "CExpat", "CXlsxWriter"]),
        // Files that clerks write, as trees in which everything has its place, and what is said where they are wrong.
        .target(name: "Settings", dependencies: ["DocumentModel", "Tables", "Findings", "Checksum", yams]),
        // What a library's files say, read and checked: clauses, agreements, fields, conditions, facts of law, templates of texts.
        .target(
            name: "Agreements",
            dependencies: ["Settings", "DocumentModel", "GermanText", "Keeping", "Findings", "Checksum", "CMarkdown"]),
        // An agreement and values in, a plan out: every variant chosen, every value with its source.
        .target(
            name: "Assembler",
            dependencies: ["Agreements", "Settings", "DocumentModel", "GermanText", "Tables", "CharacterSets", "Keeping", "Findings"]),
        // A plan in, a document out.
        .target(
            name: "Composition",
            dependencies: ["Assembler", "Agreements", "Settings", "DocumentModel", "GermanText", "VectorPicture", "Keeping", "Findings"]),
        // What holds of an agreement and of a library whatever the values.
        .target(name: "Proof", dependencies: ["Composition", "Assembler", "Agreements", "Settings", "DocumentModel", "Findings"]),
        .target(
            name: "Typeface",
            dependencies: ["Keeping", "Findings", "Checksum", "CFriBidi", "CHarfBuzz", "CHarfBuzzSubset", "CICU"]),
        .target(name: "Spelling", dependencies: ["Typeface", "Findings", "CHunspell"]),
        .target(name: "Lint", dependencies: ["Assembler", "Agreements", "Settings", "DocumentModel", "GermanText", "Spelling", "Findings"]),
        // How pages look, as values: for typesetting and for files of a word processor.
        .target(name: "Styles", dependencies: ["DocumentModel"]),
        .target(name: "Layout", dependencies: ["DocumentModel", "PageMarks", "GermanText", "Styles", "Typeface", "Keeping", "Findings", "CICU"]),
        .target(name: "HouseStyle", dependencies: ["Styles", "Typeface", "DocumentModel", "Settings", "Findings"]),
        .target(
            name: "Rendering",
            dependencies: [
                "Layout", "PageMarks", "Styles", "Typeface", "DocumentModel", "Keeping", "Findings", "VectorPicture", "CCairo", "CFreeType", "CHarfBuzz", "CZlib",
                "CDeflate", "CTurboJPEG", "CTIFF",
            ]),
        .target(
            name: "Finishing",
            dependencies: [
                "Rendering", "Layout", "Styles", "Typeface", "DocumentModel", "CharacterSets", "Keeping", "Findings", "Checksum", "VectorPicture", "CQPDF", "CFreeType",
                "CLittleCMS", "CExpat",
            ]),
        .target(
            name: "Production",
            dependencies: [
                "Composition", "Assembler", "Agreements", "Proof", "Settings", "Word", "Tables", "Lint", "Spelling", "HouseStyle", "Styles", "Layout", "Rendering", "Finishing",
                "Typeface", "GermanText", "PageMarks", "DocumentModel", "Keeping", "Findings", "Checksum", "CZip", "CMalloc",
            ]),
        // Looking after the library: its files changed in place, versions, approvals by two persons and their log.
        .target(
            name: "Stewardship",
            dependencies: ["Production", "Rendering", "Composition", "Assembler", "Agreements", "Proof", "Settings", "VectorPicture", "DocumentModel", "Findings", "Checksum"]),
        // What ArgumentParser says, in German.
        .target(name: "CommandWords"),
        // Scans that come back: split by their marks, checked, filed.
        .target(
            name: "Returns",
            dependencies: ["Register", "Production", "Layout", "Styles", "PageMarks", "Finishing", "Rendering", "DocumentModel", "Findings", "Checksum"]),
        .executableTarget(
            name: "klauselwerk",
            dependencies: [
                "Production", "Stewardship", "Register", "Returns", "Deadlines", "TakingOver", "Finishing", "DocumentModel", "Tables", "Findings", "CommandWords", argumentParser,
            ]),
        // Draws SVG pictures, in a process of its own with bounds.
        .executableTarget(name: "klauselwerk-svg", dependencies: ["CCairo", "CRSVG"]),

        // Contracts as files of a word processor.
        .target(name: "Word", dependencies: ["DocumentModel", "Styles", "Findings", "Checksum", "CZip", "CExpat"]),

        // Old contracts from word processors as agreements and clauses of ours.
        .target(name: "TakingOver", dependencies: ["Production", "Word", "Assembler", "Agreements", "Settings", "GermanText", "DocumentModel", "Findings"]),

        // Which contracts there are, what became of them, and by when something has to be done.
        .target(name: "Register", dependencies: ["Production", "PageMarks", "Assembler", "Agreements", "DocumentModel", "Tables", "Findings", "Checksum", grdb]),

        // By when something has to be done: dates reckoned from what clauses say of time.
        .target(name: "Deadlines", dependencies: ["Production", "Rendering", "Assembler", "Agreements", "DocumentModel", "Findings", "Checksum"]),

        // The page in the browser: a program of its own, so that `klauselwerk build` starts no slower.
        .target(
            name: "Web",
            dependencies: [
                "Production", "Stewardship", "Register", "Returns", "Deadlines", "TakingOver", "Word", "Finishing", "Rendering", "Assembler", "Agreements", "Proof", "Settings",
                "DocumentModel",
                "Tables", "Findings",
                "Checksum", "CZip", "CZlib", "CMalloc", hummingbird, mustache, grdb,
            ]),
        .executableTarget(name: "klauselwerk-web", dependencies: ["Web", "Findings", "Production", "CommandWords", argumentParser]),

        // make bench; not installed.
        .executableTarget(
            name: "benchmark",
            dependencies: [
                "Production", "Assembler", "Agreements", "HouseStyle", "Styles", "Layout", "Rendering", "Finishing", "Typeface", "DocumentModel", "ChildProcess",
                "TestDocuments", "ApprovedLibrary",
            ],
            path: "Benchmarks/Program"),
        // Sets plain text for `make quality`.
        .executableTarget(
            name: "settext",
            dependencies: ["Finishing", "GermanText", "HouseStyle", "Styles", "Layout", "Typeface", "DocumentModel", "Findings", argumentParser],
            path: "Benchmarks/Quality/SetText"),

        // Runs other programs in tests.
        .target(name: "ChildProcess", path: "Tests/ChildProcess"),
        // How many cases a test runs: a sample in `make test`, all in `make test-full`.
        .target(name: "TestScale", path: "Tests/TestScale"),
        // The shipped library with every clause approved, in a copy.
        .target(name: "ApprovedLibrary", dependencies: ["Agreements", "DocumentModel", "Findings"], path: "Tests/ApprovedLibrary"),
        // Copies of the contracts that tests make, for veraPDF.
        .target(name: "KeptContracts", dependencies: ["Finishing", "Checksum"], path: "Tests/KeptContracts"),
        // The shipped fonts, for tests below the level that reads the catalogue.
        .target(name: "TestFonts", dependencies: ["Layout", "Typeface", "Checksum"], path: "Tests/TestFonts", exclude: ["din91379.txt"]),
        // Unicode's own test files, unpacked from Debian's unicode-data.
        .target(name: "UnicodeTestData", path: "Tests/UnicodeTestData", exclude: ["catalogue.yaml", "files"]),
        // Documents built in few words, and random ones.
        .target(name: "TestDocuments", dependencies: ["DocumentModel"], path: "Tests/TestDocuments"),
        // Tables of every kind, made from descriptions that people can read.
        .target(name: "TableSamples", dependencies: ["CZip"], path: "Tests/TableSamples"),
        // Reads the sources themselves.
        .testTarget(name: "ArchitectureTests"),
        .testTarget(name: "ChecksumTests", dependencies: ["Checksum"]),
        .testTarget(name: "KeepingTests", dependencies: ["Keeping"]),
        .testTarget(name: "TablesTests", dependencies: ["TestScale", "Tables", "CharacterSets", "TableSamples", "Findings"]),
        .testTarget(name: "DocumentModelTests", dependencies: ["DocumentModel"]),
        .testTarget(name: "PageMarksTests", dependencies: ["PageMarks", "DocumentModel"]),
        .testTarget(name: "GermanTextTests", dependencies: ["GermanText"]),
        .testTarget(
            name: "AssemblerTests",
            dependencies: [
                "DocumentModel", "GermanText", "Composition", "Assembler", "Agreements", "Proof", "Settings", "ApprovedLibrary", "TestScale", "Findings", "TableSamples",
            ],
            exclude: ["Meldungen", "Recht"]),
        .testTarget(
            name: "LintTests", dependencies: ["DocumentModel", "Lint", "Spelling", "HouseStyle", "Typeface", "Composition", "Assembler", "Agreements", "Settings", "Findings"],
            exclude: ["Faelle"]),
        .testTarget(name: "TypefaceTests", dependencies: ["Typeface", "Checksum", "Findings", "UnicodeTestData"]),
        .testTarget(
            name: "LayoutTests",
            dependencies: ["Typeface", "DocumentModel", "Layout", "Styles", "CICU", "TestFonts", "TestDocuments", "TestScale", "Findings", "UnicodeTestData", "Keeping"],
            exclude: ["Lines/Golden", "Pages/Golden", "Cases"]),
        .testTarget(
            name: "HouseStyleTests", dependencies: ["HouseStyle", "Styles", "Layout", "Typeface", "DocumentModel", "TestFonts", "Findings"]),
        .testTarget(
            name: "RenderingTests",
            dependencies: [
                "Rendering", "Finishing", "Layout", "Styles", "Typeface", "DocumentModel", "Findings", "CCairo", "ChildProcess", "KeptContracts", "TestDocuments", "TestFonts",
                "TestScale",
                "VectorPicture", "klauselwerk-svg",
            ], exclude: ["Foreign/cases.csv", "Foreign/svg-undrawn.txt"]),
        .testTarget(
            name: "ProductionTests",
            dependencies: [
                "DocumentModel", "Composition", "Assembler", "Agreements", "Layout", "Finishing", "Typeface", "Production", "Styles", "ApprovedLibrary", "ChildProcess",
                "KeptContracts", "TestDocuments", "TestScale", "Findings", "TableSamples",
            ], exclude: ["Defects", "Formen", "Tabellen"]),
        .testTarget(
            name: "CommandLineTests",
            dependencies: [
                argumentParser, "PageMarks", "Production", "ApprovedLibrary", "Checksum", "klauselwerk", "ChildProcess", "KeptContracts", "TableSamples", "TestScale", "Findings",
            ]),
        .testTarget(name: "WordTests", dependencies: ["DocumentModel", "Word", "TakingOver", "Production", "ApprovedLibrary", "ChildProcess", "TestScale", "Findings"]),
        .testTarget(
            name: "TakingOverTests",
            dependencies: [
                "TakingOver", "Word", "Production", "Assembler", "Agreements", "DocumentModel", "GermanText", "ApprovedLibrary", "ChildProcess", "TestScale", "Findings",
            ],
            exclude: ["Vertraege"]),
        .testTarget(name: "RegisterTests", dependencies: ["Register", "Production", "ApprovedLibrary", "ChildProcess", "TestScale", "TableSamples", "Findings", grdb]),
        .testTarget(name: "ReturnsTests", dependencies: ["Returns", "Rendering", "Finishing", "PageMarks", "DocumentModel"]),
        .testTarget(
            name: "StewardshipTests",
            dependencies: ["ChildProcess", "Checksum", "Stewardship", "Production", "Assembler", "Agreements", "Settings", "ApprovedLibrary", "TestScale", "Findings"],
            exclude: ["Rollen"]),
        .testTarget(
            name: "DeadlinesTests", dependencies: ["DocumentModel", "Deadlines", "Production", "Agreements", "ApprovedLibrary", "ChildProcess", "Findings"],
            exclude: ["tage.csv"]),
        .testTarget(
            name: "WebTests",
            dependencies: [
                "Web", "Stewardship", "Register", "Production", "Agreements", "Tables", "ApprovedLibrary", "ChildProcess", "TestScale", "Findings", "klauselwerk",
                "klauselwerk-web", grdb,
            ]),
    ],
    swiftLanguageModes: [.v6]
)

// `make test` runs optimised code. The tests themselves compute little: they are left as they are written, which is quicker to compile. Every build
// without the variable has nothing of this: the inner loop of `make try` is quickest unoptimised.
if Context.environment["KLAUSELWERK_TESTED"] != nil {
    for target in package.targets where target.type == .test {
        target.swiftSettings = (target.swiftSettings ?? []) + [.unsafeFlags(["-Onone"], .when(configuration: .release))]
    }
}

// Programs and tests are linked by the toolchain's lld: half the time of gold, which Swift asks for on Linux where nothing is said. Libraries are
// left alone: other packages cannot use one with flags that SwiftPM does not know.
for target in package.targets where [.executable, .test].contains(target.type) {
    target.linkerSettings = (target.linkerSettings ?? []) + [.unsafeFlags(["-use-ld=lld"], .when(platforms: [.linux]))]
}
