import Settings

/// Addresses of pages and people, and names of files, as they stand in a text: „www.example.org/impressum“, „info@example.org“, „Antrag.pdf“.
enum WrittenAddress {
    /// Longer ones are told by their first letters, or not at all.
    private static let longest = 200

    /// Whether the text begins with one of a kind that is told by its beginning, or an address of a person.
    static func begins(_ text: ArraySlice<Unicode.Scalar>) -> Bool {
        let token = String(String.UnicodeScalarView(text.prefix(longest).prefix { !$0.isWhiteSpace }))
        return isMarked(token)
    }

    /// Whether what stands before a full stop is one.
    /// - Parameter isAbbreviation: of a part in lower case: „vgl.abs“ is no host.
    static func ends(_ text: ArraySlice<Unicode.Scalar>, isAbbreviation: (String) -> Bool) -> Bool {
        let scalars = text.suffix(longest).reversed().prefix { !$0.isWhiteSpace }.reversed().drop { "(„‚«»<[".unicodeScalars.contains($0) }
        let token = String(String.UnicodeScalarView(scalars))
        guard token.contains(".") || token.contains(":") else { return false }
        return isMarked(token) || isFile(token) || isHost(token, isAbbreviation)
    }

    private static func isMarked(_ token: String) -> Bool {
        if token.hasPrefix("www.") || token.contains("://") { return true }
        guard let at = token.firstIndex(of: "@"), at > token.startIndex else { return false }
        return token[at...].contains(".")
    }

    /// What clerks name files by.
    private static let endings: Set<String> = [
        "pdf", "doc", "docx", "dotx", "odt", "rtf", "txt", "md", "xls", "xlsx", "xlsm", "ods", "csv", "tsv", "ppt", "pptx", "odp", "jpg", "jpeg", "png", "tif", "tiff", "gif",
        "svg", "heic", "webp", "zip", "xml", "html", "htm", "json", "jsonl", "yaml", "yml", "eml", "msg",
    ]

    private static func isFile(_ token: String) -> Bool {
        guard let point = token.lastIndex(of: "."), point > token.startIndex else { return false }
        return endings.contains(token[token.index(after: point)...].lowercased())
    }

    /// „kita-muster.org“: parts of two or more small letters. „z.B“ has single ones, „Dipl.-Päd“ capitals.
    private static func isHost(_ token: String, _ isAbbreviation: (String) -> Bool) -> Bool {
        let parts = token.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count > 1, let last = parts.last, last.allSatisfy(\.isLetter) else { return false }
        return parts.allSatisfy { part in part.count > 1 && part.unicodeScalars.allSatisfy { $0.properties.isLowercase || ("0"..."9").contains($0) || $0 == "-" } }
            && !parts.dropLast().contains { isAbbreviation(String($0)) }
    }

}
