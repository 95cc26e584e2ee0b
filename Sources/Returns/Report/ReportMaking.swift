import Production

/// Makes the report's entries of what was sorted and filed.
struct ReportMaking {
    let scans: [ReturnReport.Scan]

    func sheet(_ sheet: ReturnedSheet) -> ReturnReport.Sheet { ReturnReport.Sheet(scan: scans[sheet.scan].datei, blatt: sheet.number) }

    func contract(_ copy: ReturnedCopy, _ place: ReturnFiling.Place) -> ReturnReport.Contract {
        let fields = zip(copy.contract.fields, copy.fields).map { field, measured in
            ReturnReport.Field(
                feld: field.name, seite: field.page, wer: [field.signatory, field.office, field.party].compactMap { $0 }.joined(separator: ", "),
                ergebnis: measured.ink?.verdict.rawValue ?? "seite fehlt", quadratmillimeter: measured.ink.map { ($0.area * 10).rounded() / 10 })
        }
        let between = copy.between.map(sheet)
        return ReturnReport.Contract(
            kennung: copy.contract.mark, ausfertigung: copy.copy, satz: copy.set, vertrag: copy.contract.path, betreff: copy.contract.title,
            register: copy.contract.identifier, seiten: copy.pageCount, vollstaendig: copy.isComplete, unterschrieben: copy.isSigned,
            fehlende_seiten: copy.missing, ungeordnet: copy.isDisordered, dazwischen: between, unterschriften: fields, ort: place.kind.rawValue,
            datei: place.path, sha256: place.sha256,
            blaetter: copy.sheets.sorted { $0.key < $1.key }.map { page, sheet in
                var turn = 0.0
                if case .page(_, let placement, _) = sheet.kind { turn = -(placement.turn * 100).rounded() / 100 }
                return ReturnReport.Page(seite: page, scan: scans[sheet.scan].datei, blatt: sheet.number, gedreht: turn == 0 ? 0 : turn, von_hand: sheet.placedBy)
            },
            ergebnis: ReturnWords.sentences(copy, place, ReturnWords.sheets(between, in: scans.count), fields: fields))
    }
}
