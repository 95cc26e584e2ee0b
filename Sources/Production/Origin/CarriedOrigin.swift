import Checksum
import Findings
import Finishing
import Rendering

/// A PDF file of ours, read: its origin, the files that travel in it, and whether it is as it was written.
public struct CarriedOrigin: Sendable {
    public let path: String
    /// As this program wrote it, without what was added later.
    public let original: [UInt8]
    /// Whether the original bears the hash of its own content.
    public let isIntact: Bool
    /// Bytes added later.
    public let addedBytes: Int
    /// What these are: signatures, time stamps, entries in form fields, and what must not be there.
    package let additions: FileAdditions
    /// Signature fields that are signed in the file as it is now.
    public let signedFields: [String]
    /// `nil` where the agreement wanted none, or it cannot be read any more.
    public let origin: ContractOrigin?
    /// `nil` where the file is too damaged.
    private let files: CarriedFiles?
    /// With what was added.
    private let current: [UInt8]

    static let sizeLimit = 1 << 30

    /// - Throws: ``Failure`` 66 where there is no such file, 65 where it is no PDF or not one of this program.
    public init(contentsOf path: String) throws(Failure) {
        guard let bytes = FileBytes.read(path, limit: Self.sizeLimit) else {
            throw UnreadFile.failure(path, "Die Datei fehlt, ist nicht lesbar oder größer als 1 GiB.")
        }
        try self.init(bytes, path: path)
    }

    /// - Parameter path: for messages.
    public init(_ bytes: [UInt8], path: String) throws(Failure) {
        let revision = OriginalRevision.find(in: bytes)
        self.path = path
        current = bytes
        original = revision.map { Array(bytes.prefix($0.length)) } ?? bytes
        isIntact = revision?.isIntact ?? false
        addedBytes = bytes.count - original.count
        additions = revision.flatMap { $0.isIntact ? FileAdditions(bytes, after: $0) : nil } ?? .none
        files = try? CarriedFiles(original, path: path)
        let now = addedBytes == 0 ? files : try? CarriedFiles(bytes, path: path)
        signedFields = now?.signedFields ?? []
        let file = files?[ContractOrigin.fileName]
        origin = file.flatMap { ContractOrigin(json: $0.bytes) }
        // What ends in our way, bears our name or names our file is ours, however damaged.
        guard revision != nil || files?.producer == "Klauselwerk" || Self.namesOrigin(original) else {
            if files == nil { throw Self.unreadable(path) }
            throw Failure(
                .data,
                Finding(
                    .fehler, "herkunft-fremd", at: .file(path), "Dieses PDF hat nicht Klauselwerk erstellt, oder ein anderes Programm hat es neu gespeichert.",
                    remedy: "Verwenden Sie die Datei, wie „build“ oder „batch“ sie geschrieben haben."))
        }
    }

    /// The origin, for who cannot go on without.
    /// - Throws: ``Failure`` 65 where there is none.
    public func requiredOrigin() throws(Failure) -> ContractOrigin {
        if let origin { return origin }
        if files?[ContractOrigin.fileName] != nil || !isIntact {
            throw Failure(
                .data,
                Finding(
                    .fehler, "herkunft-unlesbar", at: .file(path), "Die Herkunft in diesem PDF ist beschädigt oder von einer anderen Programmfassung.",
                    remedy: "Verwenden Sie die ursprüngliche Datei, oder erstellen Sie den Vertrag neu."))
        }
        throw Failure(
            .data,
            Finding(
                .fehler, "herkunft-fehlt", at: .file(path), "Dieses PDF trägt keine Herkunft; in der Vereinbarung oder bei der Stelle steht „herkunft: keine“.",
                remedy: "Mit „herkunft: voll“ erstellte Verträge lassen sich auslesen und nachweisen."))
    }

    /// SHA-256 of the file as the program wrote it.
    public var checksum: String { SHA256.hex(of: original) }

    /// Places to sign electronically, with those that others have added.
    /// - Throws: ``Failure`` 65 where the file is too damaged.
    package func signatureFields() throws(Failure) -> [SignatureField] {
        return try failing(SignatureField.all(in: current, path: path))
    }

    /// The attached file with that checksum.
    func file(sha256: String) -> CarriedFiles.File? { files?.files.first { $0.sha256 == sha256 } }

    private static func namesOrigin(_ bytes: [UInt8]) -> Bool {
        let name = Array("/UF(\(ContractOrigin.fileName))".utf8)
        return bytes.indices.contains { bytes[$0] == name[0] && bytes[$0...].starts(with: name) }
    }

    private static func unreadable(_ path: String) -> Failure {
        Failure(
            .data,
            Finding(
                .fehler, "pdf-unlesbar", at: .file(path), "Die Datei ist kein PDF, oder sie ist verschlüsselt oder zu stark beschädigt.",
                remedy: "Verwenden Sie die Datei, wie „build“ oder „batch“ sie geschrieben haben."))
    }
}

extension ContractOrigin {
    var attachment: Attachment {
        Attachment(
            name: Self.fileName, bytes: json, mediaType: "application/json", relationship: .source,
            description: "Herkunft: Vereinbarung, Klauseln mit Fassung und Prüfsumme, Werte")
    }
}
