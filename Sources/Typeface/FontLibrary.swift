/// Opens the faces of a ``FontCatalogue`` when they are first needed. Belongs to one worker: HarfBuzz's objects never cross tasks.
public final class FontLibrary {
    public let catalogue: FontCatalogue
    private var opened: [FontFace?]
    private var styles: [FamilyStyle: FontID] = [:]
    private var fallbacks: [FallbackKey: [FontID]] = [:]

    private struct FamilyStyle: Hashable {
        var family: String
        var style: FontStyle
    }

    private struct FallbackKey: Hashable {
        var id: FontID
        var script: UInt32
    }

    public init(_ catalogue: FontCatalogue) {
        self.catalogue = catalogue
        opened = Array(repeating: nil, count: catalogue.faces.count)
    }

    /// Opens the face, its checksum verified, or returns the open one.
    public func face(_ id: FontID) throws(FontError) -> FontFace {
        let index = Int(id.rawValue)
        guard index < opened.count else { throw .familyUnknown(name: "Nr. \(index)", known: catalogue.families) }
        if let face = opened[index] { return face }
        let entry = catalogue.faces[index]
        let face = try FontFace(entry, id: id, path: path(of: entry.file.path))
        opened[index] = face
        return face
    }

    /// The face of a family; where the very style is not there, the nearest one (weight counts more than slope).
    public func face(family: String, style: FontStyle) throws(FontError) -> FontFace {
        let key = FamilyStyle(family: family, style: style)
        if let id = styles[key] { return try face(id) }
        guard let id = nearest(style, among: catalogue.faces.indices.filter { catalogue.faces[$0].family == family }) else {
            throw .familyUnknown(name: family, known: catalogue.families)
        }
        styles[key] = id
        return try face(id)
    }

    /// The faces to ask for characters of a script that `id` does not have, best first: those made for the script, then those
    /// for any, each first in the genre of `id`; one of each family, in the style that is nearest.
    ///
    /// - Parameter script: ISO 15924 as an OpenType tag. For characters that belong to no script (`Zyyy`) the faces of all
    ///   scripts come last.
    public func fallbacks(of id: FontID, script: UInt32) -> [FontID] {
        let key = FallbackKey(id: id, script: script)
        if let known = fallbacks[key] { return known }
        guard Int(id.rawValue) < catalogue.faces.count else { return [] }
        let wanted = catalogue.faces[Int(id.rawValue)]
        var families: [(name: String, rank: Int, indices: [Int])] = []
        for (index, face) in catalogue.faces.enumerated() where face.role == .fallback {
            if let known = families.firstIndex(where: { $0.name == face.family }) {
                families[known].indices.append(index)
                continue
            }
            let rank: Int
            if face.scripts.isEmpty {
                rank = 1
            } else if face.scripts.contains(where: { tag($0) == script }) {
                rank = 0
            } else if script == tag("Zyyy") {
                rank = 2
            } else {
                continue
            }
            families.append((face.family, rank * 2 + (face.genre == wanted.genre ? 0 : 1), [index]))
        }
        let ordered = (0..<6).flatMap { rank in families.filter { $0.rank == rank } }
        let ids = ordered.compactMap { nearest(wanted.style, among: $0.indices) }.filter { $0 != id }
        fallbacks[key] = ids
        return ids
    }

    /// The whole content of a file of the catalogue, its checksum verified.
    public func data(_ file: CatalogueFile) throws(FontError) -> [UInt8] {
        let file = try FontFile(path: path(of: file.path), sha256: file.sha256)
        return withExtendedLifetime(file) { Array(file.bytes) }
    }

    /// The whole content of one of our own files beside the catalogue.
    public func data(path relative: String) throws(FontError) -> [UInt8] {
        let file = try FontFile(path: path(of: relative), sha256: nil)
        return withExtendedLifetime(file) { Array(file.bytes) }
    }

    /// The path of a file of the catalogue, its checksum verified: for libraries that open files by themselves.
    public func verifiedPath(of file: CatalogueFile) throws(FontError) -> String {
        let path = path(of: file.path)
        _ = try FontFile(path: path, sha256: file.sha256)
        return path
    }

    private func path(of relative: String) -> String {
        relative.hasPrefix("/") || catalogue.root.isEmpty ? relative : catalogue.root + "/" + relative
    }

    private func nearest(_ style: FontStyle, among indices: [Int]) -> FontID? {
        func distance(_ index: Int) -> Int {
            let other = catalogue.faces[index].style
            return (other.bold == style.bold ? 0 : 2) + (other.italic == style.italic ? 0 : 1)
        }
        return indices.min { distance($0) < distance($1) }.map { FontID(rawValue: UInt16($0)) }
    }
}
