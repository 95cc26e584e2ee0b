import CCairo
import CFreeType
import Typeface

/// Owns an `FT_Library`; belongs to one worker.
final class FreeTypeLibrary {
    let pointer: FT_Library

    init() throws(DrawingError) {
        var library: FT_Library?
        guard FT_Init_FreeType(&library) == 0, let library else { throw .cairo("FreeType") }
        pointer = library
    }

    deinit { FT_Done_FreeType(pointer) }
}

/// A face as Cairo draws it: FreeType's view of the same verified bytes that were shaped from, kept apart from the shaper's
/// font because Cairo resizes its `FT_Face`.
final class DrawingFace {
    let pointer: OpaquePointer

    init(_ face: FontFace, _ library: FreeTypeLibrary) throws(DrawingError) {
        let owner = try FreeTypeFace(face, library)
        pointer = cairo_ft_font_face_create_for_ft_face(owner.pointer, 0)
        // Cairo's caches outlive this object; the FT_Face must live as long as they do (Cairo's manual, "FreeType Fonts").
        let status = cairo_font_face_set_user_data(
            pointer, freeTypeFaceKey.key, Unmanaged.passRetained(owner).toOpaque()
        ) { owner in
            if let owner { Unmanaged<FreeTypeFace>.fromOpaque(owner).release() }
        }
        try Cairo.check(status)
    }

    deinit { GlyphPages.alone { cairo_font_face_destroy(pointer) } }
}

/// Owns an `FT_Face` and what its bytes live in.
private final class FreeTypeFace {
    let pointer: FT_Face
    private let library: FreeTypeLibrary
    private let source: FontFace

    init(_ face: FontFace, _ library: FreeTypeLibrary) throws(DrawingError) {
        var opened: FT_Face?
        let bytes = face.file.bytes
        guard let start = bytes.bindMemory(to: UInt8.self).baseAddress,
            FT_New_Memory_Face(library.pointer, start, FT_Long(bytes.count), 0, &opened) == 0, let opened
        else { throw .face(face.id) }
        pointer = opened
        self.library = library
        source = face
    }

    deinit { FT_Done_Face(pointer) }
}

/// The address that names our user data; never read or written.
private final class UserDataKey: Sendable {
    let address = UInt(bitPattern: UnsafeMutablePointer<cairo_user_data_key_t>.allocate(capacity: 1))
    var key: UnsafePointer<cairo_user_data_key_t>? { UnsafePointer(bitPattern: address) }
}

private let freeTypeFaceKey = UserDataKey()
