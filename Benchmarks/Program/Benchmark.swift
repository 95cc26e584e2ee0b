import ApprovedLibrary
import ChildProcess
import Foundation

/// One thing measured. What needs little memory of its own process comes first in `Main.benchmarks`: a child's peak counts
/// from what its parent had when it was started.
protocol Benchmark: Sendable {
    /// One word, for the command line.
    var name: String { get }
    /// - Parameter earlier: what this run has measured so far.
    func run(_ setting: Setting, earlier: [Measurement]) throws -> [Measurement]
}

/// A row of the table.
struct Measurement: Sendable {
    enum Target: Sendable {
        case atLeast(Double), atMost(Double), between(Double, Double)
    }

    var what: String
    var value: Double
    var unit: String
    /// Of the issues.
    var target: Target?

    init(_ what: String, _ value: Double, _ unit: String, _ target: Target? = nil) {
        self.what = what
        self.value = value
        self.unit = unit
        self.target = target
    }
}

struct BenchmarkError: Error, CustomStringConvertible {
    let description: String
    init(_ description: String) { self.description = description }
}

/// Where everything lies, and a folder for what is made.
struct Setting: Sendable {
    let program: String
    let checkout: String
    /// The shipped library with its clauses approved: what is measured are final versions.
    let library: String
    let folder: String

    init(program: String) throws {
        self.program = URL(filePath: program).standardizedFileURL.path
        checkout = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path
        library = try ApprovedLibrary.path()
        folder = NSTemporaryDirectory() + "klauselwerk-bench-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    }

    /// Everything in a folder that is given, so that paths are the same from run to run, and with them what is done to them.
    init(program: String, folder: String) throws {
        (self.program, self.folder) = (program, folder)
        checkout = ApprovedLibrary.checkout
        library = folder + "/bibliothek"
        try ApprovedLibrary.make(at: library)
    }

    func remove() { try? FileManager.default.removeItem(atPath: folder) }

    /// `fruehe-hilfen` with a page of text for its foreign annex: the contract of the speed targets, and what the peers set, too.
    func contract() throws -> String {
        let path = folder + "/fruehe-hilfen.yaml"
        let text = try String(contentsOfFile: checkout + "/agreements/fruehe-hilfen.yaml", encoding: .utf8)
        let foreign = "    art: pdf\n    datei: anlagen/geschaeftsordnung.pdf\n"
        guard text.contains(foreign) else { throw BenchmarkError("agreements/fruehe-hilfen.yaml has no foreign annex to replace") }
        let annex = "Das Netzwerk trifft sich zweimal im Jahr; die Koordination lädt mit einer Frist von vier Wochen ein.\n"
        try annex.write(toFile: folder + "/geschaeftsordnung.md", atomically: true, encoding: .utf8)
        try text.replacing(foreign, with: "    art: text\n    datei: geschaeftsordnung.md\n")
            .write(toFile: path, atomically: true, encoding: .utf8)
        return path
    }

    /// A partner table with so many invented partners, always the same ones.
    func partners(_ rows: Int) throws -> String {
        let path = "\(folder)/partner-\(rows).csv"
        let made = try ChildProcess.run(checkout + "/scripts/partner-table", [String(rows)])
        guard made.status == 0 else { throw BenchmarkError(made.errors) }
        try made.output.write(toFile: path, atomically: true, encoding: .utf8)
        return path
    }

    /// Makes one contract with a partner of its own: a final version takes no value of an agreement's examples.
    func build(_ contract: String) throws -> (wall: Double, child: ChildProcess) {
        let values = "\(folder)/partner.json"
        let partner = """
            {"partner": {"name": "Kita Sonnenschein Beispielhausen gGmbH", "art": "ggmbh", "strasse": "Musterstraße 2", "plz": "00001", \
            "ort": "Beispielhausen", "vertreten_durch": "Anaïs Modèle"}}
            """
        try partner.write(toFile: values, atomically: true, encoding: .utf8)
        // Always a new file: one that is there is first looked at, whether somebody changed or signed it.
        return try run(["build", contract, "--data", values, "-o", "\(folder)/\(UUID().uuidString).pdf", "--quiet"])
    }

    /// Runs the program and expects that it succeeds.
    func run(_ arguments: [String]) throws -> (wall: Double, child: ChildProcess) {
        let start = Clock.wall()
        let child = try ChildProcess.run(program, arguments + ["--library", library])
        let end = Clock.wall()
        guard child.status == 0 else { throw BenchmarkError("\(arguments): " + (child.output + child.errors).prefix(2_000)) }
        return (end - start, child)
    }
}

extension String {
    func write(toFile path: String, atomically: Bool, encoding: Encoding) throws {
        try write(to: URL(filePath: path), atomically: atomically, encoding: encoding)
    }
}

/// Seconds.
enum Clock {
    static func wall() -> Double { read(CLOCK_MONOTONIC) }
    /// Of this thread alone, whatever else the machine does.
    static func cpu() -> Double { read(CLOCK_THREAD_CPUTIME_ID) }

    private static func read(_ clock: clockid_t) -> Double {
        var time = timespec()
        clock_gettime(clock, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}
