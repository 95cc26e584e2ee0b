import Agreements
import Assembler
import Findings
import HTTPTypes
import Hummingbird
import Production

/// From an agreement to a series: the form to fill in, and the filled table back.
struct SeriesBeginnings: Sendable {
    let office: Office

    func add(to routes: Routes) {
        routes.get("/neue-serie") { visit in
            let cards = AgreementCard.all(office.library)
            return try office.frame.page("neue-serie", title: "Neue Serie", ["karten": cards.map(\.values), "leer": cards.isEmpty], for: visit.visitor)
        }
        routes.get("/neue-serie/:name") { visit in
            let card = AgreementCard(try agreement(visit))
            return try office.frame.page("serie-beginnen", title: "Neue Serie: \(card.title)", card.values.merging(Self.bounds) { $1 }, for: visit.visitor)
        }
        routes.get("/neue-serie/:name/partnerliste.xlsx") { visit in
            let agreement = try agreement(visit)
            let bytes = try FieldTable.bytes(agreement, try office.library.workshop())
            return PageFrame.download(bytes, Self.workbook, named: "Partnerliste \(AgreementCard(agreement).title).xlsx")
        }
        routes.multipart("/neue-serie/:name", upTo: Bounds.table) { visit, file in
            let agreement = try agreement(visit)
            guard let file else { throw Problem.noFile }
            try await SeriesIntake.check(file, for: agreement, office)
            let series = try await office.series.begin(agreement.name, name: AgreementCard(agreement).title, file, owner: visit.visitor.owner)
            return PageFrame.goOn(to: "/serien/\(series.id)")
        }
    }

    static let workbook = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    static var bounds: [String: Any] { ["hoechstens": Inbox.said(Bounds.table)] }

    /// - Throws: ``Problem`` where the library has none of that name.
    private func agreement(_ visit: Visit) throws -> AgreementFile {
        let name = try visit.part("name")
        guard office.library.workspace.agreementNames.contains(name) else { throw Problem.noAgreement }
        return try office.library.agreement(name)
    }
}

/// Looks at a table before it is taken: what cannot be read at all, or has nobody in it, is not kept.
enum SeriesIntake {
    static func check(_ file: ReceivedFile, for agreement: AgreementFile, _ office: Office) async throws {
        let work = office.tables
        let catalogue = try? office.library.workshop().planner.catalogue(of: agreement)
        do throws(Failure) {
            try await work.run { () throws(Failure) in
                let table = try failing(PartnerTable(contentsOf: file.path, ignoring: agreement.ownColumns))
                if table.rows.isEmpty {
                    throw Failure(
                        .data,
                        Finding(
                            .fehler, "tabelle-leer", "Die Tabelle hat keine Zeile mit einem Partner.", remedy: "Tragen Sie unter den Überschriften die Partner ein, je Zeile einen."
                        ))
                }
            }
        } catch { throw Problem.notTaken(error, SeriesWords(catalogue)) }
    }
}

extension Problem {
    /// A table that nothing can be done with.
    static func notTaken(_ failure: Failure, _ words: SeriesWords) -> Problem {
        let errors = failure.findings.filter { $0.severity == .fehler }
        let said = errors.prefix(5).map { words.sentence($0.message) }.joined(separator: " ")
        return Problem(
            422, "Diese Tabelle lässt sich nicht verwenden", said + " Angenommen wurde nichts; was vorher gespeichert war, ist noch da.",
            remedy: errors.compactMap { words.remedy($0.remedy) }.first
                ?? "Laden Sie das Formular zu dieser Vereinbarung herunter, und füllen Sie es in Excel oder LibreOffice aus.")
    }
}
