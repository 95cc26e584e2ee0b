@testable import Layout
import ChildProcess
import Foundation
import KeptContracts
import Testing

@testable import Production

/// Fields to sign and to fill in, as other programs see them.
@Suite("Felder")
struct SignatureTests {
    private static let checkout = RandomFiles.checkout

    private func tool(_ name: String, _ arguments: [String]) throws -> (status: Int32, output: String) {
        let child = try ChildProcess.run(Self.checkout + "/scripts/" + name, arguments)
        return (child.status, child.output + child.errors)
    }

    @Test("A PAdES signature by another program is valid, the copy conforms, and the unsigned revision is proved unchanged")
    func signed() throws {
        let made = try AgreementTests.Made("kinderschutz")
        let signed = made.folder.path + "/unterschrieben.pdf"
        let signing = try tool("sign", [made.path, signed, "unterschrift"])
        #expect(signing.status == 0, "\(signing.output)")
        KeptContracts.keep(in: made.folder.path)
        #expect(signing.output.contains("intact=True valid=True"))
        let conformity = try tool("verapdf", [signed])
        #expect(conformity.status == 0, "\(conformity.output)")
        let result = try Verification.of(signed, library: Self.checkout)
        #expect(result.verdict == .unchanged, "\(result.text)")
        #expect(result.signedFields == ["unterschrift"])
        // A second signature on top changes nothing about that.
        let twice = made.folder.path + "/zweimal.pdf"
        #expect(try tool("sign", [signed, twice, "unterschrift_2"]).status == 0)
        KeptContracts.keep(in: made.folder.path)
        let both = try Verification.of(twice, library: Self.checkout)
        #expect(both.verdict == .unchanged)
        #expect(both.signedFields.sorted() == ["unterschrift", "unterschrift_2"])
    }

    @Test("A signed copy in which the part before the signature was changed is found out")
    func signedAndAltered() throws {
        let made = try AgreementTests.Made("kinderschutz")
        let signed = made.folder.path + "/unterschrieben.pdf"
        #expect(try tool("sign", [made.path, signed, "unterschrift"]).status == 0)
        var bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: signed)))
        bytes[made.bytes.count / 2] ^= 1
        try AtomicFile.write(bytes, to: signed)
        #expect(try Verification.of(signed, library: Self.checkout).verdict == .altered)
    }

    private struct Listing: Decodable {
        let format: String
        let werte: [[String: Ignored]]
        let unterschriftsfelder: [Field]

        struct Field: Decodable {
            let feld: String
            let seite: Int
            let rechteck: [Double]
            let name: String?
            let funktion: String?
            let partei: String?
            let unterschrieben: Bool
        }

        struct Ignored: Decodable {
            init(from decoder: any Decoder) throws {}
        }
    }

    @Test("Signing programs are told which field is where, and who signs for whom", arguments: AgreementTests.names)
    func places(name: String) throws {
        let made = try AgreementTests.Made(name)
        let told = try JSONDecoder().decode(Listing.self, from: Data(try OriginListing.of(made.path).json.utf8))
        #expect(told.format == ContractOrigin.format && !told.werte.isEmpty)
        let fields = made.list.pages.enumerated().flatMap { index, page in
            page.fields.filter { $0.kind == .signature }.map { (page: index, height: page.size.height, field: $0) }
        }
        #expect(told.unterschriftsfelder.map(\.feld) == fields.map(\.field.name))
        for (found, made) in zip(told.unterschriftsfelder, fields) {
            let rect = made.field.rect
            let expected = [rect.x, made.height - rect.maxY, rect.maxX, made.height - rect.y]
            #expect(found.seite == made.page + 1 && zip(found.rechteck, expected).allSatisfy { abs($0 - $1) < 0.01 } && found.rechteck.count == 4)
            #expect(!found.unterschrieben)
        }
        func plain(_ text: String) -> String { text.replacing("\u{A0}", with: " ").replacing("\u{202F}", with: " ").replacing("\u{2060}", with: "") }
        let signatories = made.document.body.signatureUnits.flatMap { unit in unit.signatories.filter { !$0.hasSigned }.map { (unit, $0) } }
        #expect(signatories.count == fields.count)
        for (found, (unit, signatory)) in zip(told.unterschriftsfelder, signatories) {
            #expect(plain(found.name ?? "") == plain(signatory.name.plainText) && plain(found.partei ?? "") == plain(unit.party.spokenText))
            #expect(plain(found.funktion ?? "") == plain(signatory.office.plainText), "\(found)")
        }
    }

    /// Letters have no place to write on.
    private static let withBlanks = AgreementTests.names.filter { $0 != "netzwerk-brief" && $0 != "anschreiben" }

    @Test("As a form, every agreement conforms, names each field once, and says what belongs there", arguments: withBlanks)
    func form(name: String) throws {
        let made = try AgreementTests.Made(name, settings: ["formular=ja"])
        let conformity = try tool("verapdf", [made.path])
        #expect(conformity.status == 0, "\(conformity.output)")
        let fields = made.list.pages.flatMap(\.fields)
        let texts = fields.filter { $0.kind == .text }
        #expect(!texts.isEmpty)
        #expect(Set(fields.map(\.name)).count == fields.count)
        // ISO 32000-1, 12.7.3.2: a full stop parts levels.
        #expect(fields.allSatisfy { !$0.name.contains(".") && !$0.tooltip.isEmpty })
        let file = try PlainPDF.text(made.bytes)
        #expect(file.components(separatedBy: "/FT/Tx").count - 1 == texts.count)
        #expect(file.contains("/DR<<\n/Font<<\n/Text"))
        #expect(try Verification.of(made.path, library: Self.checkout).verdict == .unchanged)
    }

    @Test("A Muster as a form has fields where it prints placeholders otherwise")
    func placeholders() throws {
        func fields(_ settings: [String]) throws -> Int {
            try AgreementTests.Made("netzwerk-muster", settings: settings).list.pages.flatMap(\.fields).count { $0.kind == .text }
        }
        #expect(try fields(["formular=ja"]) > fields([]) + 5)
    }

    @Test("Without signature fields the places to sign are rules alone")
    func unsignable() throws {
        let made = try AgreementTests.Made("kinderschutz", settings: ["signaturfelder=nein"])
        #expect(try !PlainPDF.text(made.bytes).contains("/FT/Sig"))
        #expect(try tool("verapdf", [made.path]).status == 0)
    }
}
