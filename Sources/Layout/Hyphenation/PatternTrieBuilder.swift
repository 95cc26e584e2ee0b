/// Builds a ``PatternTrie``: nodes with lists of siblings, to which letters can be added.
///
/// One pass over the file without a string or an array a pattern: 35,000 patterns must be there within a few milliseconds of the
/// program's start.
struct PatternTrieBuilder {
    private struct Node {
        var letter: UInt8
        var child: UInt32 = 0
        var sibling: UInt32 = 0
        /// Where the pattern's values stand in `values`, one more than letters; 0: no pattern ends here.
        var values: UInt32 = 0
    }

    private var nodes = [Node(letter: 0)]
    private var values: [UInt8] = [0]
    /// The first two letters → node: where siblings would be many.
    private var firsts = [UInt32](repeating: 0, count: 256)
    private var seconds = [UInt32](repeating: 0, count: 256 * 256)

    /// Longer patterns are not taken; Liang's programs have the same limit.
    private static let longest = 63

    /// Where the pattern being read has got to, and the path of the one before it: the file is sorted, so that most nodes are known.
    private struct Cursor {
        var path: [UInt32] = Array(repeating: 0, count: PatternTrieBuilder.longest + 1)
        var letters: [UInt8] = Array(repeating: 0, count: PatternTrieBuilder.longest + 1)
        /// Letters read of this pattern, and of the path that is valid.
        var depth = 0
        var valid = 0
        /// Where its values begin.
        var start = 0
        var usable = true
    }

    init() {}

    /// Patterns as in hyph-utf8's `.pat.txt`, one a line: `.ab5erk`.
    mutating func add(patternFile file: [UInt8]) {
        nodes.reserveCapacity(nodes.count + file.count / 2)
        values.reserveCapacity(values.count + file.count)
        var cursor = Cursor()
        begin(&cursor)
        file.withUnsafeBufferPointer { file in
            var index = 0
            while index < file.count {
                let byte = file[index]
                index += 1
                switch byte {
                case 0x0A, 0x0D, 0x20:
                    finish(&cursor)
                    begin(&cursor)
                case 0x30...0x39: values[values.count - 1] = byte & 0x0F
                case 0x25: cursor.usable = false
                case 0xC3 where index < file.count:
                    advance(&cursor, file[index] | 0x40)
                    index += 1
                case 0x80...: cursor.usable = false
                default: advance(&cursor, byte)
                }
            }
            finish(&cursor)
        }
    }

    /// `levels` has one value more than there are letters.
    mutating func add(_ letters: [UInt8], _ levels: [UInt8]) {
        var cursor = Cursor()
        begin(&cursor)
        for (letter, level) in zip(letters, levels) {
            values[values.count - 1] = level
            advance(&cursor, letter)
        }
        values[values.count - 1] = levels.last ?? 0
        finish(&cursor)
    }

    private mutating func begin(_ cursor: inout Cursor) {
        cursor.depth = 0
        cursor.start = values.count
        cursor.usable = true
        values.append(0)
    }

    private mutating func advance(_ cursor: inout Cursor, _ letter: UInt8) {
        let depth = cursor.depth
        guard depth < Self.longest else {
            cursor.usable = false
            return
        }
        if depth >= cursor.valid || cursor.letters[depth] != letter {
            let node: UInt32
            switch depth {
            case 0:
                if firsts[Int(letter)] == 0 { firsts[Int(letter)] = add(letter) }
                node = firsts[Int(letter)]
            case 1:
                let pair = Int(cursor.letters[0]) << 8 | Int(letter)
                if seconds[pair] == 0 { seconds[pair] = add(letter) }
                node = seconds[pair]
            default: node = child(of: cursor.path[depth - 1], letter)
            }
            cursor.path[depth] = node
            cursor.letters[depth] = letter
            cursor.valid = depth + 1
        }
        cursor.depth = depth + 1
        values.append(0)
    }

    private mutating func finish(_ cursor: inout Cursor) {
        guard cursor.usable, cursor.depth > 0 else {
            values.removeSubrange(cursor.start...)
            return
        }
        let node = Int(cursor.path[cursor.depth - 1])
        let known = Int(nodes[node].values)
        if known == 0 {
            nodes[node].values = UInt32(cursor.start)
            return
        }
        for index in 0...cursor.depth {
            values[known + index] = PatternTrie.stronger(values[known + index], values[cursor.start + index])
        }
        values.removeSubrange(cursor.start...)
    }

    private mutating func add(_ letter: UInt8, sibling: UInt32 = 0) -> UInt32 {
        nodes.append(Node(letter: letter, sibling: sibling))
        return UInt32(nodes.count - 1)
    }

    private mutating func child(of node: UInt32, _ letter: UInt8) -> UInt32 {
        let first = nodes[Int(node)].child
        var candidate = first
        while candidate != 0 {
            if nodes[Int(candidate)].letter == letter { return candidate }
            candidate = nodes[Int(candidate)].sibling
        }
        let new = add(letter, sibling: first)
        nodes[Int(node)].child = new
        return new
    }

    // MARK: Finished

    /// The trie with the children of each node side by side. What begins alike stands close together, so that the steps of one look-up meet the
    /// same lines of the processor's cache.
    func packed() -> PatternTrie {
        var packed = [PatternTrie.Node()]
        packed.reserveCapacity(nodes.count)
        var open: [(packed: Int, node: UInt32, depth: Int)] = [(0, 0, 0)]
        var children = [UInt32](repeating: 0, count: PatternTrie.Node.mostChildren)
        while let (place, node, depth) = open.popLast() {
            let mask = list(&children, of: node, depth: depth)
            packed[place].children = mask
            packed[place].first = UInt32(packed.count)
            var rest = mask
            while rest != 0 {
                let child = children[rest.trailingZeroBitCount]
                open.append((packed.count, child, depth + 1))
                packed.append(PatternTrie.Node(values: nodes[Int(child)].values))
                rest &= rest - 1
            }
        }
        return PatternTrie(nodes: packed, values: values)
    }

    /// The children of a node by their letters' codes, and which there are.
    private func list(_ children: inout [UInt32], of node: UInt32, depth: Int) -> UInt64 {
        var mask: UInt64 = 0
        func add(_ letter: UInt8, _ child: UInt32) {
            let code = PatternTrie.code(of: letter)
            guard child != 0, code < PatternTrie.unknown else { return }
            children[Int(code)] = child
            mask |= 1 << UInt64(code)
        }
        switch depth {
        case 0: for letter in UInt8.min...UInt8.max { add(letter, firsts[Int(letter)]) }
        case 1:
            let first = Int(nodes[Int(node)].letter) << 8
            for letter in UInt8.min...UInt8.max { add(letter, seconds[first | Int(letter)]) }
        default:
            var child = nodes[Int(node)].child
            while child != 0 {
                add(nodes[Int(child)].letter, child)
                child = nodes[Int(child)].sibling
            }
        }
        return mask
    }
}
