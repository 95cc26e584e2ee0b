import Checksum
import Rendering
import Typeface

/// A finished PDF. Files of a batch begin alike, so their beginning is kept once and never copied.
package struct FinishedFile: Sendable, Hashable {
    /// Header, fonts, colour profile.
    package let head: [UInt8]
    package let rest: [UInt8]
    /// Of all bytes, 64 lower-case hexadecimal digits.
    package let sha256: String

    /// One after the other they are the file.
    package var parts: [[UInt8]] { [head, rest] }

    package var bytes: [UInt8] { head + rest }
}

/// What all files with the same fonts begin with.
struct FileHead: Sendable {
    let programs: [FontID: FontProgram]
    let version: PDFVersion
    let bytes: [UInt8]
    /// By object number, as in ``FileEnd``.
    let offsets: [Int]
    /// Of the bytes.
    let checksum: SHA256.Running
    let fonts: FontReferences
    let profile: PDFReference

    init(_ programs: [FontID: FontProgram], version: PDFVersion) {
        self.programs = programs
        self.version = version
        var file = PDFFile(version: version)
        fonts = FontReferences(programs, &file)
        profile = file.addStream(OutputProfile.compressed) { $0.text("/N 3/Filter/FlateDecode") }
        offsets = file.offsets
        bytes = file.take()
        var checksum = SHA256.Running()
        checksum.add(bytes)
        self.checksum = checksum
    }
}

/// Where the fonts of some faces stand in a file.
struct FontReferences: Sendable {
    private var references: [FontKey: PDFReference] = [:]

    private struct FontKey: Hashable {
        var font: FontID
        var key: FontProgram.Key
    }

    init() {}

    init(_ programs: [FontID: FontProgram], _ file: inout PDFFile) {
        for (font, program) in programs.sorted(by: { $0.key < $1.key }) { add(program, of: font, file.add(program.objects)) }
    }

    /// - Parameter objects: the program's objects in the file.
    mutating func add(_ program: FontProgram, of font: FontID, _ objects: [PDFReference]) {
        for (key, index) in program.roots { references[FontKey(font: font, key: key)] = objects[index] }
    }

    subscript(resource: FontResource) -> PDFReference? {
        let key = FontProgram.Key(variant: resource.face.variant, subset: resource.subset)
        return references[FontKey(font: resource.face.font, key: key)]
    }
}
