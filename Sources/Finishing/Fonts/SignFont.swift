/// Fonts whose signs word processors put before the items of lists, as letters of private use: Symbol and Wingdings, at 0xF000 and their codes
/// (Unicode's mapping tables for Symbol; for Wingdings, the names that Unicode 7.0 took over, ISO/IEC JTC1/SC2/WG2 N4384).
enum SignFont {
    case symbol, wingdings

    /// `nil` for all others.
    init?(_ name: String) {
        let name = name.lowercased()
        if name.contains("wingdings"), !name.contains("wingdings2"), !name.contains("wingdings3"), !name.contains("wingdings-2"), !name.contains("wingdings-3") {
            self = .wingdings
        } else if name.contains("symbol") {
            self = .symbol
        } else {
            return nil
        }
    }

    /// Only what stands before items.
    var signs: [UInt32: String] {
        switch self {
        case .symbol: [0xF0B7: "•", 0xF0A8: "♦", 0xF0AE: "→", 0xF02D: "−"]
        case .wingdings: [0xF0A7: "▪", 0xF0D8: "➢", 0xF0FC: "✓", 0xF076: "❖", 0xF06E: "■", 0xF0E0: "→", 0xF09F: "•", 0xF0F0: "⇨"]
        }
    }
}
