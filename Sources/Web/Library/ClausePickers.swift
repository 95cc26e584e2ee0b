import Agreements
import Assembler
import DocumentModel
import Findings
import Production
import Stewardship

/// What can be put into the text of a clause, and is there: fields, references, annexes, roles, words for persons.
struct ClausePickers: Sendable {
    struct Piece: Sendable, Hashable {
        /// What is put into the text.
        let text: String
        let label: String
    }

    struct Group: Sendable, Hashable {
        let title: String
        let pieces: [Piece]
    }

    let groups: [Group]
    /// By their paths, as conditions of this clause name them.
    let fields: [String: FieldDeclaration]

    /// - Parameters:
    ///   - source: as it is saved; `nil` where its head has errors.
    ///   - agreement: whose fields, clauses and annexes there are; `nil`: only the clause's own.
    init(_ source: ClauseSource?, in agreement: AgreementFile?, _ workshop: Workshop, _ facts: Facts) {
        let own = source?.frontMatter.fields ?? []
        var named = Dictionary(own.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        var groups = [Group(title: "Felder dieser Klausel", pieces: own.flatMap { ClausePickers.pieces($0, $0.name) })]
        if let agreement {
            let entries = (try? workshop.planner.catalogue(of: agreement).entries) ?? []
            let others = entries.filter { !$0.path.rawValue.hasPrefix("klauseln.") && named[$0.path.rawValue] == nil }
            groups.append(Group(title: "Angaben der Vereinbarung", pieces: others.flatMap { ClausePickers.pieces($0.declaration, $0.path.rawValue) }))
            for entry in others { named[entry.path.rawValue] = entry.declaration }
            groups.append(Group(title: "Bezeichnungen der Parteien", pieces: ClausePickers.roles(agreement)))
            groups.append(Group(title: "Verweise auf Klauseln", pieces: ClausePickers.references(agreement, source, workshop.planner.library)))
            groups.append(Group(title: "Verweise auf Anlagen", pieces: agreement.annexes.map { annex in Piece(text: "{{anlage:\(annex.key.value)}}", label: annex.title.value) }))
        }
        let words = (try? facts.genderForms().words) ?? []
        groups.append(
            Group(
                title: "Bezeichnungen von Personen",
                pieces: words.flatMap { [Piece(text: "{{\($0):innen}}", label: "\($0), Mehrzahl"), Piece(text: "{{der \($0):in}}", label: "\($0), Einzahl mit Artikel")] }))
        self.groups = groups.filter { !$0.pieces.isEmpty }
        fields = named
    }

    private static func pieces(_ field: FieldDeclaration, _ path: String) -> [Piece] {
        let label = field.label
        return switch field.kind {
        case .date: [Piece(text: "{{\(path)|lang}}", label: "\(label) (ausgeschrieben)"), Piece(text: "{{\(path)|kurz}}", label: "\(label) (in Ziffern)")]
        case .number: [Piece(text: "{{\(path)}}", label: label), Piece(text: "{{\(path)|wort}}", label: "\(label) (als Wort)")]
        case .flag: [Piece(text: "{{wenn \(path)}}…{{ende}}", label: "Nur wenn zutrifft: \(label)")]
        case .choice(let choices):
            [Piece(text: "{{\(path)}}", label: label)]
                + choices.map { Piece(text: "{{wenn \(path) == \"\($0.value)\"}}…{{ende}}", label: "Nur wenn \(label) „\($0.label)“ ist") }
        case .list: [Piece(text: "{{liste:\(path)}}", label: "\(label) (Aufzählung)")]
        case .table: [Piece(text: "{{tabelle:\(path)}}", label: "\(label) (Tabelle)")]
        case .body, .person: ["nominativ", "genitiv", "dativ", "akkusativ"].map { Piece(text: "{{\(path)|\($0)}}", label: "\(label) (\(ClauseNames.readable($0)))") }
        case .text, .longText, .money, .iban, .address, .representation, .inflection: [Piece(text: "{{\(path)}}", label: label)]
        }
    }

    private static func roles(_ agreement: AgreementFile) -> [Piece] {
        agreement.parties.parties.filter { $0.designation != nil }.flatMap { party in
            let path = party.body.value.rawValue
            return [("nominativ", "wer"), ("genitiv", "wessen"), ("dativ", "wem"), ("akkusativ", "wen")].map {
                Piece(text: "{{rolle:\(path)|\($0.0)}}", label: "\(ClauseNames.readable(path)) (\($0.1))")
            }
        }
    }

    /// Clauses that the agreement can have, each with its marked passages; of one's own clause the passages alone.
    private static func references(_ agreement: AgreementFile, _ source: ClauseSource?, _ library: ClauseLibrary) -> [Piece] {
        var pieces: [Piece] = []
        var seen: Set<String> = []
        for use in agreement.clauseUses {
            let name = use.id?.value ?? use.mention.family
            guard seen.insert(name).inserted, let family = library.family(use.mention.family) else { continue }
            let sources = family.variants.filter { use.mention.variant == nil || use.mention.variant == $0.name }.compactMap { variant in
                variant.files.first.flatMap { try? library.source($0, family: family.name, variant: variant.name) }
            }
            let heading = sources.compactMap(\.frontMatter.heading?.value).first { !$0.isEmpty && !$0.contains("{{") } ?? ClauseNames.readable(family.name)
            if family.name != source?.family { pieces.append(Piece(text: "{{ref:\(name)}}", label: heading)) }
            var marks: [String] = []
            for source in sources {
                for match in source.body.value.matches(of: /\{#([a-z0-9_-]+)\}/) where !marks.contains(String(match.output.1)) { marks.append(String(match.output.1)) }
            }
            pieces += marks.map { Piece(text: "{{ref:\(name)#\($0)}}", label: "\(heading): \(ClauseNames.readable($0))") }
        }
        return pieces
    }

    var values: [[String: Any]] {
        groups.map { group in ["titel": group.title, "teile": group.pieces.map { ["text": $0.text, "name": $0.label] }] }
    }
}
