import Checksum
import Finishing
import Foundation

/// Keeps a copy of every contract that a test makes: `make test` has all of them checked by veraPDF afterwards, in one go.
///
/// What is kept lies in the folder that the environment variable `KLAUSELWERK_KEEP_PDFS` names, once a content; without it nothing is kept.
public enum KeptContracts {
    private static let folder = ProcessInfo.processInfo.environment["KLAUSELWERK_KEEP_PDFS"]
    /// What a file says of itself that claims to be an archive's.
    private static let claim = Data("<pdfaid:part>".utf8)

    /// Keeps what claims to conform and is as the program wrote it, additions such as signatures apart. All else is none of ours:
    /// annexes of other programs, print runs, files that a test has damaged.
    public static func keep(_ bytes: [UInt8]) {
        guard let folder else { return }
        let file = "\(folder)/\(SHA256.hex(of: bytes)).pdf"
        guard !FileManager.default.fileExists(atPath: file), Data(bytes).range(of: claim) != nil,
            let revision = OriginalRevision.find(in: bytes), revision.isIntact,
            revision.length == bytes.count || endsAsRevision(bytes)
        else { return }
        do {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            try Data(bytes).write(to: URL(filePath: file), options: .atomic)
        } catch {
            // A contract that goes unchecked is no success.
            print("KeptContracts: \(error)")
            exit(1)
        }
    }

    /// Whether what follows our own bytes ends as a further revision does (ISO 32000-1, 7.5.6); a test that appends anything else has damaged the file.
    private static func endsAsRevision(_ bytes: [UInt8]) -> Bool {
        let end = bytes.suffix(7)
        return ["%%EOF", "%%EOF\n", "%%EOF\r", "%%EOF\r\n"].contains { end.suffix($0.utf8.count).elementsEqual($0.utf8) }
    }

    /// Keeps all PDF files of a folder and the folders in it.
    public static func keep(in place: String) {
        guard folder != nil else { return }
        for name in FileManager.default.enumerator(atPath: place)?.compactMap({ $0 as? String }) ?? [] where name.hasSuffix(".pdf") {
            if let bytes = try? Data(contentsOf: URL(filePath: place + "/" + name)) { keep([UInt8](bytes)) }
        }
    }
}
