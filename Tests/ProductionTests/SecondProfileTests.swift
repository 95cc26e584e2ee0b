import ChildProcess
import DocumentModel
import Foundation
import KeptContracts
import Layout
import TestDocuments
import TestScale
import Testing

@testable import Production

/// PDF/A-4f, PDF/UA-2 and WTPDF (`pdf: archiv-2`): the same contract, otherwise written. What veraPDF says of the agreements is asked of all
/// kept contracts at once (scripts/check-output).
@Suite("Zweite Norm")
struct SecondProfileTests {
    static let setting = "pdf=archiv-2"

    /// Each agreement in both profiles, with its structure and text read back.
    private static let pairs = Result {
        let first = try AgreementTests.names.map { try AgreementTests.Made($0) }
        let second = try AgreementTests.names.map { try AgreementTests.Made($0, settings: [setting]) }
        let trees = try TaggedElement.read((first + second).map(\.path), text: true)
        return zip(AgreementTests.names, zip(zip(first, trees), zip(second, trees.dropFirst(first.count)))).map {
            Pair(name: $0, first: $1.0.0, firstTree: $1.0.1, second: $1.1.0, secondTree: $1.1.1)
        }
    }

    private struct Pair {
        let name: String
        let first: AgreementTests.Made
        let firstTree: TaggedElement
        let second: AgreementTests.Made
        let secondTree: TaggedElement
    }

    private static func pair(_ name: String) throws -> Pair { try #require(try pairs.get().first { $0.name == name }) }

    @Test("Pages, text and order are the same; only the names of the elements differ, each in its namespace", arguments: AgreementTests.names)
    func sameStructure(name: String) throws {
        let pair = try Self.pair(name)
        #expect(pair.first.list.pages == pair.second.list.pages)
        #expect(pair.first.list.structure == pair.second.list.structure)
        let renamed = ["Note": "FENote", "Reference": "Lbl"]
        let others: Set = ["TOC", "TOCI", "BlockQuote"]
        for (before, after) in zip(pair.firstTree.all, pair.secondTree.all) {
            #expect(after.role == renamed[before.role] ?? before.role)
            #expect(after.text == before.text && after.alt == before.alt && after.actual == before.actual && after.lang == before.lang)
            #expect(after.namespace == (others.contains(after.role) ? nil : "http://iso.org/pdf2/ssn"))
        }
        #expect(pair.firstTree.all.count == pair.secondTree.all.count)
    }

    @Test("Notes say of which kind they are, and note and mark name each other; lines of a table of contents name where they lead")
    func references() throws {
        for pair in try Self.pairs.get() {
            for note in pair.secondTree.all("FENote") {
                #expect(note["NoteType"] == "Footnote" && note.id != nil, "\(pair.name)")
                #expect(note.ref?.isEmpty == false && note.ref?.allSatisfy { $0 == "Lbl" } == true, "\(pair.name)")
            }
            #expect(pair.secondTree.all.count { $0.role == "Lbl" && $0.ref == ["FENote"] } == pair.secondTree.all("FENote").count)
            for line in pair.secondTree.all("TOCI") { #expect(line.ref?.count == 1 && line.ref?.first?.hasPrefix("H") == true, "\(pair.name)") }
            #expect(pair.firstTree.all.allSatisfy { $0.ref == nil }, "\(pair.name)")
        }
    }

    // MARK: - Destinations

    @Test("Each link and bookmark leads to the element whose text it names, on the page that it names", arguments: AgreementTests.names)
    func destinations(name: String) throws {
        let made = try Self.pair(name).second
        let faults = try OwnChecks.targetFaults(of: made, in: made.path)
        #expect(faults.isEmpty, "\(faults)")
    }

    // MARK: - Making it again, and who decides

    @Test("Made again from its origin, it has the same bytes; the origin names the profile", arguments: ["fruehe-hilfen", "netzwerk-muster", "schutzvereinbarung-8a"])
    func origin(name: String) throws {
        let made = try Self.pair(name).second
        let result = try Verification.of(made.path, library: RandomFiles.checkout)
        #expect(result.verdict == .unchanged, "\(result.text)")
        #expect(try CarriedOrigin(contentsOf: made.path).requiredOrigin().settings.profile == "archiv-2")
        #expect(try CarriedOrigin(contentsOf: Self.pair(name).first.path).requiredOrigin().settings.profile == nil)
    }

    @Test("The option decides before the agreement, the agreement before the body, the body before the house style")
    func precedence() throws {
        let library = try PreparedLibrary()
        func profile(_ settings: [String] = []) throws -> PDFProfile? { try library.made(settings).list.info.profile }
        #expect(try profile() == nil)
        try library.add("pdf: archiv-2", to: "styles/klassisch.yaml")
        #expect(try profile() == .archiv2)
        try library.add("pdf: archiv", to: "stellen/musterstadt.yaml")
        #expect(try profile() == .archiv)
        try library.add("pdf: archiv-2", to: "agreements/fruehe-hilfen.yaml")
        #expect(try profile() == .archiv2)
        #expect(try profile(["pdf=archiv"]) == .archiv)
    }

    @Test("A contract keeps its profile when the house style turns to another")
    func laterStyle() throws {
        let library = try PreparedLibrary()
        let made = try library.made([])
        try library.add("pdf: archiv-2", to: "styles/klassisch.yaml")
        let result = try Verification.of(made.path, library: library.path)
        // Another style file, but the same document.
        #expect(result.verdict == .unchanged, "\(result.text)")
    }

    @Test("An unknown profile is named with what there is")
    func unknown() throws {
        #expect {
            _ = try AgreementTests.Made("fruehe-hilfen", settings: ["pdf=archiv-3"])
        } throws: { error in
            (error as? Failure)?.findings.contains { "\($0.message) \($0.remedy ?? "")".contains("archiv-2") } == true
        }
    }

    // MARK: - Random documents, forms, signatures

    @Test("Random documents conform to PDF/A-4, PDF/UA-2 and WTPDF, and nothing is read otherwise than in the first profile")
    func random() throws {
        // In 25 a paragraph that looks like a caption stands in a head of a table.
        let seeds: [UInt64] = TestScale.isFull ? Array(1...400) : Array(1...5) + [25]
        let made = try RandomFiles(seeds, profile: .archiv2)
        let result = try ChildProcess.run(RandomFiles.checkout + "/scripts/verapdf", made.files.map(\.path))
        #expect(result.status == 0, "\(result.output.split(separator: "\n").filter { !$0.hasPrefix("PASS") }.prefix(40).joined(separator: "\n"))")
        print(result.output.split(separator: "\n").last { $0.hasPrefix("verapdf:") } ?? "")
        let first = try RandomFiles(seeds)
        let texts = try TaggedElement.read(first.files.map(\.path) + made.files.map(\.path), text: true).map { $0.all.map { $0.text ?? "" } }
        for index in seeds.indices { #expect(texts[index] == texts[index + seeds.count], "seed \(seeds[index])") }
    }

    @Test("As a form and as a draft it conforms, too: kept for veraPDF", arguments: ["kinderschutz", "netzwerk-muster", "zuwendung-74"])
    func form(name: String) throws {
        let made = try AgreementTests.Made(name, settings: [Self.setting, "formular=ja", "status=entwurf"])
        let fields = made.list.pages.flatMap(\.fields)
        #expect(!fields.isEmpty)
        // ISO 14289-2, 8.9.2.4.13: what is read of a field.
        let widgets = try PlainPDF.objects(made.bytes).filter { $0.contains("/Subtype/Widget") }
        #expect(widgets.count == fields.count && widgets.allSatisfy { $0.contains("/Contents") })
        #expect(try Verification.of(made.path, library: RandomFiles.checkout).verdict == .unchanged)
    }

    @Test("Signed by two, one after the other, the second with a time stamp, it conforms, and the unsigned revision is proved unchanged")
    func signed() throws {
        let made = try AgreementTests.Made("kinderschutz", settings: [Self.setting])
        var (path, number) = (made.path, 0)
        for field in ["unterschrift", "unterschrift_2"] {
            number += 1
            let next = made.folder.path + "/unterschrieben-\(number).pdf"
            let signing = try ChildProcess.run(RandomFiles.checkout + "/scripts/sign", [path, next, field] + (number == 2 ? ["--time"] : []))
            #expect(number == 1 || signing.output.contains("time=True"), "\(signing.output)")
            #expect(signing.status == 0 && signing.output.contains("intact=True valid=True"), "\(signing.output) \(signing.errors)")
            path = next
        }
        KeptContracts.keep(in: made.folder.path)
        let result = try Verification.of(path, library: RandomFiles.checkout)
        #expect(result.verdict == .unchanged, "\(result.text)")
        #expect(result.signedFields.sorted() == ["unterschrift", "unterschrift_2"])
        let conformity = try ChildProcess.run(RandomFiles.checkout + "/scripts/verapdf", [path])
        #expect(conformity.status == 0, "\(conformity.output)")
        #expect(try TaggedElement.read([path]).first?.all.count == TaggedElement.read([made.path]).first?.all.count)
    }
}

/// A copy of the shipped library in which files are changed.
private struct PreparedLibrary {
    private let folder: TemporaryPlace
    var path: String { folder.path }

    init() throws {
        folder = try TemporaryPlace()
        for name in ["agreements", "clauses", "facts", "rules", "stellen", "styles"] {
            try FileManager.default.copyItem(atPath: "\(RandomFiles.checkout)/\(name)", toPath: "\(folder.path)/\(name)")
        }
        try FileManager.default.createSymbolicLink(atPath: "\(folder.path)/fonts", withDestinationPath: RandomFiles.checkout + "/fonts")
    }

    func add(_ line: String, to file: String) throws {
        let url = URL(filePath: "\(path)/\(file)")
        try Data((line + "\n" + String(decoding: Data(contentsOf: url), as: UTF8.self)).utf8).write(to: url)
    }

    func made(_ settings: [String]) throws -> (list: DisplayList, path: String) {
        var request = ContractRequest(agreement: "fruehe-hilfen", library: path, settings: settings)
        request.examples = .always
        let (workshop, agreement) = try Workshop.open(request)
        let contract = try workshop.assemble(workshop.plan(agreement, workshop.data(request)))
        let press = try Press(workshop.supplies)
        let list = try press.layOut(contract.document).list
        let file = path + "/vertrag.pdf"
        try AtomicFile.write(try press.pdf(list, origin: contract.origin), to: file)
        return (list, file)
    }
}
