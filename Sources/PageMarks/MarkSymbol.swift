import CDmtx

/// A Data Matrix symbol (ISO/IEC 16022, ECC 200) of 20 × 20 modules, as libdmtx makes it.
package struct MarkSymbol: Sendable, Hashable {
    /// Modules of a side.
    package static let side = Int(CDMTX_SIDE)

    /// Of the library: another one may choose other code words for the same characters.
    package static let libraryVersion = String(cString: dmtxVersion())

    /// Row by row from the top; `true` is black.
    package let modules: [Bool]

    /// - Parameter text: capitals and digits; `nil` where the symbol cannot hold it.
    package init?(_ text: String) {
        var modules = [UInt8](repeating: 0, count: Self.side * Self.side)
        guard (1...64).contains(text.utf8.count), cdmtx_encode(text, Int32(text.utf8.count), &modules) != 0 else { return nil }
        self.modules = modules.map { $0 != 0 }
    }

    /// Black runs of a row: from, to (not included).
    package func runs(inRow row: Int) -> [Range<Int>] {
        var found: [Range<Int>] = []
        var start: Int?
        for column in 0...Self.side {
            let isBlack = column < Self.side && modules[row * Self.side + column]
            if isBlack, start == nil { start = column }
            if !isBlack, let from = start {
                found.append(from..<column)
                start = nil
            }
        }
        return found
    }
}
