import Agreements
import HouseStyle
import Lint
import Settings
import Spelling
import Typeface

/// The rules with the shipped facts and dictionary.
enum TestLinter {
    static func make() throws -> Linter {
        let root = SeededDefect.root
        let catalogue = try CatalogueReader.read(contentsOf: root + "/fonts/catalogue.yaml")
        let words = WordList(try SourceFile(contentsOf: root + "/facts/fachwoerter.txt").text)
        let dictionary = try SpellingDictionary(from: FontLibrary(catalogue), words: words)
        return Linter(try LintKnowledge(facts: Facts(folder: root + "/facts"), spelling: dictionary))
    }
}
