import Rendering
import Synchronization

/// What a foreign file says about its structure, ready to be carried over for any of its pages.
final class AnnexStructure: Sendable {
    enum Outcome: Sendable {
        /// The file has none.
        case untagged
        case defective(StructureDefect)
        case carried(Content)
        case made(Made)
        /// A program that reads scans could not be run as it has to be: another run would give other bytes.
        case hindered(ConfinedProgram.Obstacle)

        /// Whether there is something to put below the annex.
        var isCarried: Bool {
            switch self {
            case .untagged, .defective: false
            case .carried, .made, .hindered: true
            }
        }
    }

    /// What stands below the annex.
    struct Content: Sendable {
        /// Of the file.
        var language: String?
        var elements: [AnnexElement]
        /// Pages with figures that nobody has described, from 0.
        var undescribed: [Int]
    }

    /// What was made of what the pages show.
    struct Made: Sendable {
        var content: Content
        /// Pages that stay pictures, from 0, with the reason, a German clause.
        var failures: [Int: String]
        /// Pages whose text was recognised, from 0, with how sure that is, of 100.
        var recognised: [Int: Int]
        /// Pages on which another order could be meant.
        var uncertain: [Int]
        /// Why the structure that the file brings is of no use; `nil`: it brings none.
        var defect: String?
        var tally: UntaggedTally
    }

    private let outcomes = Mutex<[Set<Int>: Outcome]>([:])
    private let make: @Sendable (Set<Int>) -> Outcome
    private let forms: [Int: MarkedForm]
    private let later: @Sendable (Int) -> MarkedForm?

    /// The file has no structure.
    static let none = AnnexStructure(forms: [:]) { _ in .untagged }

    /// - Parameters:
    ///   - forms: by page, from 0.
    ///   - later: those of pages that are read only when they are asked for; `nil` for others.
    init(forms: [Int: MarkedForm], later: @escaping @Sendable (Int) -> MarkedForm? = { _ in nil }, _ make: @escaping @Sendable (Set<Int>) -> Outcome) {
        self.forms = forms
        self.later = later
        self.make = make
    }

    /// What a page of a carried or made structure is drawn with.
    /// - Parameter page: from 0.
    func form(_ page: Int) -> MarkedForm? { forms[page] ?? later(page) }

    /// The structure of these pages, from 0; made once.
    func outcome(_ pages: Set<Int>) -> Outcome {
        outcomes.withLock { outcomes in
            if let known = outcomes[pages] { return known }
            let made = make(pages)
            outcomes[pages] = made
            return made
        }
    }
}
