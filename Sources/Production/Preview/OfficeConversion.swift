import Findings
import Finishing
import Foundation
import Rendering

/// A file that an office program has written, by its name's ending.
public enum OfficeFile: String, Sendable, CaseIterable {
    case docx, odt, xlsx, ods

    /// By the name and the first bytes (all four are ZIP archives); `nil`: it is something else.
    public init?(name: String, path: String) {
        guard let dot = name.lastIndex(of: "."), let kind = OfficeFile(rawValue: name[name.index(after: dot)...].lowercased()),
            FileLook.head(path, 4) == [0x50, 0x4B, 3, 4]
        else { return nil }
        self = kind
    }

    fileprivate var filter: String {
        switch self {
        case .docx, .odt: "writer_pdf_Export"
        case .xlsx, .ods: "calc_pdf_Export"
        }
    }
}

/// Makes PDF/A of files of office programs.
public struct OfficeConversion: Sendable {
    private let convert: @Sendable (_ bytes: [UInt8], _ kind: OfficeFile) throws(Failure) -> [UInt8]?

    /// - Parameter convert: gives `nil` where nothing can be made of a file.
    public init(_ convert: @escaping @Sendable (_ bytes: [UInt8], _ kind: OfficeFile) throws(Failure) -> [UInt8]?) { self.convert = convert }

    /// Takes seconds.
    ///
    /// - Throws: ``Failure`` 65 where nothing can be made of the file, 69 where the helper fails.
    public func pdf(of path: String, _ kind: OfficeFile) throws(Failure) -> [UInt8] {
        guard let bytes = FileManager.default.contents(atPath: path) else { throw Failure(.data, OfficeConversion.notToConvert(path)) }
        guard let made = try convert(Array(bytes), kind), made.starts(with: Array("%PDF-".utf8)) else { throw Failure(.data, OfficeConversion.notToConvert(path)) }
        return made
    }

    private static func notToConvert(_ path: String) -> Finding {
        Finding(
            .fehler, "anlage-nicht-umzuwandeln", at: .file(path),
            "„\(path)“ lässt sich nicht in ein PDF umwandeln: Die Datei ist beschädigt, mit einem Kennwort geschützt oder zu umfangreich.", remedy: OtherFormat.archive.remedy)
    }
}

extension OfficeConversion {
    /// LibreOffice in bubblewrap (bwrap(1)), where both are installed and the system lets processes be confined; else `nil`.
    ///
    /// The process sees the programs of the system and nothing else: no network, so that what a document links to is never fetched, no file of
    /// anybody, and a disk in memory that goes with it. The document comes by standard input and the PDF leaves by standard output.
    public static let installed: OfficeConversion? = {
        guard let found = try? ConfinedProgram.output(Confinement.program, confinement + ["sh", "-c", "command -v soffice"], input: []), !found.isEmpty else { return nil }
        return OfficeConversion { (bytes: [UInt8], kind: OfficeFile) throws(Failure) -> [UInt8]? in
            return try failing(
                listing(
                    ConfinedProgram.Obstacle.self,
                    ConfinedProgram.output(Confinement.program, confinement + ["--ro-bind-data", "0", "/tmp/datei.\(kind.rawValue)"] + command(kind), input: bytes)))
        }
    }()

    /// Bytes of that disk.
    private static let room = 512 << 20

    private static let confinement = Confinement.words(
        readable: ["/etc/fonts", "/etc/libreoffice", "/var/lib/libreoffice", "/var/cache/fontconfig"], room: room)

    /// PDF/A-2 (`SelectPdfVersion`) with its structure, as the PDF export's dialogue names it.
    private static func command(_ kind: OfficeFile) -> [String] {
        let options = #"{"SelectPdfVersion":{"type":"long","value":"2"},"UseTaggedPDF":{"type":"boolean","value":"true"}}"#
        return [
            "sh", "-c",
            #"soffice --headless --norestore --nolockcheck -env:UserInstallation=file:///tmp/profil --convert-to "$1" --outdir /tmp/aus "$2" >&2 && cat /tmp/aus/datei.pdf"#,
            "sh", "pdf:\(kind.filter):\(options)", "/tmp/datei.\(kind.rawValue)",
        ]
    }
}
