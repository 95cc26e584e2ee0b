/// An old contract, taken apart.
package struct OldContract: Sendable {
    /// As it was given, and the name that the new files get.
    package var path: String
    package var name: String
    package var title: [String] = []
    package var parties = OldParties()
    package var sections: [OldSection] = []
    package var signatures = OldSignatures()
    package var annexes: [OldAnnex] = []
    /// By identifier.
    var notes: [String: String] = [:]
    package var scheme = OldScheme()
    /// All lines of the file that say something, for the comparison with what came out.
    package var lines: [OldLine] = []
}

/// How it numbers.
package struct OldScheme: Sendable, Hashable {
    /// Of sections; `nil`: they have no numbers.
    package var section: LeadingNumber.Shape?
    /// „§ 1“, „1.“ – a number of the first section, as it stands there.
    var sectionText = ""
    package var absatz: LeadingNumber.Shape?
    var absatzText = ""
    /// Numbers of headings within sections.
    var subsection: LeadingNumber.Shape?
    var subsectionText = ""
    /// Below the Absatz, from the outermost.
    var levels: [LeadingNumber] = []
}

package struct OldSection: Sendable {
    package var number: LeadingNumber?
    package var heading: String
    var headingLine = 0
    package var nodes: [OldNode] = []
    /// Name of the clause's folder.
    var family = ""

    /// „§ 4“, or the heading.
    package var place: String { number.map { $0.text } ?? (heading.isEmpty ? "Anfang" : "„\(heading)“") }
}

/// A paragraph, an item with what belongs to it, a heading within a section, or a table.
package struct OldNode: Sendable {
    package enum Kind: Sendable, Hashable {
        case paragraph, item, subheading
        case table([[String]])
    }

    /// Unique within the contract.
    package var id: Int
    package var kind: Kind
    package var number: LeadingNumber?
    package var text = ""
    package var children: [OldNode] = []
    /// Of the file, from 1.
    package var line = 0
    /// It follows from the order alone that it belongs here.
    var isAttached = false
}

package struct OldParties: Sendable {
    package enum Form: Sendable { case none, block, sentence }
    package var form = Form.none
    package var list: [OldParty] = []
    var lead = "zwischen"
    var closing = ""
    var collective = ""
    /// What could not be taken apart, verbatim: becomes a section of its own.
    package var verbatim: [String] = []
}

package struct OldParty: Sendable, Hashable {
    /// „der“, „dem“; `nil`: the name stands without.
    var article: String?
    package var name: String
    var unit: String?
    var street: String?
    var postcode: String?
    var town: String?
    package var representative: String?
    package var designation: String?

    /// „Frau Berta Beispiel“ acts for herself.
    var isPerson: Bool { name.hasPrefix("Frau ") || name.hasPrefix("Herrn ") || name.hasPrefix("Herr ") }
}

package struct OldSignatures: Sendable {
    package struct Unit: Sendable, Hashable {
        /// Over the line: „Für die Stadt Musterstadt“.
        package var line = ""
        var town: String?
        var asksForPlace = false
        var mandate = ""
        package var name = ""
        package var office = ""
    }

    package var units: [Unit] = []
    var isStacked = false
    var lead = ""
    /// Lines that were read as signatures, from 1.
    var lines: [Int] = []
}

package struct OldAnnex: Sendable {
    /// „1“; empty where there is but one.
    var figure: String
    package var title: String
    /// What the file has of it; empty: only named.
    package var nodes: [OldNode] = []
    /// `anlage-1`
    var key: String { figure.isEmpty ? "anlage" : "anlage-" + OldName.slug(figure) }
}

/// Names of files and fields.
enum OldName {
    /// Small letters without umlauts, digits and hyphens; at most 50 characters.
    static func slug(_ text: String) -> String {
        var result = ""
        for character in text.lowercased() {
            switch character {
            case "ä": result += "ae"
            case "ö": result += "oe"
            case "ü": result += "ue"
            case "ß": result += "ss"
            case "a"..."z", "0"..."9": result.append(character)
            default: if !result.hasSuffix("-"), !result.isEmpty { result.append("-") }
            }
        }
        result = String(result.unicodeScalars.filter { $0.isASCII })
        if result.count > 50 { result = String(result.prefix(50)) }
        while result.hasSuffix("-") { result.removeLast() }
        return result
    }

    /// A name that is not taken; takes it.
    static func unique(_ name: String, _ taken: inout Set<String>) -> String {
        var (candidate, number) = (name, 2)
        while !taken.insert(candidate).inserted {
            candidate = "\(name)-\(number)"
            number += 1
        }
        return candidate
    }
}
