import Findings
import Rendering

/// The foreign files of a run, each read and converted once a worker.
final class ForeignShelf {
    private var files: [String: ForeignPDF] = [:]

    func file(_ path: String) throws(Findings) -> ForeignPDF {
        if let known = files[path] { return known }
        let opened = try ForeignPDF(path: path)
        files[path] = opened
        return opened
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
