import Agreements
import Findings

/// What the library offers: `clauses`.
public struct ClauseListing: Sendable, Encodable {
    public struct Family: Sendable, Encodable {
        let familie: String
        let varianten: [Variant]
    }

    public struct Variant: Sendable, Encodable {
        let name: String
        let ueberschrift: String?
        let zusammenfassung: String?
        let fassung: String
        let status: String
        let grundlage: [String]
        let felder: [Field]
        let wenn: String?
        let erfordert: [String]
        let schliesst_aus: [String]
        let datei: String
    }

    public struct Field: Sendable, Encodable {
        let name: String
        let art: String
        let beschriftung: String
        let vorgabe: String?
    }

    let familien: [Family]
    public let findings: [Finding]
    /// One family was asked for: everything is told of it.
    private let isDetailed: Bool

    private enum CodingKeys: String, CodingKey { case familien }

    /// - Parameter family: `nil` for all; else a family's name, or `FAMILY/VARIANT`.
    /// - Throws: ``Failure`` where there is no such family, with the one that may have been meant.
    public static func of(family: String?, library: String?) throws(Failure) -> ClauseListing {
        let clauses = ClauseLibrary(root: try Workspace.locate(agreement: nil, library: library).library)
        let wanted = family.map { $0.split(separator: "/", maxSplits: 1).map(String.init) }
        if let name = wanted?.first ?? family, clauses.family(name) == nil {
            throw Failure(
                .data,
                Finding(
                    .fehler, "familie-unbekannt", at: .option(name), "Eine Klausel „\(name)“ gibt es nicht.",
                    remedy: Suggestion.remedy(for: name, among: clauses.familyNames)
                        ?? "Ohne Angabe zeigt „klauselwerk clauses“ alle."))
        }
        return ClauseListing(clauses, names: (wanted?.first).map { [$0] } ?? clauses.familyNames, variant: wanted?.dropFirst().first)
    }

    private init(_ clauses: ClauseLibrary, names: [String], variant: String?) {
        var findings: [Finding] = []
        var families: [Family] = []
        for name in names {
            guard let family = clauses.family(name) else { continue }
            var variants: [Variant] = []
            for entry in family.variants where variant == nil || entry.name == variant {
                guard let file = entry.files.first else { continue }
                do throws(FindingList) {
                    variants.append(Variant(try clauses.source(file, family: name, variant: entry.name)))
                } catch { findings += error.all }
            }
            families.append(Family(familie: name, varianten: variants))
        }
        familien = families
        isDetailed = names.count == 1
        self.findings = findings
    }

    /// For people.
    public var text: String {
        var lines: [String] = []
        for family in familien {
            lines.append(family.familie)
            for variant in family.varianten { lines += isDetailed ? variant.details : variant.brief }
            lines.append("")
        }
        let count = familien.reduce(0) { $0 + $1.varianten.count }
        lines.append("\(familien.count == 1 ? "1 Familie" : "\(familien.count) Familien"), \(count == 1 ? "1 Variante" : "\(count) Varianten")")
        return lines.joined(separator: "\n")
    }
}

extension ClauseListing.Variant {
    init(_ source: ClauseSource) {
        let head = source.frontMatter
        name = source.name
        ueberschrift = head.heading?.value
        zusammenfassung = head.summary
        fassung = head.version
        status = head.status.rawValue
        grundlage = head.legalBasis.map(\.value)
        felder = head.fields.map {
            ClauseListing.Field(
                name: $0.name, art: $0.kind.name, beschriftung: $0.label, vorgabe: $0.defaultValue.map(ValueDisplay.text))
        }
        wenn =
            switch head.condition {
            case .expression(let expression)?: expression.source.value
            case .otherwise?: "sonst"
            case nil: nil
            }
        erfordert = head.requires.map(\.name)
        schliesst_aus = head.excludes.map(\.name)
        datei = source.path
    }

    var brief: [String] {
        let mark = status == "freigegeben" ? "" : "  [\(status)]"
        return ["  \(name)\(mark)", "      \(zusammenfassung ?? ueberschrift ?? "")"]
    }

    var details: [String] {
        var lines = brief
        func add(_ label: String, _ text: String) { if !text.isEmpty { lines.append("      \(label): \(text)") } }
        add("Überschrift", ueberschrift ?? "")
        add("Fassung", fassung)
        add("Grundlage", grundlage.joined(separator: ", "))
        add("wird gewählt, wenn", wenn ?? "")
        add("erfordert", erfordert.joined(separator: ", "))
        add("schließt aus", schliesst_aus.joined(separator: ", "))
        for field in felder {
            add("Feld \(field.name)", "\(field.beschriftung) (\(field.art)\(field.vorgabe.map { ", Vorgabe: \($0)" } ?? ""))")
        }
        add("Datei", datei)
        return lines
    }
}
