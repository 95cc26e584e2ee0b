/// ICC profiles of foreign colour spaces (ISO 19005-3, 6.2.4.2).
enum ColorProfile {
    /// Whether the head of the profile says what the archive asks for: version 2 or 4, a device or colour space class, and as
    /// many channels as the dictionary (ICC.1:2010, 7.2).
    static func isSound(_ stream: QPDFObject) -> Bool {
        guard let channels = stream["/N"].double, let bytes = stream.data(.generalized), bytes.count >= 128, bytes[8] < 5 else { return false }
        let kind = text(bytes[12..<16])
        let spaces: [Double: Set<String>] = [1: ["GRAY"], 3: ["RGB ", "Lab "], 4: ["CMYK"]]
        return text(bytes[36..<40]) == "acsp" && ["prtr", "mntr", "scnr", "spac"].contains(kind)
            && spaces[channels]?.contains(text(bytes[16..<20])) ?? false
    }

    /// The profile of the press that a file is meant for (ISO 32000-1, 14.11.5).
    static func ofPress(_ root: QPDFObject) -> QPDFObject? {
        root["/OutputIntents"].items.map { $0["/DestOutputProfile"] }.first { $0.kind == .stream && $0["/N"].double == 4 && isSound($0) }
    }

    private static func text(_ bytes: ArraySlice<UInt8>) -> String { String(decoding: bytes, as: UTF8.self) }
}
