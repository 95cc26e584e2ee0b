import DocumentModel
import Findings
import Finishing
import Foundation
import Rendering

/// What is printed for one partner, in order.
struct PrintSet {
    struct Part {
        /// Of its bookmark.
        var title: String
        var pages: DrawnDocument

        /// Printed on both sides.
        var sheets: Int { (pages.pages.count + 1) / 2 }
    }

    var title: String
    var info: DocumentInfo
    var parts: [Part] = []
}

/// Puts sets into volumes. A set is parted only where it does not fit into a volume of its own, and then between its parts.
struct PrintBinder {
    private let options: PrintOptions
    private var open: OpenVolume?
    private var done: [(temporary: String, pages: Int)] = []

    private let claims: OutputClaims
    private let output: OutputClaims.Output

    /// - Parameter output: of the only volume; where there are several, their names follow from its name.
    init(_ options: PrintOptions, _ claims: OutputClaims, _ output: OutputClaims.Output) {
        self.options = options
        self.claims = claims
        self.output = output
    }

    mutating func add(_ set: PrintSet, _ press: Press) throws(Failure) {
        let sheets = set.parts.reduce(0) { $0 + $1.sheets }
        if let limit = options.sheets, sheets > limit {
            for part in set.parts { try add(PrintSet(title: set.title, info: set.info, parts: [part]), sheets: part.sheets, press) }
        } else {
            try add(set, sheets: sheets, press)
        }
    }

    private mutating func add(_ set: PrintSet, sheets: Int, _ press: Press) throws(Failure) {
        if let limit = options.sheets, let volume = open, volume.sheets > 0, volume.sheets + sheets > limit { try close() }
        if open == nil { open = try OpenVolume(set.info, path: options.path, number: done.count + 1) }
        try open?.add(set, press)
    }

    private mutating func close() throws(Failure) {
        guard let volume = open else { return }
        let file = try volume.close()
        done.append((file, volume.pages))
        open = nil
    }

    /// Gives the volumes their names, all at the end: they are numbered only where there are several.
    mutating func finish() throws(Failure) -> [PrintedVolume] {
        try close()
        var volumes: [PrintedVolume] = []
        let staged = StagedFiles()
        for (index, volume) in done.enumerated() {
            let path = done.count == 1 ? options.path : PrintBinder.name(options.path, index + 1, of: done.count)
            staged.adopt(volume.temporary, as: path)
            try claims.check(path, like: output)
            volumes.append(PrintedVolume(path: path, pages: volume.pages))
        }
        try staged.commit()
        return volumes
    }

    /// `druck.pdf` becomes `druck-02.pdf`.
    static func name(_ path: String, _ number: Int, of count: Int) -> String {
        let stem = path.lowercased().hasSuffix(".pdf") ? String(path.dropLast(4)) : path
        let digits = String(number)
        let zeros = String(repeating: "0", count: max(0, String(count).count - digits.count))
        return "\(stem)-\(zeros)\(digits).pdf"
    }
}

/// A volume being written.
private final class OpenVolume {
    private let volume: PrintVolume
    private let file: FileWriter
    private let path: String

    init(_ info: DocumentInfo, path: String, number: Int) throws(Failure) {
        let folder = path.parentPath
        try AtomicFile.makeFolder(folder.isEmpty ? "." : folder, for: path)
        self.path = "\(folder.isEmpty ? "." : folder)/.klauselwerk-druck-\(number)-\(path.lastPathName)"
        file = try FileWriter(self.path + ".fertig", temporary: self.path + ".tmp")
        volume = PrintVolume(info: info)
    }

    var pages: Int { volume.pageCount }
    var sheets: Int { (volume.pageCount + 1) / 2 }

    func add(_ set: PrintSet, _ press: Press) throws(Failure) {
        for (index, part) in set.parts.enumerated() {
            volume.turnToFront()
            if index == 0 { volume.bookmark(set.title) }
            volume.bookmark(part.title, isNested: true)
            try press.print(part.pages, into: volume)
        }
        volume.turnToFront()
        try file.write(volume.take())
    }

    /// Returns where the finished file waits for its name.
    func close() throws(Failure) -> String {
        try file.write(volume.finish())
        try file.finish()
        return path + ".fertig"
    }
}
