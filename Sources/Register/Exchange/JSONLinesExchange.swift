import Findings
import Foundation
import Production

extension RegisterStore {
    /// Everything, one JSON object a line.
    ///
    /// - Parameter write: takes the file piece by piece.
    /// - Throws: ``Failure`` where the register cannot be read, and what `write` throws.
    package func exportLines(_ write: ([UInt8]) throws -> Void) throws(Failure) {
        try read { database in
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            var pending: [UInt8] = []
            try RegisterDump(database: database).forEach { record in
                pending += try JSONLines.encode(record, encoder) + [0x0A]
                if pending.count > 1 << 20 {
                    try write(pending)
                    pending.removeAll(keepingCapacity: true)
                }
            }
            try write(pending)
        }
    }

    /// Takes in what ``exportLines(_:)`` wrote: all of it or nothing. Into an empty register it comes out the same again.
    ///
    /// - Throws: ``Failure``: 66 where there is no such file, 65 where a line is none of this format.
    package func importLines(_ path: String) throws(Failure) -> IntakeResult {
        guard let data = FileManager.default.contents(atPath: path) else { throw JSONLines.missing(path) }
        return try write { database in
            var load = RegisterLoad(database)
            let decoder = JSONDecoder()
            var number = 0
            for line in data.split(separator: 0x0A) {
                number += 1
                guard let record = JSONLines.decode(line, decoder), number > 1 || record == .head(.init()) else { throw JSONLines.wrong(path, number, nil) }
                do { try load.take(record) } catch let fault as RecordFault { throw JSONLines.wrong(path, number, fault.text) }
            }
            guard number > 0 else { throw JSONLines.wrong(path, 1, nil) }
            try RegisterStore.sweep(database)
            return load.result
        }
    }
}

/// The lines themselves.
enum JSONLines {
    static func encode(_ record: RegisterRecord, _ encoder: JSONEncoder) throws -> [UInt8] {
        let data =
            switch record {
            case .head(let head): try encoder.encode(head)
            case .passage(let passage): try encoder.encode(passage)
            case .partner(let partner): try encoder.encode(partner)
            case .contract(let contract): try encoder.encode(contract)
            case .log(let log): try encoder.encode(log)
            }
        return Array(data)
    }

    /// What a line is, its keys tell.
    static func decode(_ line: Data, _ decoder: JSONDecoder) -> RegisterRecord? {
        if let contract = try? decoder.decode(RegisterRecord.Contract.self, from: line) { return .contract(contract) }
        if let partner = try? decoder.decode(RegisterRecord.Partner.self, from: line) { return .partner(partner) }
        if let passage = try? decoder.decode(RegisterRecord.Passage.self, from: line) { return .passage(passage) }
        if let head = try? decoder.decode(RegisterRecord.Head.self, from: line), head.format == RegisterRecord.format { return .head(head) }
        if let log = try? decoder.decode(RegisterRecord.Log.self, from: line) { return .log(log) }
        return nil
    }

    static func missing(_ path: String) -> Failure {
        Failure(
            .inputMissing,
            Finding(.fehler, "datei-fehlt", at: .file(path), "Die Datei fehlt oder ist nicht lesbar.", remedy: "Prüfen Sie Namen, Ordner und Leserechte."))
    }

    static func wrong(_ path: String, _ line: Int, _ what: String?) -> Failure {
        Failure(
            .data,
            Finding(
                .fehler, "register-zeile", at: .file(path, line: line, column: 0),
                what.map { "Hier stimmt etwas nicht: \($0). Übernommen wurde nichts." } ?? "Diese Zeile ist keine eines ausgegebenen Registers; übernommen wurde nichts.",
                remedy: "Nehmen Sie die Datei, wie „register export“ sie geschrieben hat."))
    }
}
