import Findings
import Foundation

extension Verification {
    /// Whether a path leads to an archive of contracts instead of one.
    package static func isArchive(_ path: String) -> Bool { path.lowercased().hasSuffix(".zip") && FileLook.isFile(path) }

    /// What became of the contracts of an archive, one after the other as they lie in it.
    ///
    /// - Parameters:
    ///   - path: of an archive that `batch` has packed, or of another with contracts.
    ///   - library, agreement, record: as of a single contract.
    ///   - body: is handed each contract, or why nothing can be said of an entry.
    /// - Throws: ``Failure`` 65 where the archive cannot be read or is empty, 66 where the record is missing; and what `body` throws.
    package static func each(
        in path: String, library: String?, agreement: String? = nil, record: String? = nil, _ body: (Result<Verification, Failure>) throws -> Void
    ) throws {
        let record = try record.map { path throws(Failure) in try IssueRecords(path) }
        let reader: ZipReader
        do throws(ZipBundle.Fault) { reader = try ZipReader(path) } catch { throw damaged(path) }
        guard reader.count > 0 else { throw damaged(path) }
        let (libraries, press) = (ReadLibraries(library: library, agreement: agreement), OwnPress())
        for index in 0..<reader.count {
            let name = reader.name(index) ?? ""
            // Folders are entries, too.
            if name.hasSuffix("/") { continue }
            guard let bytes = reader.bytes(index, limit: CarriedOrigin.sizeLimit) else {
                try body(.failure(damaged("\(path)/\(name)")))
                continue
            }
            let result = Result { () throws(Failure) in
                let carried = try CarriedOrigin(bytes, path: "\(path)/\(name)")
                return try of(carried, record?.answer(carried), over: libraries, press)
            }
            try body(result)
        }
    }

    private static func damaged(_ path: String) -> Failure {
        Failure(
            .data,
            Finding(
                .fehler, "archiv-beschaedigt", at: .file(path), "Was hier gepackt sein soll, ist beschädigt oder unvollständig.",
                remedy: "Kopieren Sie das Archiv noch einmal, oder legen Sie eine Sicherung zurück."))
    }
}
