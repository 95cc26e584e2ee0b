import Agreements
import Findings
import Settings

/// Annexes that a contract has besides those its agreement names.
extension AgreementFile {
    /// Puts one behind those there are.
    package mutating func attach(_ annex: AttachedAnnex) {
        let place = Place.option("--title")
        var number = 1
        while annexes.contains(where: { $0.key.value == "anhang-\(number)" }) { number += 1 }
        annexes.append(
            AnnexSettings(
                key: Located("anhang-\(number)", at: place), title: .whole(Self.escaped(annex.title), at: place),
                content: .foreign(Located(annex.file, at: .option(annex.file))), alternativeText: annex.alternativeText.map { .whole(Self.escaped($0), at: place) },
                pages: annex.pages.flatMap { PageSelection($0) }, attached: annex))
    }

    /// Titles are Markdown; a punctuation mark after a backslash is itself (CommonMark 0.31, 2.4).
    private static func escaped(_ text: String) -> String {
        var escaped = ""
        for character in text {
            if let byte = character.asciiValue, (0x21...0x7E).contains(byte), !character.isLetter, !character.isNumber { escaped += "\\" }
            escaped.append(character)
        }
        return escaped
    }
}

extension AgreementData {
    /// Takes a file from elsewhere, for the annex that names it so.
    package mutating func take(annexFile name: String, from path: String) { annexFiles[name] = path }
}
