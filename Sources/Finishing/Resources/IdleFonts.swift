/// Fonts that content names without showing a glyph of them, as an empty form field does. A font that is not embedded may stand
/// in no archive, used or not (ISO 19005-3, 6.2.11.4); where it shows nothing it can go, and the page stays as it is.
struct IdleFonts {
    private var named: Set<String> = []
    private var shown: Set<String> = []
    /// With which an empty text moved the place of the next one.
    private var moving: Set<String> = []

    var names: Set<String> { named.subtracting(shown) }

    func moves(_ fonts: Set<String>) -> Bool { !moving.isDisjoint(with: fonts) }

    /// - Parameter font: The font in force, as the content calls it.
    mutating func observe(_ operation: String, _ operands: ArraySlice<UInt8>, font: String?) {
        guard let font else { return }
        switch operation {
        case "Tf": named.insert(font)
        // A form may go on in the font of its surroundings.
        case "Do": shown.insert(font)
        case "Tj", "TJ", "'", "\"":
            let operands = ContentOperandReader.operands(operands)
            if operands.flatMap(\.strings).contains(where: { !$0.isEmpty }) {
                shown.insert(font)
            } else if operation != "Tj", !(operation == "TJ" && operands.allSatisfy(\.isMotionless)) {
                moving.insert(font)
            }
        default: break
        }
    }

    /// The content without setting these fonts, and without the empty texts in them.
    static func without(_ fonts: Set<String>, _ content: [UInt8]) -> [UInt8] {
        var isSet = true
        var stack: [Bool] = []
        let cleaner = ContentCleaner(content) { operation, operands in
            switch operation {
            case "q": stack.append(isSet)
            case "Q": isSet = stack.popLast() ?? isSet
            case "Tf":
                let name = ContentOperandReader.operands(operands).first { $0.name != nil }?.name
                isSet = !(name.map(fonts.contains) ?? false)
                return isSet
            case "Tj", "TJ": return isSet
            default: break
            }
            return true
        }
        return cleaner.output
    }
}

extension ContentOperand {
    /// No number among texts moves what follows.
    fileprivate var isMotionless: Bool {
        switch self {
        case .array(let items): items.allSatisfy(\.isMotionless)
        case .number(let number): number == 0
        default: true
        }
    }
}
