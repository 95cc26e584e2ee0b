import DocumentModel

/// Which parts of two wordings are the same ones.
struct ProvisionAlignment {
    enum Pair: Hashable {
        case both(Int, Int), old(Int), new(Int)
    }

    /// In the order of the new text; what only the old has stands where it stood.
    let pairs: [Pair]

    /// The greatest sum of likenesses in order (as the longest common subsequence is found).
    init(_ old: [ContractPart], _ new: [ContractPart]) {
        let (before, after) = (old.map(Sample.init), new.map(Sample.init))
        var scores = [[Double]](repeating: [Double](repeating: 0, count: new.count + 1), count: old.count + 1)
        var likeness = [[Double]](repeating: [Double](repeating: 0, count: new.count), count: old.count)
        for i in stride(from: old.count - 1, through: 0, by: -1) {
            for j in stride(from: new.count - 1, through: 0, by: -1) {
                likeness[i][j] = before[i].likeness(after[j])
                let paired = likeness[i][j] > 0 ? likeness[i][j] + scores[i + 1][j + 1] : 0
                scores[i][j] = max(paired, scores[i + 1][j], scores[i][j + 1])
            }
        }
        var pairs: [Pair] = []
        var (i, j) = (0, 0)
        while i < old.count || j < new.count {
            if i < old.count, j < new.count, likeness[i][j] > 0, scores[i][j] == likeness[i][j] + scores[i + 1][j + 1] {
                pairs.append(.both(i, j))
                (i, j) = (i + 1, j + 1)
            } else if i < old.count, j == new.count || scores[i][j] == scores[i + 1][j] {
                pairs.append(.old(i))
                i += 1
            } else {
                pairs.append(.new(j))
                j += 1
            }
        }
        self.pairs = pairs
    }

    /// A provision with its words counted.
    private struct Sample {
        let provision: ContractPart
        let words: [Substring: Int]
        let count: Int

        init(_ provision: ContractPart) {
            self.provision = provision
            let text = provision.withoutLabel.lines.joined(separator: " ")
            let found = text.split { !$0.isLetter && !$0.isNumber }
            words = Dictionary(found.map { ($0, 1) }, uniquingKeysWith: +)
            count = found.count
        }

        /// 0: not the same provision, however much of it is changed.
        func likeness(_ other: Sample) -> Double {
            let (a, b) = (provision, other.provision)
            guard a.kind == b.kind, a.role == b.role || a.kind != .text else { return 0 }
            if a == b { return 3 }
            switch a.kind {
            case .contract, .title, .parties: return a.key == b.key ? 1 : 0
            case .annex: return a.key == b.key ? 2 : 0
            case .section where !(a.key.isEmpty && b.key.isEmpty): return a.key == b.key ? 2 + dice(other) : 0
            case .party, .table, .figure, .quotation: return 0.5 + dice(other)
            case .section, .absatz, .item, .bullet, .text:
                let likeness = dice(other)
                return likeness >= 0.3 ? likeness + (a.label == b.label ? 0.05 : 0) : 0
            }
        }

        private func dice(_ other: Sample) -> Double {
            guard count + other.count > 0 else { return 1 }
            let common = words.reduce(0) { $0 + min($1.value, other.words[$1.key] ?? 0) }
            return 2 * Double(common) / Double(count + other.count)
        }
    }
}

extension ContractPart {
    /// What a number says nothing about.
    fileprivate var withoutLabel: ContractPart {
        var bare = self
        bare.label = ""
        return bare
    }
}
