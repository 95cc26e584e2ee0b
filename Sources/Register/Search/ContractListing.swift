import Assembler
import Production

/// What the register knows of a contract, for people and programs.
package struct ContractListing: Sendable, Encodable {
    struct Clause: Sendable, Encodable {
        let klausel: String
        let fassung: String
    }

    struct Event: Sendable, Encodable {
        let datum: String
        let art: String
        let wer: String
        let wirkung: String
        let bemerkung: String
        let storniert: String?
    }

    struct Party: Sendable, Encodable {
        let partner: String
        let name: String
        let anschrift: String
        let vertreten_durch: String
    }

    let kennung: String
    let stand: String
    let betreff: String
    let aktenzeichen: String
    let vereinbarung: String
    let nr: String
    let datum: String
    let datei: String
    let sha256: String
    let seiten: Int?
    let nachweis: String
    let beteiligte: [Party]
    let ereignisse: [Event]
    let klauseln: [Clause]
    let werte: [String: String]
    private let passages: [String]

    private enum CodingKeys: String, CodingKey {
        case kennung, stand, betreff, aktenzeichen, vereinbarung, nr, datum, datei, sha256, seiten, nachweis, beteiligte, ereignisse, klauseln, werte
    }

    /// - Parameter day: ISO; the state is that of this day.
    package init(_ entry: ContractEntry, on day: String) {
        kennung = entry.identifier
        stand = ContractEvent.state(after: entry.events, on: day).inGerman
        betreff = entry.title
        aktenzeichen = entry.fileNumber
        vereinbarung = entry.agreement
        nr = entry.number
        datum = entry.date
        datei = entry.path
        sha256 = entry.sha256
        seiten = entry.pages
        nachweis = entry.proof
        beteiligte = entry.parties.map {
            Party(partner: $0.identifier ?? "", name: $0.record.name, anschrift: $0.record.address, vertreten_durch: $0.record.representative)
        }
        ereignisse = entry.events.map {
            Event(datum: $0.day, art: $0.kind.inGerman, wer: $0.who, wirkung: $0.effect, bemerkung: $0.remark, storniert: $0.cancelled)
        }
        klauseln = entry.clauses.map { Clause(klausel: $0.name, fassung: $0.version) }
        werte = Dictionary(
            (entry.origin?.values ?? []).filter(\.source.isGiven).map { ($0.path, RecordedText($0.content).oneLine) }, uniquingKeysWith: { first, _ in first })
        passages = entry.passages
    }

    package func text(withPassages: Bool) -> String {
        let facts = [
            ("Kennung", kennung), ("Stand", stand), ("Betreff", betreff), ("Aktenzeichen", aktenzeichen), ("Vereinbarung", vereinbarung), ("Nr.", nr),
            ("Datum", Day.shown(datum)), ("Datei", datei), ("Seiten", seiten.map(String.init) ?? ""), ("Prüfsumme", sha256), ("Nachweis", nachweis),
        ].filter { !$0.1.isEmpty }
        let width = facts.map(\.0.count).max() ?? 0
        var lines = facts.map { $0.0 + String(repeating: " ", count: width + 2 - $0.0.count) + $0.1 }
        section("Partner", beteiligte.map { "\($0.partner)  \($0.name)" + ($0.anschrift.isEmpty ? "" : ", \($0.anschrift)") }, &lines)
        section("Ereignisse", ereignisse.map(\.text), &lines)
        section("Klauseln", klauseln.map { "\($0.klausel) \($0.fassung)" }, &lines)
        section("Werte", werte.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }, &lines)
        if withPassages { section("Wortlaut", passages.flatMap { $0.split(separator: "\n").map(String.init) + [""] }, &lines) }
        return lines.joined(separator: "\n")
    }

    private func section(_ heading: String, _ content: [String], _ lines: inout [String]) {
        if !content.isEmpty { lines += ["", heading] + content.map { "  \($0)" } }
    }
}

extension ContractListing.Event {
    fileprivate var text: String {
        var text = "\(Day.shown(datum))  \(art)"
        if !wer.isEmpty { text += ", \(wer)" }
        if !wirkung.isEmpty { text += ", zum \(Day.shown(wirkung))" }
        if !bemerkung.isEmpty { text += " (\(bemerkung))" }
        return storniert.map { "\(text) – zurückgenommen: \($0)" } ?? text
    }
}
