import DocumentModel
import Findings

extension AgreementFile {
    /// The clauses around the changes of an amendment, in order: `nachtrag/aenderungen`, `nachtrag/geltung`.
    package static let amendmentClauses = ["aenderungen", "geltung"]
    package static let amendmentFamily = "nachtrag"

    /// What an amendment of this agreement's contracts is assembled from: the same parties, signatures, pages and style, with the frame of an
    /// amendment in place of the clauses.
    ///
    /// Its own parts are called Artikel, so that nobody takes them for parts of the contract.
    ///
    /// - Parameter title: „2. Nachtrag“, above the contract's own title.
    package func amendment(called title: String) -> AgreementFile {
        let place = Place.option(title)
        var frame = parts
        frame.title = [.whole(title, at: place)] + self.title
        frame.shortTitle = .whole("\(title): \((shortTitle ?? self.title.first)?.value ?? "")", at: place)
        (frame.cover, frame.letter, frame.draft, frame.abbreviation) = (nil, nil, nil, nil)
        (frame.hasTableOfContents, frame.printsShortTitle, frame.printsLegalLines) = (false, false, false)
        frame.numbering = NumberingSettings(section: .article, paragraph: .brackets, levels: [.dotted, .letter, .dash])
        frame.references = ReferenceSettings(isSpelledOut: true, document: "dieses Nachtrags")
        frame.annexes = []
        // „zwischen dem Landkreis A und der Stadt B …“
        if parties.grammaticalCase == .dative, parties.closing != nil { frame.parties.closing = .whole("wird folgender Nachtrag vereinbart:", at: place) }
        frame.clauses = Self.amendmentClauses.map { variant in
            .clause(ClauseUse(mention: ClauseMention(family: Self.amendmentFamily, variant: variant, place: place)))
        }
        return AgreementFile(frame)
    }

    /// Takes a clause out, wherever it stands.
    ///
    /// - Parameter name: `kuendigung/frist`.
    /// - Returns: whether there was one.
    package mutating func remove(clause name: String) -> Bool {
        var found = false
        clauses = clauses.compactMap { entry in
            switch entry {
            case .clause(let use):
                guard use.mention.isAbout(name) else { return entry }
                found = true
                return nil
            case .group(var group):
                let count = group.clauses.count
                group.clauses.removeAll { $0.mention.isAbout(name) }
                found = found || group.clauses.count < count
                return group.clauses.isEmpty ? nil : .group(group)
            }
        }
        return found
    }

    /// Puts a clause behind another one, into the section of several clauses that it stands in; behind `nil` before all others.
    ///
    /// - Parameter name: `datenschutz/ki`.
    /// - Returns: whether there is what it is to stand behind.
    package mutating func insert(clause name: String, after other: String?) -> Bool {
        let parts = name.split(separator: "/").map(String.init)
        guard parts.count == 2 else { return false }
        let use = ClauseUse(mention: ClauseMention(family: parts[0], variant: parts[1], place: .option(name)))
        guard let other else {
            clauses.insert(.clause(use), at: 0)
            return true
        }
        for index in clauses.indices {
            switch clauses[index] {
            case .clause(let before):
                guard before.mention.isAbout(other) else { continue }
                var own = use
                own.isAfterSignatures = before.isAfterSignatures
                clauses.insert(.clause(own), at: index + 1)
                return true
            case .group(var group):
                guard let place = group.clauses.firstIndex(where: { $0.mention.isAbout(other) }) else { continue }
                group.clauses.insert(use, at: place + 1)
                clauses[index] = .group(group)
                return true
            }
        }
        return false
    }
}

extension ClauseMention {
    /// Whether the clause of that name can be meant: a family's name means each of its variants.
    fileprivate func isAbout(_ name: String) -> Bool { variant.map { "\(family)/\($0)" == name } ?? name.hasPrefix(family + "/") }
}
