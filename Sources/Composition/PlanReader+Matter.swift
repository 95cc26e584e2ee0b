import Agreements
import Assembler
import DocumentModel
import Findings

extension PlanReader {
    // MARK: - Cover and letter

    mutating func cover(_ settings: CoverSettings) -> CoverSpecification {
        CoverSpecification(
            mark: line(settings.mark), lines: lines(settings.lines), parties: lines(settings.parties),
            arms: settings.hasArms ? arms ?? .place(id: .unnumbered, label: "Platz für Wappen oder Logo", width: 40, height: 40) : nil)
    }

    mutating func letter(_ settings: LetterSettings) -> LetterSpecification {
        let own = plan.body.letter
        let groups = settings.information.isEmpty ? own?.information ?? [] : settings.information
        return LetterSpecification(
            form: settings.form ?? own?.form ?? .b, body: FieldPath("stelle"), sender: lines(own?.sender ?? []),
            returnAddress: lines(own?.returnAddress ?? []), recipient: settings.recipient?.value,
            information: groups.map { group in group.entries.map { (label: line($0.label), value: lines($0.value)) } },
            footer: (own?.footer ?? []).map { lines($0) }, arms: arms)
    }

    /// The body's coat of arms, as wide as its file says.
    private var arms: CoatOfArms? {
        mutating get {
            guard let settings = plan.body.arms else { return nil }
            let file = settings.file.value.hasPrefix("/") ? settings.file.value : folder(of: plan.body.path) + settings.file.value
            do {
                let size = try sources.pictureSize(file)
                guard size.width > 0, size.height > 0 else { throw PictureHeader.Unreadable("es hat keine Größe") }
                return .image(
                    Figure(
                        file: file, width: settings.width, height: settings.width * size.height / size.width,
                        alternativeText: settings.alternativeText))
            } catch {
                let reason = (error as? PictureHeader.Unreadable)?.reason.map { ": " + $0 } ?? ""
                report(
                    Finding(
                        .fehler, "bild-unlesbar", at: settings.file.place,
                        "Das Wappen „\(settings.file.value)“ lässt sich nicht lesen\(reason).",
                        remedy: "Prüfen Sie den Pfad; das Bild muss eine SVG-, PNG- oder JPEG-Datei sein."))
                return nil
            }
        }
    }

    private func folder(of path: String) -> String {
        path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
    }

    // MARK: - Parties and signatures

    mutating func parties() -> PartySpecification? {
        let settings = plan.agreement.parties
        guard settings.form != .ohne, !plan.parties.isEmpty else { return nil }
        return PartySpecification(
            form: settings.form == .block ? .block : .sentence, grammaticalCase: settings.grammaticalCase, printsAddresses: settings.printsAddresses,
            collective: line(settings.collective), lead: line(settings.lead), conjunction: line(settings.conjunction),
            closing: line(settings.closing),
            parties: settings.parties.map {
                .init(field: $0.body.value, isList: isList($0.body.value), designation: line($0.designation), place: $0.body.place)
            })
    }

    private func isList(_ field: FieldPath) -> Bool {
        if case .list? = plan.environment.scope[field]?.kind { true } else { false }
    }

    mutating func signatures(_ settings: SignatureSettings) -> SignatureSpecification? {
        let arrangement: SignatureArrangement
        switch settings.form {
        case .ohne: return nil
        case .nebeneinander: arrangement = .sideBySide
        case .untereinander: arrangement = .stacked
        case .tabelle: arrangement = .table
        }
        let units = settings.units.map { unit in
            SignatureSpecification.Unit(
                party: unit.party?.value, isList: unit.party.map { isList($0.value) } ?? false, line: unitLine(unit.line), town: unitLine(unit.location),
                date: unitLine(unit.date), mandate: unitLine(unit.mandate), name: unitLine(unit.name), office: unitLine(unit.office),
                hasOfficeAbove: unit.hasOfficeAbove, isSigned: unit.isSigned, hasSeal: unit.hasSeal, count: unit.signatories, place: unit.place)
        }
        return SignatureSpecification(
            arrangement: arrangement, lead: line(settings.introduction), header: lines(settings.tableHeader), units: units, emptyUnits: settings.emptyRows)
    }

    // MARK: - Annexes

    mutating func annex(_ planned: PlannedAnnex) -> AnnexSpecification? {
        let settings = planned.settings
        guard let title = line(settings.title) else { return nil }
        guard let content = content(of: planned) else { return nil }
        return AnnexSpecification(
            key: planned.key, title: title, belongsTo: line(settings.belongsTo), asOf: line(settings.asOf), lead: line(settings.introduction),
            alternativeText: line(settings.alternativeText), content: content, keepsSize: settings.size == .original,
            place: settings.key.place, origin: Origin(settings.key.place))
    }

    private mutating func content(of planned: PlannedAnnex) -> AnnexSpecification.Content? {
        switch planned.settings.content {
        case .table(let field, let emptyRows):
            return .table(field: field.value, emptyRows: emptyRows)
        case .foreign(let path):
            return .foreign(path: planned.path ?? path.value, pages: planned.settings.pages)
        case .clause:
            return planned.clause.flatMap { clause($0) }.map { .text($0) }
        case .textFile(let path):
            let file = planned.path ?? path.value
            do {
                return .text(try template(file: file))
            } catch let error as Finding {
                reportBroken([error])
            } catch let error as FindingList {
                reportBroken(error.all)
            } catch {
                reportBroken([Finding(.fehler, "anlage-unlesbar", at: path.place, "Die Anlage „\(path.value)“ lässt sich nicht lesen: \(error).")])
            }
            return nil
        }
    }
}
