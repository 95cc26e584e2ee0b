import Word

/// Pictures that word-processor files hold, drawn lately: an annex looks the same for every partner.
struct PictureMemory {
    private var pictures: [WordPicture: [UInt8]] = [:]
    private var bytes = 0

    /// Bytes of all of them; a page of text at 150 dpi has some 100,000.
    private static let limit = 32 << 20

    subscript(picture: WordPicture) -> [UInt8]? { pictures[picture] }

    mutating func keep(_ png: [UInt8], of picture: WordPicture) {
        // Rarely: whoever has so many begins anew.
        if bytes + png.count > Self.limit { (pictures, bytes) = ([:], 0) }
        guard png.count <= Self.limit, pictures.updateValue(png, forKey: picture) == nil else { return }
        bytes += png.count
    }
}
