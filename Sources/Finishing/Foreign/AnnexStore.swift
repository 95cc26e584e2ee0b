import Findings
import Rendering
import Synchronization

/// The annexes of a run: each file is read and converted once, by whoever asks first, for all documents and workers.
public final class AnnexStore: Sendable {
    private let files = Mutex<[Key: Lazy<AnnexFile, Findings>]>([:])
    private let drawings = Mutex<[String: Lazy<PictureObject, DrawingError>]>([:])

    private struct Key: Hashable {
        var path: String
        var version: PDFVersion
    }

    public init() {}

    /// - Throws: ``Findings`` that say why the file cannot be an annex, each time it is asked for.
    public func file(_ path: String) throws(Findings) -> AnnexFile { try file(path, .pdf17) }

    /// The file as it goes into documents of that version. Nearly always it is the same one.
    func file(_ path: String, for version: PDFVersion) throws(Findings) -> AnnexFile {
        let usual = try file(path)
        return version == .pdf17 || !usual.hasInlineImages ? usual : try file(path, version)
    }

    private func file(_ path: String, _ version: PDFVersion) throws(Findings) -> AnnexFile {
        let key = Key(path: path, version: version)
        let file = files.withLock { files in
            if let known = files[key] { return known }
            let made = Lazy { () throws(Findings) in try AnnexFile(path: path, for: version) }
            files[key] = made
            return made
        }
        return try file.value()
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
    func attachments(of paths: [String], besides taken: [Attachment]) throws(Findings) -> [Attachment] {
        var names = Set(taken.map(\.name))
        var found: [Attachment] = []
        for path in paths {
            guard var attachment = try file(path).attachment else { continue }
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
