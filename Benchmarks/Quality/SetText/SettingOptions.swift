import ArgumentParser
import Findings
import Foundation
import GermanText
import HouseStyle
import Layout
import Styles

struct SettingOptions: ParsableArguments {
    @Option(help: "Width of the lines in millimetres.") var measure = 160.0
    @Option(help: "Folder of the repository.") var root = "."
    @Argument(help: "Plain text in UTF-8, an empty line between paragraphs.") var files: [String]

    func validate() throws {
        guard (20...180).contains(measure) else { throw ValidationError("The measure is to be 20 to 180 mm.") }
    }

    /// The style „klassisch“ with this measure.
    func style() throws -> StyleSheet {
        var style = try StyleReader.read(contentsOf: root + "/styles/klassisch.yaml")
        style.page.right = style.page.size.width - style.page.left - mm(measure)
        return style
    }

    func press() throws -> PlainPress { try PlainPress(fonts: root + "/fonts") }

    func paragraphs() throws -> [String] { try PlainTextFile.paragraphs(of: files) }
}

enum PlainTextFile {
    /// Normalised as the library's clauses are.
    static func paragraphs(of files: [String]) throws -> [String] {
        try files.flatMap { file in
            try String(contentsOfFile: file, encoding: .utf8).split(separator: "\n")
                .map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
        }
        .map { GermanTypography.normalise($0) }
    }
}

/// `NAME=NUMBER,…`: settings of lines that differ from the style's.
struct CostList {
    private let values: [(name: String, value: Double)]

    init(_ text: String) throws {
        values = try text.split(separator: ",").map { entry in
            let parts = entry.split(separator: "=", maxSplits: 1)
            guard parts.count == 2, let value = Double(parts[1].trimmingCharacters(in: .whitespaces)) else {
                throw ValidationError("Not NAME=NUMBER: \(entry)")
            }
            return (parts[0].trimmingCharacters(in: .whitespaces), value)
        }
    }

    func apply(to lines: inout LineStyle) throws {
        for (name, value) in values {
            switch name {
            case "expansionLimit": lines.costs.expansionLimit = value
            case "expansionStep": lines.costs.expansionStep = value
            case "trackingLimit": lines.costs.trackingLimit = value
            case "shrinkLimit": lines.costs.shrinkLimit = value
            case "tolerance": lines.costs.tolerance = value
            case "line": lines.costs.line = value
            case "flex": lines.costs.flex = value
            case "gap": lines.costs.gap = value
            case "holeBegins": lines.costs.holeBegins = value
            case "hole": lines.costs.hole = value
            case "contrast": lines.costs.contrast = value
            case "hyphen": lines.costs.hyphen = value
            case "seam": lines.costs.seam = value
            case "shortHyphen": lines.costs.shortHyphen = value
            case "hyphenFall": lines.costs.hyphenFall = value
            case "evening": lines.costs.evening = value
            case "explicit": lines.costs.explicit = value
            case "hyphenAfterHyphen": lines.costs.hyphenAfterHyphen = value
            case "finalHyphen": lines.costs.finalHyphen = value
            case "runtShare": lines.costs.runtShare = value
            case "runt": lines.costs.runt = value
            case "hyphenReluctance": lines.hyphenReluctance = value
            default: throw ValidationError("There is no setting „\(name)“.")
            }
        }
    }
}
