import ApprovedLibrary
import Foundation
import Testing

@testable import Production

/// Accession, members as of a day, one who leaves.
@Suite("Beitritt")
struct AccessionTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    @discardableResult
    private func run(_ arguments: [String], status: Int32 = 0) throws -> Program.Outcome {
        let outcome = try Program.run(arguments, in: folder.path)
        #expect(outcome.status == status, "\(arguments): \(outcome.all)")
        return outcome
    }

    private struct List: Decodable {
        struct Member: Decodable, Equatable {
            var name: String
            var seit: String
            var bis: String
        }
        var mitglieder: [Member]
        var offen: [Member]
    }

    private func members(_ contract: String, _ day: String) throws -> List {
        try JSONDecoder().decode(List.self, from: Data(run(["register", "mitglieder", contract, "--am", day, "--json"]).output.utf8))
    }

    private func identifier(_ file: String) throws -> String { String(try CarriedOrigin(contentsOf: folder.path + "/" + file).checksum.prefix(16)) }

    @Test("Whoever signs belongs to it from that day, whoever leaves up to the last; the others stay")
    func members() throws {
        let library = try ApprovedLibrary.path()
        let common = ["--library", library, "--register", "register.sqlite", "--still"]
        func partner(_ name: String) -> [String] {
            ["name=\(name)", "art=ev", "strasse=Musterweg 1", "plz=00001", "ort=Musterstadt", "vertreten_durch=Toni Muster, Vorstand"].flatMap { ["--set", "partner." + $0] }
        }
        try run(["build", "fruehe-hilfen", "-o", "vertrag.pdf", "--data", "\(library)/agreements/beispiele/fruehe-hilfen.yaml"] + partner("Kita Sonne e. V.") + common)
        let contract = try identifier("vertrag.pdf")
        let accession = [
            "build", "beitrittserklaerung", "--set", "vereinbarung=Kooperationsvereinbarung", "--set", "vereinbarung_vom=2026-12-01", "--set", "vereinbarung_kennung=\(contract)",
        ]
        try run(accession + ["-o", "mond.pdf"] + partner("Kita Mond e. V.") + common)
        try run(accession + ["-o", "stern.pdf"] + partner("Kita Stern e. V.") + common)
        #expect(try run(["verify", "mond.pdf", "--library", library]).output.contains("unverändert"))
        try run(["register", "ereignis", contract, "unterschrieben", "--am", "2027-01-01"])
        try run(["register", "ereignis", identifier("mond.pdf"), "unterschrieben", "--am", "2027-03-01"])
        #expect(try members(contract, "2027-01-15").mitglieder.map(\.name) == ["Kita Sonne e. V."])
        #expect(try members(contract, "2027-01-15").offen.map(\.name) == ["Kita Mond e. V.", "Kita Stern e. V."])
        try run(["register", "austritt", identifier("mond.pdf"), "--partner", "kita mond", "--am", "2027-09-15", "--zum", "2027-12-31"])
        #expect(try members(contract, "2027-12-31").mitglieder.map(\.name) == ["Kita Mond e. V.", "Kita Sonne e. V."])
        #expect(try members(contract, "2028-01-01").mitglieder == [.init(name: "Kita Sonne e. V.", seit: "2027-01-01", bis: "")])
        try run(["register", "mitglieder", contract, "--am", "2027-12-31", "--pdf", "mitglieder.pdf", "--library", library])
        let paper = try Program.shell("pdftotext -layout mitglieder.pdf -", in: folder.path).output
        #expect(paper.contains("Kita Mond e. V.") && paper.contains("31.12.2027"), "\(paper)")
        #expect(try run(["register", "austritt", contract, "--partner", "Niemand", "--am", "2027-09-15", "--zum", "2027-12-31"], status: 65).all.contains("keine Partei"))
    }

    @Test("Of an agreement with a contract for each member, all their parties are members")
    func ownContracts() throws {
        let library = try ApprovedLibrary.path()
        for (number, name) in ["Verein Eins e. V.", "Verein Zwei e. V."].enumerated() {
            let partner = ["name=\(name)", "art=ev", "strasse=Musterweg 1", "plz=00003", "ort=Beispielhausen", "vertreten_durch=Toni Muster, Vorstand"].flatMap {
                ["--set", "partner." + $0]
            }
            try run(["build", "kinderschutz", "-o", "\(number).pdf", "--library", library, "--register", "register.sqlite", "--still"] + partner)
            try run(["register", "ereignis", identifier("\(number).pdf"), "unterschrieben", "--am", "2027-0\(number + 1)-01"])
        }
        #expect(try members("kinderschutz", "2027-01-31").mitglieder.map(\.name) == ["Verein Eins e. V."])
        #expect(try members("kinderschutz", "2027-02-01").mitglieder.count == 2)
    }
}
