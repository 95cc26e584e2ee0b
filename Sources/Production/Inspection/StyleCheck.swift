import Assembler
import Findings
import HouseStyle
import Settings

/// Whether a text can be a house style, before somebody saves it.
public enum StyleCheck {
    /// - Throws: all findings of the text at once.
    public static func check(_ bytes: [UInt8], path: String) throws(FindingList) { _ = try StyleReader.read(SourceFile(bytes: bytes, path: path).text, file: path) }
}

extension Workspace {
    /// Names of the styles that an agreement can name: the library's own and the program's, sorted.
    public var styleNames: [String] {
        Set([library, resources].flatMap { files(in: $0 + "/styles", ending: ".yaml") }).map { String($0.dropLast(5)) }.sorted()
    }

    /// Names of the bodies of the library, sorted.
    public var bodyNames: [String] { files(in: library + "/stellen", ending: ".yaml").map { String($0.dropLast(5)) } }

    /// Files that annexes can be made of: below `agreements/`, as an agreement names them, sorted.
    public var annexFileNames: [String] {
        let endings = [".pdf", ".md", ".png", ".jpg", ".jpeg", ".svg", ".tif", ".tiff"]
        return endings.flatMap { files(in: library + "/agreements/anlagen", ending: $0) }.map { "anlagen/" + $0 }.sorted()
    }

    /// Pictures beside the bodies, as these name them, sorted.
    public func armsFileNames(ending: String) -> [String] { files(in: library + "/stellen/wappen", ending: ending).map { "wappen/" + $0 } }

    /// The file of a style: the library's own, else the program's.
    ///
    /// - Throws: that there is no such style.
    public func styleFile(_ name: String) throws(Failure) -> String { try failing(path(ofStyle: name)) }
}
