/// Liang's hyphenation patterns as a flat trie (F. M. Liang, Word Hy-phen-a-tion by Com-put-er, 1983, chapter 2).
///
/// Letters are Latin-1 code points, lower case; `.` is the edge of a word. Built in one pass over the file without a string a
/// pattern: 35,000 patterns must be there within a few milliseconds of the program's start.
struct PatternTrie: Sendable {
    private struct Node {
        var letter: UInt8
        var child: UInt32 = 0
        var sibling: UInt32 = 0
        /// Where the pattern's values stand in `values`, one more than letters; 0: no pattern ends here.
        var values: UInt32 = 0
    }

    private var nodes = [Node(letter: 0)]
    private var values: [UInt8] = [0]
    /// First letter → node.
    private var roots = [UInt32](repeating: 0, count: 256)

    /// Besides Liang's levels 0–9 a value can say that a compound's seam is here, if the word may be broken here at all.
    static let seam: UInt8 = 0x10
    static let levels: UInt8 = 0x0F

    init() {}

    /// Patterns as in hyph-utf8's `.pat.txt`, one a line: `.ab5erk`.
    mutating func add(patternFile file: [UInt8]) {
        nodes.reserveCapacity(nodes.count + file.count / 2)
        values.reserveCapacity(values.count + file.count)
        file.withUnsafeBufferPointer { file in
            var letters: [UInt8] = []
            var levels: [UInt8] = [0]
            var path: [UInt32] = []
            var previous: [UInt8] = []
            var usable = true
            var index = 0
            func finish(_ trie: inout PatternTrie) {
                if usable, !letters.isEmpty { trie.insert(letters, levels, &path, &previous) }
                letters.removeAll(keepingCapacity: true)
                levels.removeAll(keepingCapacity: true)
                levels.append(0)
                usable = true
            }
            while index < file.count {
                let byte = file[index]
                index += 1
                switch byte {
                case 0x0A, 0x0D, 0x20: finish(&self)
                case 0x30...0x39: levels[levels.count - 1] = byte - 0x30
                case 0x25: usable = false
                case 0xC3 where index < file.count:
                    letters.append(file[index] | 0x40)
                    levels.append(0)
                    index += 1
                case 0x80...: usable = false
                default:
                    letters.append(byte)
                    levels.append(0)
                }
            }
            finish(&self)
        }
    }

    /// `levels` has one value more than there are letters.
    mutating func add(_ letters: [UInt8], _ levels: [UInt8]) {
        var path: [UInt32] = []
        var previous: [UInt8] = []
        insert(letters, levels, &path, &previous)
    }

    /// `path` and `previous` remember the pattern before: the file is sorted, so most nodes are known already.
    private mutating func insert(
        _ letters: [UInt8], _ levels: [UInt8], _ path: inout [UInt32], _ previous: inout [UInt8]
    ) {
        var depth = 0
        while depth < letters.count, depth < previous.count, letters[depth] == previous[depth] { depth += 1 }
        path.removeSubrange(depth...)
        var node = path.last ?? 0
        for letter in letters[depth...] {
            node = child(of: node, letter)
            path.append(node)
        }
        previous = letters
        let known = Int(nodes[Int(node)].values)
        if known == 0 {
            nodes[Int(node)].values = UInt32(values.count)
            values.append(contentsOf: levels)
        } else {
            for index in levels.indices { values[known + index] = Self.stronger(values[known + index], levels[index]) }
        }
    }

    private mutating func child(of node: UInt32, _ letter: UInt8) -> UInt32 {
        let first = node == 0 ? roots[Int(letter)] : nodes[Int(node)].child
        var candidate = first
        while candidate != 0, nodes[Int(candidate)].letter != letter { candidate = nodes[Int(candidate)].sibling }
        if candidate != 0 { return candidate }
        let new = UInt32(nodes.count)
        nodes.append(Node(letter: letter, sibling: node == 0 ? 0 : first))
        if node == 0 { roots[Int(letter)] = new } else { nodes[Int(node)].child = new }
        return new
    }

    private static func stronger(_ a: UInt8, _ b: UInt8) -> UInt8 { max(a & levels, b & levels) | ((a | b) & seam) }

    /// The value before each letter of a word: entry `i` stands before letter `i`. Odd levels allow a break.
    func levels(of word: [UInt8]) -> [UInt8] {
        var result = [UInt8](repeating: 0, count: word.count + 1)
        let text = [0x2E] + word + [0x2E]
        text.withUnsafeBufferPointer { text in
            nodes.withUnsafeBufferPointer { nodes in
                for start in 0..<text.count {
                    var node = roots[Int(text[start])]
                    var depth = start + 1
                    while node != 0 {
                        let known = Int(nodes[Int(node)].values)
                        if known != 0 {
                            // Value 0 of the pattern stands before text[start], which is letter start - 1.
                            for index in 0...(depth - start) {
                                let place = start - 1 + index
                                guard place >= 0, place < result.count else { continue }
                                result[place] = Self.stronger(result[place], values[known + index])
                            }
                        }
                        guard depth < text.count else { break }
                        var next = nodes[Int(node)].child
                        while next != 0, nodes[Int(next)].letter != text[depth] { next = nodes[Int(next)].sibling }
                        node = next
                        depth += 1
                    }
                }
            }
        }
        return result
    }
}
