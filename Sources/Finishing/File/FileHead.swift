import Rendering
import Typeface

/// What all files with the same fonts begin with: header, fonts, colour profile.
final class FileHead: Sendable {
    let programs: [FontProgram.Key: FontProgram]
    let version: PDFVersion
    let beginning: FileBeginning
    let fonts: FontReferences
    let profile: PDFReference

    init(_ programs: [FontProgram.Key: FontProgram], version: PDFVersion, _ packer: ObjectPacker) {
        self.programs = programs
        self.version = version
        var file = PDFFile(version: version, packer: packer)
        fonts = FontReferences(programs, &file)
        profile = file.addStream(OutputProfile.compressed) { $0.text("/N 3/Filter/FlateDecode") }
        beginning = file.beginning(behind: nil)
    }
}

/// What files with the same head begin with where they have as many pages and show the same pictures and foreign pages: an annex's fonts and
/// images are the greater part of a contract, and the same for all partners.
struct FileOpening: Sendable {
    let head: FileHead
    let groups: [Group]
    let catalog: PDFReference
    let pageTree: PDFReference
    let pages: [PDFReference]
    let beginning: FileBeginning
    /// Of the objects of each group; number 0 for those that were left out.
    let references: [ObjectIdentifier: [PDFReference]]

    /// Objects of pictures, in the order of the pages.
    struct Group: Sendable, Equatable {
        let objects: SharedObjects
        /// Indices of those that are left out.
        let omitted: Set<Int>

        static func == (a: Group, b: Group) -> Bool { a.objects === b.objects && a.omitted == b.omitted }
    }

    init(behind head: FileHead, pages count: Int, _ groups: [Group], _ packer: ObjectPacker) {
        self.head = head
        self.groups = groups
        var file = PDFFile(behind: head.beginning, room: groups.reduce(0) { $0 + $1.objects.group.byteCount }, packer: packer)
        catalog = file.reserve()
        pageTree = file.reserve()
        pages = (0..<count).map { _ in file.reserve() }
        var references: [ObjectIdentifier: [PDFReference]] = [:]
        for group in groups { references[ObjectIdentifier(group.objects)] = file.add(group.objects.group, without: group.omitted) }
        self.references = references
        beginning = file.beginning(behind: head.beginning)
    }

    fileprivate var size: Int { beginning.length - head.beginning.length }
}

/// Openings of the latest files. Belongs to one worker.
struct FileOpenings {
    /// The latest first.
    private var openings: [FileOpening] = []
    /// Files of a series differ by a page or two, and by letters that the usual fonts lack.
    private static let kept = 8
    /// Bytes of pictures in all of them; with more, nothing but the last one is kept.
    private static let size = 16 << 20

    mutating func opening(behind head: FileHead, pages: Int, _ groups: [FileOpening.Group], _ packer: ObjectPacker) -> FileOpening {
        if let index = openings.firstIndex(where: { $0.head === head && $0.pages.count == pages && $0.groups == groups }) {
            let known = openings.remove(at: index)
            openings.insert(known, at: 0)
            return known
        }
        let made = FileOpening(behind: head, pages: pages, groups, packer)
        openings.insert(made, at: 0)
        while openings.count > 1, openings.count > Self.kept || openings.reduce(0, { $0 + $1.size }) > Self.size { openings.removeLast() }
        return made
    }
}

/// Where the fonts of some faces stand in a file.
struct FontReferences: Sendable {
    private var references: [FontProgram.Key: PDFReference] = [:]

    init() {}

    init(_ programs: [FontProgram.Key: FontProgram], _ file: inout PDFFile) {
        for (key, program) in programs.sorted(by: { $0.key < $1.key }) { add(program, as: key, file.add(program.objects)) }
    }

    /// - Parameter objects: the program's objects in the file.
    mutating func add(_ program: FontProgram, as key: FontProgram.Key, _ objects: [PDFReference]) { references[key] = objects[program.root] }

    subscript(resource: FontResource) -> PDFReference? { references[resource.key] }
}
