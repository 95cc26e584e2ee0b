import Agreements
import Assembler
import DocumentModel
import Foundation
import Production

/// What somebody waits for who fills in a form or changes a clause: from the change to the new pages, in a library kept ready. Median of many.
struct WarmPages: Benchmark {
    let name = "warm"

    func run(_ setting: Setting, earlier: [Measurement]) throws -> [Measurement] {
        let library = try ownLibrary(setting)
        let warm = WarmLibrary(try Workspace.locate(agreement: nil, library: library))
        let press = PreviewPress(warm)
        let clause = library + "/clauses/kuendigung/jederzeit.md"
        let text = try String(contentsOfFile: clause, encoding: .utf8)
        func request(_ number: Int, _ texts: [String: String] = [:]) throws -> PreviewRequest {
            let given = [
                "partner.name": "Kita Nr. \(number) e. V.", "partner.art": "ev", "partner.strasse": "Beispielweg \(number)", "partner.plz": "00002",
                "partner.ort": "Musterstadt", "partner.vertreten_durch": "Jale Mustermann",
            ]
            var data = try AgreementData(answers: Dictionary(uniqueKeysWithValues: given.map { (FieldPath($0.key), .text($0.value)) }))
            data.examples = .asDraft
            return PreviewRequest(agreement: "fruehe-hilfen", data: data, overlay: SourceOverlay(texts))
        }
        @Sendable func changed(_ number: Int) -> String { text.replacing("1. ", with: "1. Fassung \(number): ", maxReplacements: 1) }
        let value = try median(120, warmUp: 20) { number in
            let request = try request(number)
            return { try await press.pages(request) }
        }
        let saved = try median(60, warmUp: 10) { number in
            let request = try request(1)
            return {
                try changed(number).write(toFile: clause, atomically: true, encoding: .utf8)
                return try await press.pages(request)
            }
        }
        let laid = try median(60, warmUp: 10) { number in
            let request = try request(1, ["clauses/kuendigung/jederzeit.md": changed(1_000 + number)])
            return { try await press.pages(request) }
        }
        var pages: PreviewPages?
        let picture = try median(60, warmUp: 10) { number in
            let request = try request(number)
            pages = try wait { try await press.pages(request) }
            guard let pages else { throw BenchmarkError("no pages") }
            return { [pages] in
                _ = try await press.words(pages, page: 0)
                _ = try await press.picture(pages, page: 0, dpi: 110)
                return pages
            }
        }
        return [
            Measurement("kept ready: changed value to new pages", value, "ms", .atMost(5)),
            Measurement("kept ready: changed clause on the disk to new pages", saved, "ms", .atMost(15)),
            Measurement("kept ready: changed clause in memory to new pages", laid, "ms", .atMost(15)),
            Measurement("kept ready: a page drawn at 110 dpi, with its words", picture, "ms"),
        ]
    }

    /// Clauses are changed: a copy.
    private func ownLibrary(_ setting: Setting) throws -> String {
        let root = setting.folder + "/warm"
        try FileManager.default.createDirectory(atPath: root, withIntermediateDirectories: true)
        for name in ["clauses", "agreements", "stellen", "rules"] { try FileManager.default.copyItem(atPath: "\(setting.library)/\(name)", toPath: "\(root)/\(name)") }
        for name in ["fonts", "styles", "facts"] {
            try FileManager.default.createSymbolicLink(atPath: "\(root)/\(name)", withDestinationPath: "\(setting.checkout)/\(name)")
        }
        return root
    }

    /// Milliseconds.
    private func median(_ count: Int, warmUp: Int, _ make: (Int) throws -> @Sendable () async throws -> PreviewPages) throws -> Double {
        var times: [Double] = []
        for number in 0..<count + warmUp {
            let work = try make(number)
            let start = Clock.wall()
            _ = try wait(work)
            if number >= warmUp { times.append((Clock.wall() - start) * 1_000) }
        }
        return times.sorted()[times.count / 2]
    }

    private func wait<Value: Sendable>(_ work: @escaping @Sendable () async throws -> Value) throws -> Value {
        let box = ResultBox<Value>()
        let done = DispatchSemaphore(value: 0)
        Task {
            do { box.set(.success(try await work())) } catch { box.set(.failure(error)) }
            done.signal()
        }
        done.wait()
        guard let result = box.get() else { throw BenchmarkError("no result") }
        return try result.get()
    }
}
