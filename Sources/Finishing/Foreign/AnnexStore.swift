import Findings
import Rendering
import Synchronization

/// The annexes of a run: each file is read and converted once, by whoever asks first, for all documents and workers.
public final class AnnexStore: Sendable {
    private let files = Mutex<[String: Lazy<AnnexFile, FindingList>]>([:])
    private let drawings = Mutex<[String: Lazy<PictureObject, DrawingError>]>([:])

    public init() {}

    /// - Throws: ``FindingList`` that say why the file cannot be an annex, each time it is asked for.
    public func file(_ path: String) throws(FindingList) -> AnnexFile {
        let file = files.withLock { files in
            if let known = files[path] { return known }
            let made = Lazy { () throws(FindingList) in try AnnexFile(path: path) }
            files[path] = made
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
    func attachments(of paths: [String], besides taken: [Attachment]) throws(FindingList) -> [Attachment] {
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
