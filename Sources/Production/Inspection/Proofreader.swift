import Agreements
import DocumentModel
import Findings
import Lint
import Settings
import Spelling
import Typeface

/// The rules of text with everything they need, read once for a run of `check`.
package final class Proofreader {
    private let linter: Linter
    /// What is wrong with the word list.
    let findings: [Finding]

    /// - Throws: ``Failure`` where facts, word list or dictionary cannot be read.
    package init(_ workspace: Workspace, _ supplies: Supplies) throws(Failure) {
        let folder = workspace.folder(of: "facts")
        let words = WordList(try failing(SourceFile(contentsOf: folder + "/fachwoerter.txt").text))
        let dictionary = try failing(SpellingDictionary(from: FontLibrary(supplies.catalogue()), words: words))
        findings = dictionary.withoutEffect.map { entry in
            Finding(
                .hinweis, "fachwort-vorbild", at: .file(folder + "/fachwoerter.txt", line: entry.line, column: 1),
                "„\(entry.word)/\(entry.model ?? "")“: Das Wort hinter „/“ steht nicht im Wörterbuch; „\(entry.word)“ wird nicht gebeugt.",
                remedy: "Nennen Sie hinter „/“ ein Wort in der Grundform, das gebeugt wird wie dieses, zum Beispiel „niedrigschwellig/billig“.")
        }
        linter = Linter(try failing(LintKnowledge(facts: Facts(folder: folder), spelling: dictionary)))
    }

    package func check(_ clause: ClauseSource) -> [Finding] { linter.check(LintText(clause: clause)) }

    func check(_ document: Document, of agreement: String) -> [Finding] { linter.check(LintText(document: document, file: agreement)) }

    /// A text file from anywhere.
    func check(file path: String) -> [Finding] {
        do throws(FindingList) {
            return linter.check(LintText(typescript: try SourceFile(contentsOf: path)))
        } catch { return error.all }
    }
}
