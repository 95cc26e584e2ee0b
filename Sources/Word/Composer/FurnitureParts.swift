/// Head and foot of a section, as parts of the file.
struct FurnitureParts {
    enum Kind: String { case header, footer }

    var kind: Kind
    var content: MarkupWriter
}
