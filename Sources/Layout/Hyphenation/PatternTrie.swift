/// Liang's hyphenation patterns as a flat trie (F. M. Liang, Word Hy-phen-a-tion by Com-put-er, 1983, chapter 2).
///
/// Letters are Latin-1 code points, lower case; `.` is the edge of a word. Most look-ups end at a node that lacks the letter, so a node
/// has a bit for each child, and the children stand side by side: one step is one access, whether it succeeds or not.
struct PatternTrie: Sendable {
    struct Node: Sendable {
        /// Which letters go on from here, by ``code(of:)``.
        var children: UInt64 = 0
        /// Index of the child with the lowest code.
        var first: UInt32 = 0
        /// Where the pattern's values stand in `values`, one more than letters; 0: no pattern ends here.
        var values: UInt32 = 0

        static let mostChildren = 64
    }

    private let nodes: [Node]
    private let values: [UInt8]

    /// Besides Liang's levels 0–9 a value can say that a compound's seam is here, if the word may be broken here at all.
    static let seam: UInt8 = 0x10
    static let levels: UInt8 = 0x0F

    /// - Parameter nodes: first the root.
    init(nodes: [Node], values: [UInt8]) {
        self.nodes = nodes
        self.values = values
    }

    static func stronger(_ a: UInt8, _ b: UInt8) -> UInt8 { max(a & levels, b & levels) | ((a | b) & seam) }

    /// The code of what no pattern has.
    static let unknown: UInt8 = 63

    /// a–z, the edge of a word, the letters from ß on: 60 codes.
    static func code(of letter: UInt8) -> UInt8 {
        switch letter {
        case 0x61...0x7A: letter - 0x61
        case 0x2E: 26
        case 0xDF...0xFF: letter - 0xDF + 27
        default: unknown
        }
    }

    /// The value before each letter of a word: entry `i` stands before letter `i`. Odd levels allow a break.
    func levels(of word: [UInt8]) -> [UInt8] {
        var result = [UInt8](repeating: 0, count: word.count + 1)
        let edge = Self.code(of: 0x2E)
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: word.count + 2) { text in
            text[0] = edge
            for index in word.indices { text[index + 1] = Self.code(of: word[index]) }
            text[word.count + 1] = edge
            nodes.withUnsafeBufferPointer { nodes in
                values.withUnsafeBufferPointer { values in
                    for start in 0..<text.count { Self.apply(nodes, values, text, from: start, to: &result) }
                }
            }
        }
        return result
    }

    /// All patterns that begin at one letter.
    private static func apply(
        _ nodes: UnsafeBufferPointer<Node>, _ values: UnsafeBufferPointer<UInt8>, _ text: UnsafeMutableBufferPointer<UInt8>, from start: Int,
        to result: inout [UInt8]
    ) {
        var node = nodes[0]
        var end = start
        while end < text.count {
            let bit: UInt64 = 1 << UInt64(text[end])
            guard node.children & bit != 0 else { return }
            node = nodes[Int(node.first) + (node.children & (bit - 1)).nonzeroBitCount]
            end += 1
            let known = Int(node.values)
            if known == 0 { continue }
            // Value 0 of the pattern stands before text[start], which is letter start - 1.
            for index in 0...(end - start) {
                let place = start - 1 + index
                guard place >= 0, place < result.count else { continue }
                result[place] = stronger(result[place], values[known + index])
            }
        }
    }
}
