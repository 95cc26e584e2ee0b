import Checksum
import DocumentModel

/// What the mark on a page says: which contract, copy and page. Twenty-four capitals and digits, the last three of which prove the others.
package struct PageMark: Sendable, Hashable {
    package let identity: CopyIdentity
    /// From 1.
    package let page: Int
    /// Pages of the contract.
    package let count: Int

    /// Characters of a mark.
    package static let length = 24
    /// The most copies and pages that can be told apart.
    package static let copyLimit = 1023
    package static let pageLimit = 32767
    /// Characters of a contract.
    static let contractLength = 12
    /// Of the format; another one is another format.
    private static let sign = "K"

    /// - Parameters:
    ///   - page: from 1.
    ///   - count: pages of the contract.
    package init(_ identity: CopyIdentity, page: Int, of count: Int) {
        self.identity = identity
        self.page = page
        self.count = count
    }

    /// As the symbol holds it; `nil` where a number is too large for it.
    package var text: String? {
        guard (0...Self.copyLimit).contains(identity.copy), (1...Self.pageLimit).contains(count), (1...count).contains(page),
            identity.contract.utf8.count == Self.contractLength
        else { return nil }
        let content =
            Self.sign + identity.contract + Base32.text(UInt64(identity.copy), digits: 2) + Base32.text(UInt64(page), digits: 3)
            + Base32.text(UInt64(count), digits: 3)
        return content + Self.proof(of: content)
    }

    /// Reads a symbol's characters; `nil` for any other symbol, and where one character is not what it was.
    package init?(_ text: String) {
        guard text.utf8.count == Self.length, text.hasPrefix(Self.sign) else { return nil }
        let content = String(text.dropLast(3))
        guard Self.proof(of: content) == text.suffix(3) else { return nil }
        let parts = content.dropFirst()
        let numbers = parts.dropFirst(Self.contractLength)
        guard let copy = Base32.number(numbers.prefix(2)), let page = Base32.number(numbers.dropFirst(2).prefix(3)),
            let count = Base32.number(numbers.suffix(3)), page > 0, page <= count, Base32.number(parts.prefix(Self.contractLength)) != nil
        else { return nil }
        self.init(CopyIdentity(contract: String(parts.prefix(Self.contractLength)), copy: Int(copy)), page: Int(page), of: Int(count))
    }

    /// For people: „Kennung 3F7K-9QRS-T2XX · Ausfertigung 2 · Seite 3 von 12“.
    package var letters: String {
        let copy = identity.copy > 0 ? " · Ausfertigung \(identity.copy)" : ""
        return "Kennung \(PageMark.grouped(identity.contract))\(copy) · Seite \(page) von \(count)"
    }

    /// Four characters at a time: `3F7K-9QRS-T2XX`.
    package static func grouped(_ contract: String) -> String {
        var text = ""
        for (index, character) in contract.enumerated() {
            if index > 0, index.isMultiple(of: 4) { text += "-" }
            text.append(character)
        }
        return text
    }

    /// A contract's twelve characters: the beginning of the checksum of all that it says. Among 100,000 contracts two are the same once in 10⁸
    /// collections; what is filed by a mark is compared with the contract's own pages besides.
    package static func contract(saying words: [String]) -> String {
        var sum = SHA256.Running()
        // With its length before it no text can run into the next.
        for word in words { sum.add(Array("\(word.utf8.count):\(word)".utf8)) }
        return Base32.text(sum.digest.prefix(8).reduce(0) { $0 << 8 | UInt64($1) } >> 4, digits: contractLength)
    }

    private static func proof(of content: String) -> String {
        var sum = SHA256.Running()
        sum.add(Array(content.utf8))
        return Base32.text(sum.digest.prefix(2).reduce(0) { $0 << 8 | UInt64($1) } >> 1, digits: 3)
    }
}

/// Crockford's digits: none of them is taken for another.
enum Base32 {
    private static let digits = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ".utf8)

    /// The lowest places of a number.
    static func text(_ number: UInt64, digits count: Int) -> String {
        String(decoding: (0..<count).reversed().map { digits[Int(number >> (5 * UInt64($0)) & 31)] }, as: UTF8.self)
    }

    /// - Returns: `nil` for what is no such number, or has more than 12 digits.
    static func number(_ text: some StringProtocol) -> UInt64? {
        guard (1...12).contains(text.utf8.count) else { return nil }
        var number: UInt64 = 0
        for byte in text.utf8 {
            guard let digit = digits.firstIndex(of: byte) else { return nil }
            number = number << 5 | UInt64(digit)
        }
        return number
    }
}
