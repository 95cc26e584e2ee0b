import Word

/// What stands before the first section: title, parties, and whatever else is said there.
struct FrontMatterReader {
    private(set) var title: [String] = []
    private(set) var parties = OldParties()
    /// Lines that are neither.
    private(set) var body: [OldLine] = []
    private(set) var log: TakeOverLog

    init(_ lines: [OldLine], hasSections: Bool, log: TakeOverLog) {
        self.log = log
        let lead = lines.firstIndex { FrontMatterReader.isLead($0.plain) }
        let end = lead ?? titleEnd(lines, hasSections)
        readTitle(Array(lines[..<end]))
        guard let lead else {
            body = Array(lines[end...])
            noteParties(isMissing: true)
            return
        }
        let rest = Array(lines[lead...])
        if let block = PartyReader.block(rest) ?? PartyReader.sentence(rest) {
            parties = block.parties
            body = Array(rest.dropFirst(block.count))
            noteParties(isMissing: false)
        } else {
            body = rest
            noteParties(isMissing: true)
        }
    }

    private static func isLead(_ text: String) -> Bool {
        text.prefixMatch(of: /[Zz]wischen(?![\p{L}])/) != nil || text.prefixMatch(of: /(?:[Vv]ertragsparteien|[Dd]ie Vertragspartner|[Dd]ie Parteien) sind:?$/) != nil
    }

    /// Without „zwischen“: lines that are set as titles are.
    private func titleEnd(_ lines: [OldLine], _ hasSections: Bool) -> Int {
        var end = 0
        for line in lines {
            let isSetApart = line.isCentred || line.isBold || line.outline != nil || line.style.lowercased().contains("tit")
            guard line.number == nil, line.plain.count <= 140, !line.endsAsText, isSetApart || end == 0 else { break }
            end += 1
        }
        return end
    }

    private mutating func readTitle(_ lines: [OldLine]) {
        for line in lines {
            for part in line.text.split(whereSeparator: \.isNewline) {
                let plain = Wording.normal(NoteMark.removed(from: String(part)))
                if plain.isEmpty { continue }
                if plain.count <= 80, plain.wholeMatch(of: /.*(?:Entwurf|ENTWURF)(?:,? Stand:? ?[\d.]+)?/) != nil {
                    log.add(
                        .hinweis, "uebernahme-ausgelassen", line: line.position, "Der Vermerk „\(plain)“ ist nicht übernommen; die neue Vereinbarung ist ohnehin ein Entwurf.",
                        "Eine eigene Bezeichnung tragen Sie unter „entwurf“ ein.")
                } else {
                    title.append(LeadingNumber.read(plain)?.number.shape == .bullet ? plain : plain)
                }
            }
        }
        if title.isEmpty {
            title = ["Vereinbarung"]
            log.add(
                .warnung, "uebernahme-titel", "Ein Titel ist nicht zu erkennen; eingetragen ist „Vereinbarung“.", "Tragen Sie den Titel in der Vereinbarung unter „titel“ ein.")
        }
        if title.count > 6 {
            log.add(
                .warnung, "uebernahme-titel", "Vor den Parteien stehen \(title.count) Zeilen; alle sind als Titel übernommen.",
                "Nehmen Sie unter „titel“ heraus, was nicht dazugehört.")
        }
    }

    private mutating func noteParties(isMissing: Bool) {
        if isMissing {
            log.add(
                .warnung, "uebernahme-parteien",
                body.isEmpty
                    ? "Parteien sind nicht zu erkennen (kein „zwischen … und …“ vor dem ersten Abschnitt); als Stelle ist ein Platzhalter eingetragen."
                    : "Die Parteien ließen sich nicht auseinandernehmen; der Text vor dem ersten Abschnitt steht als Klausel ohne Nummer am Anfang.",
                "Tragen Sie die Parteien unter „parteien“ ein, und streichen Sie die Klausel.")
        }
        for party in parties.list {
            let what = [
                party.unit.map { "Einheit „\($0)“" }, party.street.map { "Straße „\($0)“" },
                party.town.map { "Ort „\([party.postcode, $0].compactMap { $0 }.joined(separator: " "))“" },
                party.representative.map { "vertreten durch „\($0)“" }, party.designation.map { "genannt „\($0)“" },
            ].compactMap { $0 }
            log.add(
                .hinweis, "uebernahme-parteien", "Partei „\(party.name)“: \(what.isEmpty ? "nur der Name" : what.joined(separator: ", ")).",
                "Prüfen Sie Namen, Anschrift und Vertretung.")
            if party.representative == nil, !party.isPerson {
                log.add(
                    .warnung, "uebernahme-parteien", "Wer die Partei „\(party.name)“ vertritt, steht nicht in der Datei; eingetragen ist „noch einzutragen“.",
                    "Tragen Sie bei der Partei ein, wer sie vertritt („vertreten_durch“).")
            }
        }
    }
}
