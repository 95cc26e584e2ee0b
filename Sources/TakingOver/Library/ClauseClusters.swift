/// Sections of several contracts that say the same: how often, and in how many wordings.
package struct ClauseClusters: Sendable {
    package struct Cluster: Sendable, Hashable {
        /// The heading that most of them have.
        package var heading: String
        /// Names of the contracts, sorted.
        package var contracts: [String]
        /// Each with the contracts that have it, the most frequent first.
        package var wordings: [Wording]
    }

    package struct Wording: Sendable, Hashable {
        package var text: String
        package var contracts: [String]
    }

    package private(set) var all: [Cluster] = []
    /// Two sections are one clause from so much likeness on.
    static let likeness = 0.55
    /// Under the same heading less will do.
    static let likenessUnderHeading = 0.4
    /// Sections that are compared; beyond that the folder is taken over in parts.
    static let most = 6_000

    package init(_ contracts: [OldContract]) {
        let sections = contracts.flatMap { contract in contract.sections.map { (contract: contract.name, section: $0) } }.prefix(Self.most)
        let bags = sections.map { WordBag($0.section.wording) }
        let headings = sections.map { OldName.slug($0.section.heading) }
        var root = Array(sections.indices)
        func top(_ index: Int) -> Int {
            var index = index
            while root[index] != index {
                root[index] = root[root[index]]
                index = root[index]
            }
            return index
        }
        for one in sections.indices {
            for other in sections.indices where other > one && top(one) != top(other) {
                let isNamed = !headings[one].isEmpty && headings[one] == headings[other]
                let least = isNamed ? Self.likenessUnderHeading : Self.likeness
                if bags[one].mostLikeness(to: bags[other]) >= least, bags[one].likeness(to: bags[other]) >= least { root[top(other)] = top(one) }
            }
        }
        let groups = Dictionary(grouping: sections.indices) { top($0) }
        // Of those that are alike in number and heading the one that comes first in the files.
        let clusters = groups.values.map { members in (first: members.first ?? 0, cluster: Self.cluster(members.map { sections[$0] })) }
        all = clusters.sorted {
            ($1.cluster.contracts.count, $0.cluster.heading, $0.first) < ($0.cluster.contracts.count, $1.cluster.heading, $1.first)
        }.map(\.cluster)
    }

    private static func cluster(_ members: [(contract: String, section: OldSection)]) -> Cluster {
        let headings = Dictionary(grouping: members.map(\.section.heading)) { $0 }.mapValues(\.count)
        let heading = headings.min { ($1.value, $0.key) < ($0.value, $1.key) }?.key ?? ""
        let texts = Dictionary(grouping: members) { WordBag.words($0.section.wording).joined(separator: " ") }
        let wordings = texts.values.map { same in
            Wording(text: same.map(\.section.wording).min() ?? "", contracts: Set(same.map(\.contract)).sorted())
        }.sorted { ($1.contracts.count, $0.text) < ($0.contracts.count, $1.text) }
        return Cluster(heading: heading.isEmpty ? "(ohne Überschrift)" : heading, contracts: Set(members.map(\.contract)).sorted(), wordings: wordings)
    }
}
