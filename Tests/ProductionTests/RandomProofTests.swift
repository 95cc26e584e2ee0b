import Findings
import Foundation
import KeptContracts
import TestScale
import Testing

@testable import Production

/// Contracts of random agreements: each proves right after it is made, and whatever is edited afterwards, in the library or in the file, is named.
@Suite("Proof of random contracts")
struct RandomProofTests {
    /// A contract on disk, and the agreement it came from.
    struct Made {
        let agreement: RandomAgreement
        let place: TemporaryPlace
        let pdf: String

        init(seed: Int) throws {
            agreement = RandomAgreement(seed: UInt64(seed))
            place = try TemporaryPlace()
            pdf = place.path + "/vertrag.pdf"
            try agreement.write(to: place.path)
            try Self.build(place.path, pdf, seed: seed)
        }

        static func build(_ root: String, _ pdf: String, seed: Int) throws {
            var request = ContractRequest(agreement: "zufall", library: root)
            switch seed % 3 {
            case 0: request.data = root + "/werte.yaml"
            case 1: (request.partners, request.row) = (root + "/zeile.jsonl", "1")
            default:
                request.data = root + "/werte.yaml"
                request.settings = ["partner.strasse=Anderer Weg 7", "klauseln.gegenstand.wochen=8"]
            }
            do throws(Failure) { _ = try Contracts.build(request, output: pdf, text: nil) } catch {
                throw Refused(
                    message: error.findings.filter { $0.severity == .fehler }.map { "\($0.rule) \($0.place.map { "\($0)" } ?? ""): \($0.message)" }.joined(separator: "\n"))
            }
        }

        func verify() throws -> Verification { try Verification.of(pdf, library: place.path) }

        func edit(_ file: String, _ change: (String) -> String) throws {
            let path = place.path + "/" + file
            let old = try String(contentsOfFile: path, encoding: .utf8)
            let new = change(old)
            guard new != old else { throw Refused(message: "\(file): nichts geändert") }
            try Data(new.utf8).write(to: URL(filePath: path))
        }

        /// A folder of the checkout becomes the library's own.
        func own(_ folder: String) throws {
            let path = place.path + "/" + folder
            try FileManager.default.removeItem(atPath: path)
            try FileManager.default.copyItem(atPath: "\(RandomFiles.checkout)/\(folder)", toPath: path)
        }
    }

    struct Refused: Error, CustomStringConvertible {
        let message: String
        var description: String { message }
    }

    @Test("A contract proves right after it is made", arguments: 0..<TestScale.count(sample: 24, full: 500))
    func proves(seed: Int) throws {
        let made = try Made(seed: seed)
        if seed % 8 == 0 { KeptContracts.keep([UInt8](try Data(contentsOf: URL(filePath: made.pdf)))) }
        let result = try made.verify()
        #expect(result.verdict == .unchanged, "\(result.text) \(result.findings.map(\.message))")
        #expect(result.differences.isEmpty, "\(result.text)")
    }

    // MARK: - Edits

    /// Something that somebody does afterwards. `nil`: there is nothing of the kind in this agreement.
    struct Edit: Sendable {
        let name: String
        /// Returns what the answer names.
        let apply: @Sendable (Made) throws -> String?
        /// In the library: never an accusation. In the file: always one.
        let isOfFile: Bool

        init(_ name: String, isOfFile: Bool = false, _ apply: @escaping @Sendable (Made) throws -> String?) {
            (self.name, self.apply, self.isOfFile) = (name, apply, isOfFile)
        }
    }

    private static func firstClause(_ made: Made) throws -> String {
        try CarriedOrigin(contentsOf: made.pdf).requiredOrigin().clauses[0].name
    }

    static let edits: [Edit] = [
        Edit("anderer Wortlaut bei gleicher Fassung") { made in
            let clause = try firstClause(made)
            try made.edit("clauses/\(clause).md") { $0.replacing("Im Übrigen", with: "Außerdem und überhaupt im Übrigen") }
            return "Klausel \(clause): anderer Text bei gleicher Fassung"
        },
        Edit("neue Fassung, die alte nicht aufgehoben") { made in
            let clause = try firstClause(made)
            try made.edit("clauses/\(clause).md") { $0.replacing("\"1.0\"", with: "\"2.0\"").replacing("Im Übrigen", with: "Außerdem und überhaupt im Übrigen") }
            return "Klausel \(clause) (damals Fassung 1.0, heute Fassung 2.0)"
        },
        Edit("eine Klausel ist weg") { made in
            let clause = try firstClause(made)
            try FileManager.default.removeItem(atPath: "\(made.place.path)/clauses/\(clause).md")
            return "Klausel \(clause)"
        },
        Edit("anderer Titel der Vereinbarung") { made in
            try made.edit("agreements/zufall.yaml") { $0.replacing("titel: \"Zufall {{partner.name}}\"", with: "titel: Anders") }
            return "Vereinbarung zufall"
        },
        Edit("andere Vorgabe") { made in
            try made.edit("agreements/zufall.yaml") { $0.replacing("wie immer", with: "anders als sonst") }
            return "Wert \(made.agreement.standardField) (damals „wie immer“, heute „anders als sonst“)"
        },
        Edit("andere Anschrift der Stelle") { made in
            try made.edit("stellen/probe.yaml") { $0.replacing("Rathausplatz 1", with: "Langer Rathausplatz 2") }
            return "Stelle probe"
        },
        Edit("anderer Stil") { made in
            try made.own("styles")
            let style = try CarriedOrigin(contentsOf: made.pdf).requiredOrigin().settings.style
            try made.edit("styles/\(style).yaml") { $0.replacing("oben: 25", with: "oben: 31") }
            return "styles/\(style).yaml"
        },
        Edit("anderer Text einer Anlage") { made in
            guard made.agreement.hasTextAnnex else { return nil }
            try made.edit("agreements/anlage.md") { $0.replacing("- zwei", with: "- zwei und noch mehr") }
            return "Anlage text"
        },
        Edit("ein Byte der Datei", isOfFile: true) { made in
            var bytes = [UInt8](try Data(contentsOf: URL(filePath: made.pdf)))
            bytes[bytes.count / 3 + bytes.count % 977] ^= 4
            try Data(bytes).write(to: URL(filePath: made.pdf))
            return "wurde nach der Erstellung verändert"
        },
        Edit("ein Wert in der Herkunft, Prüfsumme neu gemacht", isOfFile: true) { made in
            let carried = try CarriedOrigin(contentsOf: made.pdf)
            var origin = try carried.requiredOrigin()
            guard let index = origin.values.firstIndex(where: { $0.path == made.agreement.standardField }) else { return nil }
            origin.values[index].content = .text("ganz anders")
            let reassembly = try Reassembly(carried, library: made.place.path)
            let press = try Press(reassembly.workshop.supplies)
            try Data(try press.pdf(try press.layOut(try reassembly.assemble().document).list, origin: origin)).write(to: URL(filePath: made.pdf))
            return "Wert \(made.agreement.standardField) (damals „ganz anders“, heute „wie immer“)"
        },
    ]

    @Test("There are ten kinds of edits") func kinds() { #expect(Self.edits.count == 10) }

    @Test("Every edit is named; one of the library accuses nobody, one of the file is never overlooked", arguments: 0..<TestScale.count(sample: 20, full: 300))
    func named(number: Int) throws {
        let edit = Self.edits[number % Self.edits.count]
        // Where an agreement has nothing of the kind, the next one may.
        for attempt in 0..<12 {
            let made = try Made(seed: 10_000 + number * 12 + attempt)
            guard let subject = try edit.apply(made) else { continue }
            let result = try made.verify()
            #expect(result.text.contains(subject), "\(edit.name): \(result.text)")
            if edit.isOfFile {
                #expect(result.verdict == .altered, "\(edit.name): \(result.text)")
            } else {
                #expect([.unchanged, .libraryMovedOn].contains(result.verdict), "\(edit.name): \(result.text) \(result.findings.map(\.message))")
            }
            return
        }
        Issue.record("\(edit.name): zwölf Vereinbarungen, in denen es das nicht gibt")
    }
}
