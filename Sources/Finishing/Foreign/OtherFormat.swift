/// What people attach instead of a PDF or a picture that can be read, by its first bytes.
package enum OtherFormat: String {
    case heic = "ein Bild im Format HEIC (wie es iPhones aufnehmen)"
    case avif = "ein Bild im Format AVIF"
    case webp = "ein Bild im Format WebP"
    case gif = "ein Bild im Format GIF"
    case bmp = "ein Bild im Format BMP"
    case jpeg2000 = "ein Bild im Format JPEG 2000"
    case archive = "eine Datei von Word, Excel oder LibreOffice oder ein ZIP-Archiv"
    case oldOffice = "eine Datei eines älteren Word oder Excel"
    case rtf = "eine RTF-Datei"
    case postScript = "eine PostScript-Datei"

    init?(_ bytes: [UInt8]) {
        let start = Array(bytes.prefix(12))
        let tag = String(decoding: start.dropFirst(8), as: UTF8.self)
        // A PDF may have something before its header.
        switch start {
        case _ where start.starts(with: "RIFF".utf8) && tag == "WEBP": self = .webp
        // ISO 23008-12, 10.2 and 10.4.
        case _ where start.dropFirst(4).starts(with: "ftyp".utf8) && ["heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "msf1"].contains(tag): self = .heic
        case _ where start.dropFirst(4).starts(with: "ftyp".utf8) && ["avif", "avis"].contains(tag): self = .avif
        case _ where start.starts(with: "GIF8".utf8): self = .gif
        case _ where start.starts(with: "BM".utf8) && bytes.count > 26 && bytes[6...9].allSatisfy { $0 == 0 }: self = .bmp
        // ISO/IEC 15444-1, I.5.1 and A.4.1: in a file, and bare.
        case _ where start == [0, 0, 0, 0x0C, 0x6A, 0x50, 0x20, 0x20, 0x0D, 0x0A, 0x87, 0x0A], _ where start.starts(with: [0xFF, 0x4F, 0xFF, 0x51]): self = .jpeg2000
        case _ where start.starts(with: [0x50, 0x4B, 3, 4]): self = .archive
        case _ where start.starts(with: [0xD0, 0xCF, 0x11, 0xE0]): self = .oldOffice
        case _ where start.starts(with: "{\\rtf".utf8): self = .rtf
        case _ where start.starts(with: "%!PS".utf8): self = .postScript
        default: return nil
        }
    }

    package var remedy: String {
        switch self {
        case .heic, .avif, .webp, .gif, .bmp, .jpeg2000:
            "Öffnen Sie es in einem Bildprogramm (unter Windows „Fotos“ oder „Paint“), speichern Sie es als JPEG oder PNG, und fügen Sie diese Datei bei."
        case .archive, .oldOffice, .rtf:
            "Öffnen Sie sie im Ausgangsprogramm, und speichern Sie sie als PDF/A. In Word und Excel: „Datei“, „Speichern unter“, Dateityp PDF, unter „Optionen“ „PDF/A-kompatibel“ ankreuzen. In LibreOffice: „Datei“, „Exportieren als“, „Als PDF exportieren“, „Archiv (PDF/A)“ ankreuzen. Fügen Sie das PDF bei."
        case .postScript: "Wandeln Sie sie mit „ps2pdf“ in ein PDF um."
        }
    }
}
