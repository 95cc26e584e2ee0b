import Checksum
import Findings
import Foundation
import Production
import Register
import Rendering

extension RecordRoom {
    /// Gives a file a place of its own beside the register, where it stays whatever becomes of the series or draft that it comes from.
    ///
    /// - Parameters:
    ///   - path: of a file in the data folder.
    ///   - name: that it is to have.
    ///   - sha256: of its bytes, 64 hexadecimal digits.
    /// - Returns: where it lies now. The same file again lies where it lay.
    /// - Throws: ``Failure`` where it cannot be kept.
    func keep(_ path: String, named name: String, sha256: String) throws(Failure) -> String {
        try AtomicFile.makeFolder(contracts, for: contracts)
        let stem = name.lowercased().hasSuffix(".pdf") ? String(name.dropLast(4)) : name
        for candidate in ["\(stem).pdf", "\(stem)-\(ContractEntry.identifier(ofChecksum: sha256)).pdf"] {
            let target = "\(contracts)/\(candidate)"
            if link(path, target) == 0 { return target }
            let code = errno
            if code == EEXIST {
                if let bytes = FileBytes.read(target, limit: 1 << 30), SHA256.hex(of: bytes) == sha256 { return target }
                continue
            }
            // Another file system: a copy does as well.
            guard code == EXDEV || code == EPERM, let bytes = FileBytes.read(path, limit: 1 << 30) else { throw RecordRoom.cannotKeep(target, code) }
            try AtomicFile.write(bytes, to: target)
            return target
        }
        throw RecordRoom.cannotKeep("\(contracts)/\(name)", EEXIST)
    }

    private static func cannotKeep(_ path: String, _ code: Int32) -> Failure {
        Failure(
            .cannotCreate,
            Finding(
                .fehler, "vertrag-nicht-abzulegen", at: .file(path), "Der Vertrag lässt sich nicht beim Register ablegen (\(String(cString: strerror(code)))).",
                remedy: "Lassen Sie Platz und Rechte des Ordners prüfen, in dem das Register liegt."))
    }
}

/// Takes contracts of a run into the register as `--register` does, their files kept beside it.
///
/// Each series has a folder there. A contract that is made anew takes the place of the one before, as in the series itself, and the register notes that
/// it was replaced; the former file stays beside it under its identifier.
struct KeepingReceiver: ContractReceiver {
    let room: RecordRoom
    let folder: String

    init(room: RecordRoom, series: ContractSeries) {
        self.room = room
        folder = "\(room.contracts)/serie-\(series.id.prefix(8))"
    }

    func lacks(sha256: String) throws(Failure) -> Bool { try room.creating().lacks(sha256: sha256) }

    func take(_ contracts: [MadeContract]) throws(Failure) {
        var kept: [MadeContract] = []
        var former: [ContractEntry] = []
        for contract in contracts {
            var own = contract
            let place = try keep(contract)
            own.path = place.path
            former += place.former
            kept.append(own)
        }
        let store = try room.creating()
        try store.take(kept)
        // Contracts that were replaced lie elsewhere now.
        for entry in former where try !store.lacks(sha256: entry.sha256) { try store.take([entry]) }
    }

    /// - Returns: with the contract whose place it has taken.
    private func keep(_ contract: MadeContract) throws(Failure) -> (path: String, former: [ContractEntry]) {
        var former: [ContractEntry] = []
        let target = "\(folder)/\(contract.path.lastPathName)"
        guard let bytes = FileBytes.read(contract.path, limit: 1 << 30) else { throw Failure(.inputMissing, RecordOrder.unreadable) }
        if let old = FileBytes.read(target, limit: 1 << 30) {
            let sum = SHA256.hex(of: old)
            if sum == contract.sha256 { return (target, []) }
            var entry = ContractEntry()
            entry.sha256 = sum
            entry.path = "\(target.dropLast(4))-\(ContractEntry.identifier(ofChecksum: sum)).pdf"
            if link(target, entry.path) != 0, errno != EEXIST { try AtomicFile.write(old, to: entry.path) }
            former = [entry]
        }
        try AtomicFile.makeFolder(folder, for: folder)
        try AtomicFile.write(bytes, to: target)
        return (target, former)
    }
}
