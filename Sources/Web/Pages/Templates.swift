import Findings
import Foundation
import Mustache
import Production

/// The page's templates (`web/vorlagen/*.mustache`), read once at the start. They escape every value; `{{{…}}}` stands only where HTML of ours goes in.
struct Templates: Sendable {
    private let library: MustacheLibrary

    /// - Throws: ``Failure`` where one is missing or broken: the program was installed in parts.
    init(folder: String) throws(Failure) {
        var library = MustacheLibrary()
        do {
            for name in try FileManager.default.contentsOfDirectory(atPath: folder).sorted() where name.hasSuffix(".mustache") {
                try library.register(try String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8), named: String(name.dropLast(9)))
            }
        } catch { throw Templates.broken(folder) }
        guard library.getTemplate(named: "seite") != nil else { throw Templates.broken(folder) }
        self.library = library
    }

    /// - Parameters:
    ///   - name: of a template.
    ///   - values: an empty text counts as there (``shown(_:)``).
    /// - Throws: ``Problem`` where there is no such template.
    func render(_ name: String, _ values: [String: Any]) throws(Problem) -> String {
        guard let text = library.render(values, withTemplate: name) else { throw .failed }
        return text
    }

    static func broken(_ folder: String) -> Failure {
        Failure(
            .inputMissing,
            Finding(
                .fehler, "oberflaeche-unvollstaendig", at: .file(folder), "Die Vorlagen der Oberfläche sind nicht zu finden oder beschädigt.",
                remedy: "Richten Sie das Programm mit „make install“ neu ein."))
    }
}

/// What a section of a template is shown over: a text, unless it is empty. (A section over an empty text is shown in swift-mustache 2.1.)
func shown(_ text: String?) -> Any { text.flatMap { $0.isEmpty ? nil : $0 } ?? false }

/// What a section is shown over: values, unless there are none.
func shown(values: [String: Any]?) -> Any {
    if let values { return values }
    return false
}
