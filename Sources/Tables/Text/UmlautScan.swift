/// Tells text of old Macs and of DOS from Windows-1252 by where its bytes beyond ASCII stand: „M\u{9F}ller“, „F\u{94}rderverein“. What is an umlaut
/// in one is a quotation mark, a sign or a rare letter in another, and such do not stand between two letters.
struct UmlautScan {
    struct Encoding {
        let name: String
        /// How programs call it when a file is opened.
        let option: String
        /// Where the first of its letters stands.
        let line: Int
    }

    private var before: (first: UInt8, second: UInt8) = (0, 0)
    private var line = 1
    private var windows = 0
    private var mac = 0
    private var dos = 0
    /// ß of DOS is á of Windows, Ä of DOS is Ž: certain only where nothing speaks for Windows.
    private var weakDos = 0
    private var macLine: Int?
    private var dosLine: Int?

    /// `nil` where Windows-1252 explains the text best.
    var olderEncoding: Encoding? {
        if mac > windows, mac >= dos { return Encoding(name: "Mac OS Roman, von älteren Macs", option: "Macintosh", line: macLine ?? 1) }
        if dos > windows || windows == 0 && weakDos > 0 { return Encoding(name: "DOS, Codepage 850", option: "Westeuropäisch (DOS/850)", line: dosLine ?? 1) }
        return nil
    }

    mutating func add(_ bytes: ArraySlice<UInt8>) {
        for byte in bytes {
            if before.second >= 0x80 { look(at: before.second, after: before.first, before: byte) }
            // Old Macs end lines with a carriage return.
            if byte == 0x0A || before.second == 0x0D && byte != 0x0A { line += 1 }
            before = (before.second, byte)
        }
    }

    private mutating func look(at byte: UInt8, after left: UInt8, before right: UInt8) {
        let isInside = isLetter(left) && isLetter(right)
        switch byte {
        // ä ö ü Ä Ö Ü ß
        case 0xE4, 0xF6, 0xFC, 0xC4, 0xD6, 0xDC, 0xDF: windows += 1
        // ä ö ü ß of Macs; Š š Ÿ § of Windows.
        case 0x8A where isInside, 0x9F where isInside, 0xA7 where isLetter(left): countMac()
        // ö of Macs; š of Windows, Ü of DOS.
        case 0x9A where isInside: countMac()
        case 0x9A where isLowercase(right): countDos()
        // Ä Ö Ü of Macs; € … † of Windows.
        case 0x80 where isLowercase(right), 0x86 where isLowercase(right): countMac()
        // ü of DOS; nothing in Windows.
        case 0x81: countDos()
        // ä of DOS: „ of Windows begins words.
        case 0x84 where isLetter(left): countDos()
        // ö of DOS; ” of Windows ends words.
        case 0x94 where isLetter(right): countDos()
        // Ö of DOS; ™ of Windows ends words.
        case 0x99 where isLowercase(right): countDos()
        case 0x8E where isLowercase(right), 0xE1 where isLetter(left):
            weakDos += 1
            dosLine = dosLine ?? line
        default: break
        }
    }

    private mutating func countMac() {
        mac += 1
        macLine = macLine ?? line
    }

    private mutating func countDos() {
        dos += 1
        dosLine = dosLine ?? line
    }

    private func isLetter(_ byte: UInt8) -> Bool { isLowercase(byte) || (0x41...0x5A).contains(byte) || byte >= 0xC0 }
    private func isLowercase(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte) }
}
