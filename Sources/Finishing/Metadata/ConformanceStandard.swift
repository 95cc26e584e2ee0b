/// What a finished file conforms to: one value in one place. A later pair (PDF/A-4f with PDF/UA-2) is another value.
struct ConformanceStandard: Sendable {
    var pdfVersion: StaticString
    /// `pdfaid:part` and `pdfaid:conformance`.
    var archivePart: Int
    var archiveLevel: String
    /// `pdfuaid:part`.
    var accessibilityPart: Int

    /// ISO 19005-3 level A with ISO 14289-1.
    static let archive3aAccessible1 = ConformanceStandard(
        pdfVersion: "1.7", archivePart: 3, archiveLevel: "A", accessibilityPart: 1)
}
