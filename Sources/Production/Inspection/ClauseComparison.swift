import Agreements
import Findings
import Settings

/// What changed between two variants, or two versions of one: `clauses --diff`.
public struct ClauseComparison: Sendable {
    public let old: String
    public let new: String
    public let difference: PassageDiff
    let sources: (old: ClauseSource, new: ClauseSource)

    /// The two files, head and wording.
    public let texts: (old: String, new: String)

    /// - Parameters: names: `FAMILY/VARIANT`, or with a version `FAMILY/VARIANT@1.0`.
    /// - Throws: ``Failure`` where there is no such clause.
    public static func of(_ old: String, _ new: String, library: String?) throws(Failure) -> ClauseComparison {
        try of(old, new, in: ClauseLibrary(root: try Workspace.locate(agreement: nil, library: library).library))
    }

    package static func of(_ old: String, _ new: String, in clauses: ClauseLibrary) throws(Failure) -> ClauseComparison {
        let (before, after) = (try source(old, clauses), try source(new, clauses))
        let texts = (old: try failing(SourceFile(contentsOf: before.path).text), new: try failing(SourceFile(contentsOf: after.path).text))
        return ClauseComparison(old: old, new: new, difference: PassageDiff(from: texts.old, to: texts.new), sources: (before, after), texts: texts)
    }

    private static func source(_ name: String, _ clauses: ClauseLibrary) throws(Failure) -> ClauseSource {
        let parts = name.split(separator: "/", maxSplits: 1).map(String.init)
        let wanted = parts.count == 2 ? parts[1].split(separator: "@", maxSplits: 1).map(String.init) : []
        guard let family = parts.first.flatMap({ clauses.family($0) }), let variant = wanted.first.flatMap({ family.variant($0) }) else {
            throw unknown(name, clauses.currentSources.map(\.name), "„klauselwerk clauses“ zeigt alle.")
        }
        var versions: [String] = []
        for file in variant.files {
            let source = try failing(clauses.source(file, family: family.name, variant: variant.name))
            let isWanted = wanted.count == 2 ? source.version.version == wanted[1] : true
            if isWanted { return source }
            versions.append("\(family.name)/\(variant.name)@\(source.version.version)")
        }
        throw unknown(name, versions, "Vorhanden sind: \(versions.joined(separator: ", ")).")
    }

    private static func unknown(_ name: String, _ names: [String], _ otherwise: String) -> Failure {
        Failure(
            .data,
            Finding(
                .fehler, "variante-unbekannt", at: .option(name), "Eine Klausel „\(name)“ gibt es nicht.",
                remedy: Suggestion.remedy(for: name, among: names) ?? otherwise))
    }

    /// For people.
    public var text: String {
        difference.isEmpty
            ? "„\(old)“ und „\(new)“ sind gleich." : "\(old) → \(new)   [-gestrichen-] {+neu+} [1> von hier {>1 hierher verschoben\n\n\(difference.text)"
    }
}
