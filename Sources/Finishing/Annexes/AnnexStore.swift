import Findings
import Keeping
import Rendering
import Synchronization

/// The annexes of a run: each file is read and converted once, by whoever asks first, for all documents and workers; where there are very many, those
/// that were asked for lately are kept.
package final class AnnexStore: Sendable {
    private struct Key: Hashable {
        var path: String
        var version: PDFVersion
    }

    private struct Entry {
        let file: Lazy<AnnexFile, FindingList>
        var used: Int
        /// Of what is converted.
        var weight = 0
    }

    private struct Shelf {
        var files: [Key: Entry] = [:]
        /// By name and content: the first of those that are alike.
        var alike: [Key: (file: AnnexFile, path: Key)] = [:]
        var weight = 0
        var turn = 0

        /// Lets go of what was not asked for the longest, but for the last.
        mutating func reduce() {
            while weight > AnnexStore.mostWeight, files.count > 1 {
                guard let oldest = files.filter({ $0.value.weight > 0 }).min(by: { $0.value.used < $1.value.used }) else { return }
                weight -= oldest.value.weight
                files[oldest.key] = nil
                alike = alike.filter { $0.value.path != oldest.key }
            }
        }
    }

    private let shelf = Mutex(Shelf())
    private let drawings = Mutex<[String: Lazy<PictureObject, DrawingError>]>([:])

    /// Bytes. The annexes of an agreement are a few megabytes; those of the rows of a table may be thousands.
    private static let mostWeight = 96 << 20

    package init() {}

    /// - Throws: ``FindingList`` that say why the file cannot be an annex, each time it is asked for.
    package func file(_ path: String) throws(FindingList) -> AnnexFile { try file(path, .pdf17) }

    /// The file as it goes into documents of that version. Nearly always it is the same one.
    func file(_ path: String, for version: PDFVersion) throws(FindingList) -> AnnexFile {
        let usual = try file(path)
        return version == .pdf17 || !usual.hasInlineImages ? usual : try file(path, version)
    }

    private func file(_ path: String, _ version: PDFVersion) throws(FindingList) -> AnnexFile {
        let key = Key(path: path, version: version)
        let lazy = shelf.withLock { shelf in
            shelf.turn += 1
            if let known = shelf.files[key]?.file {
                shelf.files[key]?.used = shelf.turn
                return known
            }
            let made = Lazy { () throws(FindingList) in try AnnexFile(path: path, for: version) }
            shelf.files[key] = Entry(file: made, used: shelf.turn)
            return made
        }
        let file = try lazy.value()
        shelf.withLock { shelf in
            guard shelf.files[key]?.weight == 0 else { return }
            shelf.files[key]?.weight = file.weight
            shelf.weight += file.weight
            shelf.reduce()
        }
        return file
    }

    /// The one that stands for all files of its name and content: a contract that is made again from what it carries unpacks them to
    /// other places, and where a file lay must not show in the bytes.
    func standing(for path: String, in version: PDFVersion = .pdf17) throws(FindingList) -> AnnexFile {
        let file = try file(path, for: version)
        guard let attachment = file.attachment else { return file }
        let key = Key(path: attachment.name + "\u{0}" + file.document.sha256, version: version)
        return shelf.withLock { shelf in
            if let known = shelf.alike[key] { return known.file }
            shelf.alike[key] = (file, Key(path: path, version: version))
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
        var carried: Set<Key> = []
        for path in paths {
            let file = try standing(for: path)
            guard var attachment = file.attachment else { continue }
            // One of a name and content is enough.
            guard carried.insert(Key(path: attachment.name + "\u{0}" + file.document.sha256, version: .pdf17)).inserted else { continue }
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
