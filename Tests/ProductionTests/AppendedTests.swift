import ChildProcess
import Finishing
import Foundation
import Testing

@testable import Production

/// What other programs append to a contract: signatures, stamps, entries – and what must not be there.
@Suite("Ergänzungen")
struct AppendedTests {
    /// Copies of one contract, made and looked at once; their names say what is to come of them (scripts/appended.py).
    private static let results: [String: Verification] = {
        do {
            let folder = try TemporaryPlace()
            let form = try AgreementTests.Made("kinderschutz", settings: ["formular=ja"])
            let other = try AgreementTests.Made("anschreiben")
            let made = try ChildProcess.run(RandomFiles.checkout + "/scripts/sign", ["--copies", form.path, folder.path, other.path])
            guard made.status == 0 else { throw ToolFailed(message: made.errors) }
            var results: [String: Verification] = [:]
            for file in try FileManager.default.contentsOfDirectory(atPath: folder.path) where file.hasSuffix(".pdf") {
                results[String(file.dropLast(4))] = try Verification.of(folder.path + "/" + file, library: RandomFiles.checkout)
            }
            return results
        } catch {
            Issue.record("\(error)")
            return [:]
        }
    }()

    struct ToolFailed: Error { let message: String }

    private func verify(_ name: String) throws -> Verification { try #require(Self.results[name]) }

    @Test(
        "Every signed, stamped or filled copy is accepted, and what was added is named",
        arguments: [
            ("erlaubt-unterschrift", [.properties, .signature]), ("erlaubt-unterschrift-mit-zeit", [.properties, .signature]),
            ("erlaubt-zwei-unterschriften", [.properties, .signature, .signature]), ("erlaubt-mit-grund", [.properties, .signature]),
            ("erlaubt-beglaubigt", [.properties, .signature]), ("erlaubt-langzeit", [.properties, .signature, .timeStamp, .validationData]),
            ("erlaubt-zwei-langzeit", [.properties, .signature, .signature, .timeStamp, .timeStamp, .validationData]),
            ("erlaubt-zeitstempel", [.properties, .timeStamp]), ("erlaubt-unterschrift-zeitstempel", [.properties, .signature, .timeStamp]),
            ("erlaubt-neues-unsichtbares-feld", [.properties, .signature]), ("erlaubt-neues-feld-am-rand", [.properties, .signature]),
            ("erlaubt-nur-daten", [.properties]), ("erlaubt-feld-ausgefuellt", [.filledField, .properties]),
            ("erlaubt-feld-und-unterschrift", [.filledField, .properties, .signature]),
            ("erlaubt-unterschrift-und-feld", [.filledField, .properties, .signature]),
            ("erlaubt-metadaten-neu-notiert", [.properties]), ("erlaubt-metadaten-neues-objekt", [.properties]),
        ] as [(String, [FileAddition.Kind])])
    func accepted(name: String, kinds: [FileAddition.Kind]) throws {
        let result = try verify(name)
        #expect(result.verdict == .unchanged, "\(result.text)")
        #expect(result.isUnchanged)
        #expect(result.additions.map(\.art.rawValue).sorted() == kinds.map(\.rawValue).sorted(), "\(result.text)")
        // A document time stamp is no signature.
        #expect(result.signedFields.count == kinds.count { $0 == .signature })
    }

    @Test("Every other change that is appended has its verdict, and says what it is")
    func refused() throws {
        let names = Self.results.keys.filter { $0.hasPrefix("verboten-") }.sorted()
        #expect(names.count >= 47)
        for name in names {
            let result = try verify(name)
            #expect([.extended, .altered].contains(result.verdict), "\(name): \(result.text)")
            #expect(!result.isUnchanged)
            #expect(result.verdict == .altered || !result.refusedAdditions.isEmpty, "\(name)")
        }
    }

    @Test("No copy is left out")
    func complete() { #expect(Self.results.keys.count { $0.hasPrefix("erlaubt-") } == 17) }

    @Test(
        "What was changed is said in words",
        arguments: [
            ("verboten-text", "Der Inhalt von Seite 1 wurde geändert."), ("verboten-seite-weiss", "Der Inhalt von Seite 1 wurde geändert."),
            ("verboten-seite-entfernt", "Seiten wurden hinzugefügt, entfernt oder umgestellt."),
            ("verboten-anmerkung", "Auf Seite 1 wurde eine Anmerkung angebracht; sie kann Text verdecken oder hinzufügen."),
            ("verboten-katalog-aktion", "Die Einstellungen des Dokuments wurden geändert (OpenAction)."),
            ("verboten-titel", "Die Eigenschaften des Dokuments wurden geändert (Title)."),
            ("verboten-metadaten-titel", "Die Metadaten des Dokuments wurden geändert (title)."),
            ("verboten-metadaten-status", "Die Metadaten des Dokuments wurden geändert (status)."),
            ("verboten-metadaten-datum-ohne-datum", "Die Metadaten des Dokuments wurden geändert (ModifyDate)."),
            ("verboten-metadaten-kein-xml", "Die Metadaten (Titel, Verfasser, Kennzeichnung als Archivdatei) wurden geändert."),
            ("verboten-herkunft", "Eine Datei, die der Vertrag mitführt, wurde geändert."),
            ("verboten-feld-versetzt", "Das Feld „unterschrift“ wurde geändert (Rect)."),
            ("verboten-feld-verdeckt-text", "Ein neues Unterschriftsfeld („neu“) verdeckt Text auf Seite 1."),
            ("verboten-unterschrift-entfernt", "Die Unterschrift im Feld „unterschrift“ wurde später entfernt oder ersetzt."),
            ("verboten-anderer-text-unterschrieben", "Der Inhalt von Seite 1 wurde geändert."),
            ("verboten-textfeld-neu", "Es wurde ein Feld hinzugefügt, das kein Unterschriftsfeld ist („neu“)."),
        ])
    func sentences(name: String, sentence: String) throws {
        let result = try verify(name)
        #expect(result.refusedAdditions.contains(sentence), "\(result.text)")
    }
}
