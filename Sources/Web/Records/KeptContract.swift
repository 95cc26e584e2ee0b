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
struct KeepingReceiver: ContractReceiver {
    let room: RecordRoom

    func lacks(sha256: String) throws(Failure) -> Bool { try room.creating().lacks(sha256: sha256) }

    func take(_ contracts: [MadeContract]) throws(Failure) {
        var kept: [MadeContract] = []
        for contract in contracts {
            var own = contract
            own.path = try room.keep(contract.path, named: contract.path.lastPathName, sha256: contract.sha256)
            kept.append(own)
        }
        try room.creating().take(kept)
    }
}
