import Findings
import Rendering
import Synchronization

/// The annexes of a run: each file is read and converted once, by whoever asks first, for all documents and workers.
public final class AnnexStore: Sendable {
    private let files = Mutex<[Key: Lazy<AnnexFile, FindingList>]>([:])
    private let drawings = Mutex<[String: Lazy<PictureObject, DrawingError>]>([:])

    private struct Key: Hashable {
        var path: String
        var version: PDFVersion
    }

    /// By name and content: the first of those that are alike.
    private let alike = Mutex<[Key: AnnexFile]>([:])

    public init() {}

    /// - Throws: ``FindingList`` that say why the file cannot be an annex, each time it is asked for.
    public func file(_ path: String) throws(FindingList) -> AnnexFile { try file(path, .pdf17) }

    /// The file as it goes into documents of that version. Nearly always it is the same one.
    func file(_ path: String, for version: PDFVersion) throws(FindingList) -> AnnexFile {
        let usual = try file(path)
        return version == .pdf17 || !usual.hasInlineImages ? usual : try file(path, version)
    }

    private func file(_ path: String, _ version: PDFVersion) throws(FindingList) -> AnnexFile {
        let key = Key(path: path, version: version)
        let file = files.withLock { files in
            if let known = files[key] { return known }
            let made = Lazy { () throws(FindingList) in try AnnexFile(path: path, for: version) }
            files[key] = made
            return made
        }
        return try file.value()
    }

    /// The one that stands for all files of its name and content: a contract that is made again from what it carries unpacks them to
    /// other places, and where a file lay must not show in the bytes.
    func standing(for path: String, in version: PDFVersion = .pdf17) throws(FindingList) -> AnnexFile {
        let file = try file(path, for: version)
        guard let attachment = file.attachment else { return file }
        let key = Key(path: attachment.name + "\u{0}" + file.document.sha256, version: version)
        return alike.withLock { alike in
            if let known = alike[key] { return known }
            alike[key] = file
            return file
        }
    }

    /// A picture in SVG, drawn once for all documents.
    /// - Throws: ``DrawingError/picture(path:reason:)``
    func drawing(_ path: String) throws(DrawingError) -> PictureObject {
        let drawing = drawings.withLock { drawings in
            if let known = drawings[path] { return known }
            let made = Lazy { () throws(DrawingError) in try VectorObject.picture(path) }
            drawings[path] = made
            return made
        }
        return try drawing.value()
    }

    /// The originals of the files, by path, with names that differ.
    func attachments(of paths: [String], besides taken: [Attachment]) throws(FindingList) -> [Attachment] {
        var names = Set(taken.map(\.name))
        var found: [Attachment] = []
        var carried: Set<ObjectIdentifier> = []
        for path in paths {
            let file = try standing(for: path)
            guard var attachment = file.attachment, carried.insert(ObjectIdentifier(file)).inserted else { continue }
            let original = attachment.name
            var number = 2
            while !names.insert(attachment.name).inserted {
                attachment.name = "\(number)-\(original)"
                number += 1
            }
            found.append(attachment)
        }
        return found
    }
}
