import Agreements
import Assembler
import Findings

/// A file to become an annex of a contract besides those that its agreement names.
public struct AttachedFile: Sendable, Hashable {
    public var path: String
    /// Plain text; `nil`: the file's name.
    public var title: String?
    /// Numbers of the pages that are taken, in the order they are wanted: `3, 1-2`, `4-`; `nil`: all.
    public var pages: String?
    /// What stands for the pages where they cannot be seen, plain text; `nil`: label and title.
    public var alternativeText: String?

    public init(path: String, title: String? = nil, pages: String? = nil, alternativeText: String? = nil) {
        (self.path, self.title, self.pages, self.alternativeText) = (path, title, pages, alternativeText)
    }
}

extension AttachedFile {
    /// - Throws: ``Failure`` 65 where the text is no selection of pages.
    static func selection(_ pages: String) throws(Failure) -> PageSelection {
        if let selection = PageSelection(pages) { return selection }
        throw Failure(
            .data,
            Finding(
                .fehler, "anlage-seiten", at: .option("--pages"), "„\(pages)“ ist keine Auswahl von Seiten.",
                remedy: "Nennen Sie Seiten wie beim Drucken, zum Beispiel „1-3, 7“ (Seiten 1 bis 3 und 7) oder „4-“ (ab Seite 4)."))
    }

    /// Whether a finding says of an attached file that no text leads to it, with advice that only an agreement can follow.
    static func isUnnamed(_ finding: Finding) -> Bool {
        (finding.rule == "anlage-ungenannt" || finding.rule == "anlage-ohne-verweis") && finding.place == .option("--title")
    }

    /// That, as whoever attaches files can use it.
    static func unnamed(count: Int, at place: Place? = nil) -> Finding {
        Finding(
            .hinweis, "anlage-nur-angefuegt", at: place, "Kein Text des Vertrags verweist auf \(count == 1 ? "die angefügte Anlage" : "die angefügten Anlagen").",
            remedy:
                "Soll vereinbart sein, was darin steht, nehmen Sie die Datei in der Vereinbarung unter „anlagen“ auf, nennen Sie sie in einer Klausel mit „{{anlage:…}}“, und erstellen Sie den Vertrag neu."
        )
    }
}

extension AgreementFile {
    /// Puts a file behind the annexes there are.
    ///
    /// - Parameter data: is told where the file lies.
    /// - Throws: ``Failure`` 65 where `pages` are no selection of pages.
    package mutating func attach(_ file: AttachedFile, into data: inout AgreementData) throws(Failure) {
        if let pages = file.pages { _ = try AttachedFile.selection(pages) }
        let last = file.path.split(separator: "/").last.map(String.init) ?? file.path
        // Two files may have one name in two folders.
        let name = "anhang-\(annexes.count + 1)/\(last)"
        data.take(annexFile: name, from: file.path)
        let stem = last.lastIndex(of: ".").map { String(last[..<$0]) } ?? last
        attach(AttachedAnnex(file: name, title: file.title ?? stem.replacing("_", with: " "), pages: file.pages, alternativeText: file.alternativeText))
    }
}
