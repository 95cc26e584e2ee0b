import Findings
import Rendering
import Synchronization

/// The annexes of a run: each file is read and converted once, by whoever asks first, for all documents and workers.
public final class AnnexStore: Sendable {
    private let files = Mutex<[String: Lazy<AnnexFile, Findings>]>([:])
    private let drawings = Mutex<[String: Lazy<PictureObject, DrawingError>]>([:])

    /// By name and content: the first of those that are alike.
    private let alike = Mutex<[String: AnnexFile]>([:])

    public init() {}

    /// - Throws: ``Findings`` that say why the file cannot be an annex, each time it is asked for.
    public func file(_ path: String) throws(Findings) -> AnnexFile {
        let file = files.withLock { files in
            if let known = files[path] { return known }
            let made = Lazy { () throws(Findings) in try AnnexFile(path: path) }
            files[path] = made
            return made
        }
        return try file.value()
    }

    /// The one that stands for all files of its name and content: a contract that is made again from what it carries unpacks them to
    /// other places, and where a file lay must not show in the bytes.
    func standing(for path: String) throws(Findings) -> AnnexFile {
        let file = try file(path)
        guard let attachment = file.attachment else { return file }
        let key = attachment.name + "\u{0}" + file.document.sha256
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
    func attachments(of paths: [String], besides taken: [Attachment]) throws(Findings) -> [Attachment] {
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
