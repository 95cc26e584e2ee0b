import Agreements
import Assembler
import ChildProcess
import Foundation
import Production

/// From one letter to the next: somebody types a partner's name into the contract of the benchmarks. Ours, with the library kept ready, as the page in the
/// browser has it (`make bench-page` measures that from the keystroke to the screen); and in the same run typst's own incremental compile of the equal
/// document. 95th percentiles.
struct TypedContract: Benchmark {
    let name = "typing"
    /// Letters before anything counts; `keystrokes.py` leaves out as many.
    private static let warmUp = 10
    private static let text = "Familienzentrum Regenbogen am Alten Marktplatz in der Musterstadt e. V."

    /// What `keystrokes.py` says: milliseconds.
    private struct Report: Decodable {
        struct Times: Decodable { let p95: Double }
        let pdf, png: Times
    }

    func run(_ setting: Setting, earlier: [Measurement]) throws -> [Measurement] {
        let workspace = try Workspace.locate(agreement: try setting.contract(), library: setting.library)
        let (workshop, press) = (try Workshop(workspace), try Press(Supplies(workspace)))
        let agreement = try workshop.agreement(at: workspace.agreement ?? "")
        let row = try PartnerTable(contentsOf: setting.partners(1)).rows[0]
        let folder = setting.folder + "/typing"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let coder = JSONEncoder()
        coder.outputFormatting = .sortedKeys
        var (pages, pictures): ([Double], [Double]) = ([], [])
        // A blank at the end is no letter yet.
        for count in 1...Self.text.count where !Self.text.prefix(count).hasSuffix(" ") {
            let data = try AgreementData(options: ["partner.name=\(Self.text.prefix(count))"], row: row)
            let start = Clock.wall()
            let contract = try workshop.assemble(try workshop.plan(agreement, data))
            let list = try press.layOut(contract.document).list
            let set = Clock.wall()
            _ = try press.png(list, page: 0, dpi: 96)
            let end = Clock.wall()
            if count > Self.warmUp {
                pages.append((set - start) * 1_000)
                pictures.append((end - start) * 1_000)
            }
            try coder.encode(try PeerDocument(contract).json()).write(to: URL(filePath: "\(folder)/\(count).json"))
        }
        return [
            Measurement("a letter typed: new pages, ours", percentile(pages), "ms"),
            Measurement("a letter typed: and the picture of one at 96 dpi, ours", percentile(pictures), "ms"),
        ] + (try typst(setting, folder))
    }

    private func typst(_ setting: Setting, _ folder: String) throws -> [Measurement] {
        let python = setting.checkout + "/.build-tools/peers/bin/python"
        guard FileManager.default.isExecutableFile(atPath: python) else {
            FileHandle.standardError.write(Data("benchmark: typst is not set up (scripts/peers); the table has no figure of its\n".utf8))
            return []
        }
        let measured = try ChildProcess.run(python, [setting.checkout + "/Benchmarks/Peers/keystrokes.py", folder, setting.checkout + "/fonts/files"])
        guard measured.status == 0 else { throw BenchmarkError(String(measured.errors.suffix(2_000))) }
        let report = try JSONDecoder().decode(Report.self, from: Data(measured.output.utf8))
        return [
            Measurement("a letter typed: incremental compile to PDF, typst", report.pdf.p95, "ms"),
            Measurement("a letter typed: to pictures of all pages at 96 dpi, typst", report.png.p95, "ms"),
        ]
    }

    private func percentile(_ times: [Double]) -> Double { times.sorted()[min(times.count - 1, times.count * 95 / 100)] }
}
