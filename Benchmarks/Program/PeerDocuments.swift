import Agreements
import Assembler
import ChildProcess
import Foundation
import Production

/// The contracts of the batch set by typst (PDF/A-3a and PDF/UA-1 on, one compiler reused), WeasyPrint and LuaLaTeX, in the same run.
///
/// The peers get them assembled, as JSON (``PeerDocument``): they set, where we assemble and set. `Benchmarks/Peers/measure.py` has no figure
/// for an engine whose pages do not hold all our words in our order.
struct PeerDocuments: Benchmark {
    let name = "peers"
    private let count = 40

    /// What `measure.py` says.
    private struct Report: Decodable {
        var ours: Files
        var peers: [String: Peer]
    }

    /// Means.
    private struct Files: Decodable {
        var pages: Double
        var bytes: Double
    }

    private struct Peer: Decodable {
        /// Seconds of all threads.
        var cpu: Double
        /// In one process, with as many threads as it takes.
        var documentsPerSecond: Double
        var pages: Double
        var bytes: Double
        var files: Files { Files(pages: pages, bytes: bytes) }
    }

    func run(_ setting: Setting, earlier: [Measurement]) throws -> [Measurement] {
        let python = setting.checkout + "/.build-tools/peers/bin/python"
        guard FileManager.default.isExecutableFile(atPath: python) else {
            FileHandle.standardError.write(Data("benchmark: the peers are not set up (scripts/peers); the table has none\n".utf8))
            return []
        }
        let folder = setting.folder + "/peers"
        try write(setting, to: folder)
        let measured = try ChildProcess.run(
            python, [setting.checkout + "/Benchmarks/Peers/measure.py", folder, setting.checkout + "/fonts/files"])
        guard measured.status == 0 else { throw BenchmarkError(String(measured.errors.suffix(2_000))) }
        let report = try JSONDecoder().decode(Report.self, from: Data(measured.output.utf8))
        let rate = earlier.first { $0.what == SeriesThroughput.perCore }?.value
        return rows("Klauselwerk", report.ours)
            + report.peers.sorted { $0.value.cpu < $1.value.cpu }.flatMap { name, peer in
                let target: Measurement.Target? = name == "typst" ? .atLeast(15) : nil
                return [
                    Measurement("\(name), CPU a document", peer.cpu * 1_000, "ms"),
                    Measurement("\(name), in one process", peer.documentsPerSecond, "documents/s"),
                ] + rows(name, peer.files) + (rate.map { [Measurement("our batch to \(name), one core", $0 * peer.cpu, "×", target)] } ?? [])
            }
    }

    private func rows(_ name: String, _ files: Files) -> [Measurement] {
        [
            Measurement("\(name), pages of a document", files.pages, "pages"),
            Measurement("\(name), size of a file", files.bytes / 1_024, "KiB"),
        ]
    }

    /// Of each partner the document as JSON, its words as text (footnotes after a form feed) and our PDF.
    private func write(_ setting: Setting, to folder: String) throws {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let workspace = try Workspace.locate(agreement: setting.contract(), library: setting.library)
        let workshop = try Workshop(workspace)
        let agreement = try workshop.agreement(at: workspace.agreement ?? "")
        let press = try Press(Supplies(workspace))
        let coder = JSONEncoder()
        coder.outputFormatting = .sortedKeys
        for (index, row) in try PartnerTable(contentsOf: setting.partners(count)).rows.enumerated() {
            let contract = try workshop.assemble(try workshop.plan(agreement, AgreementData.none.with(row)))
            let path = "\(folder)/\(index)"
            try coder.encode(try PeerDocument(contract).json()).write(to: URL(filePath: path + ".json"))
            let notes = contract.document.footnotes.map(\.text).joined(separator: "\n")
            try (contract.document.plainText + "\u{c}" + notes).write(toFile: path + ".txt", atomically: false, encoding: .utf8)
            try AtomicFile.write(press.pdf(press.layOut(contract.document).list, origin: contract.origin), to: path + ".pdf")
        }
    }
}
