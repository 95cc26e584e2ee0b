import Assembler
import ChildProcess
import DocumentModel
import Findings
import Foundation
import Testing

@testable import Production

/// The partner table that `fields --xlsx` makes: read back by ourselves, looked at and filled in by openpyxl.
@Suite("The table to fill in")
struct FieldTableTests {
    private static let checkout = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().path

    private func table(_ agreement: String, in place: TemporaryPlace) throws -> String {
        let path = place.path + "/\(agreement).xlsx"
        try FieldTable.write(agreement: agreement, library: Self.checkout, to: path)
        return path
    }

    @Test("It reads back as an empty table with a column for every field", arguments: AgreementTests.names)
    func readsBack(agreement: String) throws {
        let place = try TemporaryPlace()
        let table = try PartnerTable(contentsOf: table(agreement, in: place))
        #expect(table.rows.isEmpty)
        #expect(table.findings == [])
        let (workshop, file) = try Workshop.open(ContractRequest(agreement: agreement, library: Self.checkout))
        let needed = try workshop.planner.catalogue(of: file).columns.filter { $0 != PartnerTable.keyColumn }
        #expect(Set(needed).isSubset(of: table.columns))
    }

    @Test("The same agreement gives the same bytes, and an existing file stays")
    func sameBytes() throws {
        let (first, second) = (try TemporaryPlace(), try TemporaryPlace())
        let path = try table("fruehe-hilfen", in: first)
        let again = try table("fruehe-hilfen", in: second)
        #expect(try Data(contentsOf: URL(filePath: path)) == Data(contentsOf: URL(filePath: again)))
        #expect(throws: Failure.self) { try table("fruehe-hilfen", in: first) }
    }

    @Test("openpyxl sees types, drop-downs, frozen heading and explanations")
    func openpyxl() throws {
        let place = try TemporaryPlace()
        let path = try table("netzwerk-muster", in: place)
        let script = """
            import openpyxl, sys
            book = openpyxl.load_workbook(sys.argv[1])
            print(" ".join(sheet.title + ("" if sheet.sheet_state == "visible" else "(-)") for sheet in book))
            sheet = book["Partner"]
            print(sheet.freeze_panes)
            heading = {cell.value: cell.column_letter for cell in sheet[1]}
            print(sheet.column_dimensions[heading["gebietsname"]].width > 10)
            print(sheet.cell(2, 1).value[:1], sheet.cell(3, 1).value[:1])
            for rule in sheet.data_validations.dataValidation:
                if str(rule.sqref).startswith(heading["gebietsart"] + "4"):
                    area = rule.formula1.replace("$", "").split("!")[1]
                    print([row[0].value for row in book["Auswahl"][area]])
                if str(rule.sqref).startswith(heading["alter_bis"] + "4"): print(rule.type, rule.formula1, rule.formula2)
            """
        let seen = try ChildProcess.run("/usr/bin/python3", ["-c", script, path])
        #expect(
            seen.output.split(separator: "\n").map(String.init) == [
                "Partner kontakte isef Hinweise Auswahl(-)", "B4", "True", "# #", "['Landkreis', 'kreisfreie Stadt']", "decimal 1 18",
            ], "\(seen.errors)")
    }

    @Test("Filled in, every row can be made; dates, postcodes and lists arrive as typed")
    func filledIn() throws {
        let place = try TemporaryPlace()
        let path = try table("netzwerk-muster", in: place)
        let script = """
            import openpyxl, sys
            book = openpyxl.load_workbook(sys.argv[1])
            sheet = book["Partner"]
            heading = {cell.value: cell.column for cell in sheet[1]}
            for number in (1, 2):
                sheet.cell(3 + number, heading["nr"], number)
                sheet.cell(3 + number, heading["gebietsart"], "Landkreis")
                sheet.cell(3 + number, heading["gebietsname"], f"Musterau {number}")
                sheet.cell(3 + number, heading["alter_bis"], 6)
            contacts = book["kontakte"]
            for row, values in enumerate([("1", "A", "B", "C", "D"), (2, "E", "F", "G", "H"), (1, "I", "J", "K", "L")]):
                for column, value in enumerate(values): contacts.cell(4 + row, 1 + column, value)
            book.save(sys.argv[1])
            """
        let done = try ChildProcess.run("/usr/bin/python3", ["-c", script, path])
        #expect(done.status == 0, "\(done.errors)")
        let (workshop, agreement) = try Workshop.open(ContractRequest(agreement: "netzwerk-muster", library: Self.checkout))
        let table = try PartnerTable(contentsOf: path)
        let check = TableCheck(
            of: table, rows: RowSelection(of: table.rows.count), annexes: RowAnnexes(agreement, .none, folder: nil), workshop: workshop, workers: 1
        ) { $0.key }
        #expect(check.isSound, "\(check.findings.map(\.message))")
        let plan = try workshop.plan(agreement, AgreementData(row: table.row("1")))
        #expect(plan.environment.value(FieldPath("gebietsart")) == .choice("landkreis"))
        guard case .list(let contacts)? = plan.environment.value(FieldPath("kontakte")) else {
            Issue.record("keine Kontakte")
            return
        }
        #expect(contacts.count == 2)
    }
}
