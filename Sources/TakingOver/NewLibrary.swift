import Findings
import GermanText

/// The files of a new library, contract by contract.
struct NewLibrary {
    private var texts: [String: String] = [:]
    private var bodies: Set<String> = []
    /// Names of the fields of each agreement.
    private(set) var fields: [String: Set<String>] = [:]

    var files: [(path: String, bytes: [UInt8])] { texts.map { (path: $0.key, bytes: Array($0.value.utf8)) } }

    mutating func add(_ dissection: Dissection, known: KnownClauses, land: TakeOver.Land, citations: CitationFinder) -> TakeOverReport.Entry {
        let contract = dissection.contract
        let writer = ClauseWriter(contract, citations: citations, log: dissection.log)
        var log = writer.log
        for (section, clause) in zip(contract.sections, writer.clauses) { texts["clauses/\(section.family)/\(contract.name).md"] = clause.text }
        for annex in contract.annexes { addAnnex(annex, writer.annexTexts[annex.key], contract, &log) }
        let body = addBody(contract, land, &log)
        let matches = contract.sections.map { known.match($0) }
        for (section, match) in zip(contract.sections, matches) { if let match { tell(section, match, &log) } }
        let agreement = AgreementWriter(
            contract, clauses: contract.sections.map { "\($0.family)/\(contract.name)" }, offers: matches.map { $0.map(TakeOverReport.words) }, body: body,
            isSpelledOut: isSpelledOut(contract))
        texts["agreements/\(contract.name).yaml"] = agreement.text
        fields[contract.name] = Set(writer.allFields.map(\.name))
        return TakeOverReport.Entry(
            contract: contract, findings: log.findings, references: writer.references.resolved, openReferences: writer.references.open, fields: writer.allFields.count,
            terms: writer.terms, matches: matches)
    }

    private func tell(_ section: OldSection, _ match: KnownClauses.Match, _ log: inout TakeOverLog) {
        log.add(
            .hinweis, "uebernahme-bekannt", line: section.headingLine,
            "\(section.place)\(section.number == nil || section.heading.isEmpty ? "" : " „\(section.heading)“"): \(TakeOverReport.words(for: match)).",
            match.isSame
                ? "Nehmen Sie in der Vereinbarung statt der neuen die Klausel der Bibliothek."
                : "Vergleichen Sie die Wörter im Bericht, und nehmen Sie die Klausel der Bibliothek, wenn sie genügt.")
    }

    private mutating func addBody(_ contract: OldContract, _ land: TakeOver.Land, _ log: inout TakeOverLog) -> String {
        let party = contract.parties.list.first ?? OldParty(name: "Name der Stelle")
        let slug = OldName.slug(party.name)
        var name = slug.isEmpty ? "stelle" : slug
        let text = (["# Übernommen; bitte prüfen."] + AgreementWriter.body(party) + ["land: \(land.code)"]).joined(separator: "\n") + "\n"
        if texts["stellen/\(name).yaml"] == text { return name }
        name = OldName.unique(name, &bodies)
        texts["stellen/\(name).yaml"] = text
        if land.isGuessed {
            log.add(
                .warnung, "uebernahme-land", "Aus der Datei geht nicht hervor, in welchem Land die Stelle „\(party.name)“ liegt; eingetragen ist \(land.code).",
                "Ändern Sie „land“ in stellen/\(name).yaml, oder nennen Sie es beim Übernehmen: --land NW.")
        }
        return name
    }

    private mutating func addAnnex(_ annex: OldAnnex, _ text: String?, _ contract: OldContract, _ log: inout TakeOverLog) {
        texts["agreements/anlagen/\(contract.name)-\(annex.key).md"] = text ?? "Der Text dieser Anlage lag der übernommenen Datei nicht bei.\n"
        let name = [annex.figure.isEmpty ? "Die Anlage" : "Die Anlage \(annex.figure)", annex.title.isEmpty ? "" : "„\(annex.title)“"].filter { !$0.isEmpty }.joined(separator: " ")
        if text == nil {
            log.add(
                .warnung, "uebernahme-anlage", "\(name) ist genannt, ihr Text ist aber nicht in der Datei.",
                "Legen Sie den Text nach agreements/anlagen/\(contract.name)-\(annex.key).md, oder nennen Sie ein PDF.")
        } else {
            log.add(.hinweis, "uebernahme-anlage", "\(name) ist als Text übernommen.", "Prüfen Sie Tabellen und Formulare der Anlage; sie sind als einfacher Text gelesen.")
        }
    }

    /// „Absatz“ rather than „Abs.“ behind „§ 4“.
    private func isSpelledOut(_ contract: OldContract) -> Bool {
        let text = contract.lines.map(\.plain)
        func count(_ pattern: Regex<Substring>) -> Int { text.reduce(0) { $0 + $1.matches(of: pattern).count } }
        return count(/(?:§|Artikel|Nummer) ?\d+[a-z]? Absatz/) > count(/(?:§|Artikel|Nummer) ?\d+[a-z]? Abs\./)
    }
}
