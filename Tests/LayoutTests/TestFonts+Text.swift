import Layout
import TestFonts

extension TestFonts {
    static func attributes(_ size: Double = 11) -> TextAttributes { TextAttributes(family: serif, size: size) }

    static func text(_ string: String, _ attributes: TextAttributes = attributes()) -> StyledText {
        var text = StyledText()
        text.append(string, attributes)
        return text
    }
}
