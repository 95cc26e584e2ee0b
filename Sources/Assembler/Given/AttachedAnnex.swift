import Findings

/// Annexes that a finished contract gets afterwards, besides those its agreement names.
extension AgreementFile {
    /// - Parameters:
    ///   - title: plain text.
    ///   - file: the name by which ``AgreementData/take(annexFile:from:)`` is told where it is.
    public mutating func attach(title: String, file: String) {
        let place = Place.option("--title")
        var number = 1
        while annexes.contains(where: { $0.key.value == "anhang-\(number)" }) { number += 1 }
        annexes.append(
            AnnexSettings(
                key: Located("anhang-\(number)", at: place), title: .whole(Self.escaped(title), at: place),
                content: .foreign(Located(file, at: .option(file))), attachedTitle: title))
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
    public mutating func take(annexFile name: String, from path: String) { annexFiles[name] = path }
}
