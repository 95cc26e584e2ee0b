import ArgumentParser
import Findings
import Foundation
import Production

/// What `verify` of several files says, one after the other in the order of their names: memory does not grow with their number.
struct ProofReport {
    let request: ProofRequest
    /// One object a line instead of text.
    let isJSON: Bool

    /// Whether there may be more than one file: a folder is looked through.
    static func isOf(_ paths: [String]) -> Bool { paths.count > 1 || paths.contains(where: ContractFolder.isFolder) }

    func run() throws {
        let progress = isJSON ? nil : ProgressDisplay()
        let control = RunControl(isAskedToStop: { StopSignals.isStopping }, report: { progress?.show($0) })
        StopSignals.listen(isQuiet: false)
        let count: ProofCount
        var fault: Int32 = 0
        do {
            defer { progress?.end() }
            count = try ProofRun.run(request, control: control) { file in
                guard fault == 0, let text = isJSON ? Self.line(ProvedFileJSON(file)) : Self.text(file) else { return }
                progress?.end()
                fault = Terminal.output(text)
                // Workers end their files and annexes are cleared away before the program ends.
                if fault != 0 { control.stop() }
            }
        }
        if fault != 0 { Terminal.end(fault) }
        if isJSON {
            for missing in count.missing { Terminal.print(Self.line(ProvedFileJSON(missing))) }
            Terminal.print(Self.line(ProofCountJSON(count)))
        } else {
            for missing in count.missing { Terminal.print(Self.text([missing.finding])) }
            Terminal.print(count.summary)
        }
        if count.exitStatus != 0 { throw ExitCode(count.exitStatus) }
    }

    /// `nil` where the file is in order.
    private static func text(_ file: ProvedFile) -> String? {
        switch file.answer {
        case .success(let proof): file.status == .ok ? nil : text(proof.findings) + proof.text
        case .failure(let failure): text(failure.findings)
        }
    }

    private static func text(_ findings: [Finding]) -> String { Workspace.displayed(FindingReport(usesColour: false).text(findings)) }

    /// JSON Lines (https://jsonlines.org).
    private static func line(_ value: some Encodable) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        guard let data = try? encoder.encode(value) else { return "{}" }
        return String(decoding: data, as: UTF8.self)
    }
}

extension ProofCount {
    /// What the shell is told.
    fileprivate var exitStatus: Int32 { wasStopped ? 128 + SIGINT : status.rawValue }
}

/// The object that `verify` of the file alone writes, with what it is counted as.
private struct ProvedFileJSON: Encodable {
    private enum Key: String, CodingKey {
        case ergebnis, datei, stand, befunde
    }

    private let status: ExitStatus
    private let path: String
    private let standing: String
    private let proof: Verification?
    private let findings: [Finding]

    init(_ file: ProvedFile) {
        (status, path, standing) = (file.status, file.path, file.standing.rawValue)
        switch file.answer {
        case .success(let proof): (self.proof, findings) = (proof, [])
        case .failure(let failure): (proof, findings) = (nil, failure.findings)
        }
    }

    init(_ missing: MissingContract) { (status, path, standing, proof, findings) = (.findings, missing.name, "fehlt", nil, [missing.finding]) }

    func encode(to encoder: any Encoder) throws {
        var object = encoder.container(keyedBy: Key.self)
        try object.encode(standing, forKey: .stand)
        if let proof { return try VerificationJSON(proof).encode(to: encoder) }
        try object.encode(status.rawValue, forKey: .ergebnis)
        try object.encode(path, forKey: .datei)
        try object.encode(findings.ordered.map(FindingJSON.init), forKey: .befunde)
    }
}

/// The last line.
private struct ProofCountJSON: Encodable {
    let ergebnis: Int32
    let dateien: Int
    let zahlen: [String: Int]
    let fehlend: Int
    let offen: Int

    init(_ count: ProofCount) {
        ergebnis = count.exitStatus
        dateien = count.total
        zahlen = Dictionary(uniqueKeysWithValues: ProvedFile.Standing.allCases.map { ($0.rawValue, count[$0]) })
        (fehlend, offen) = (count.missing.count, count.open)
    }
}
