import Findings

/// Bounds of what is read of a file that came from outside: whatever grows with a hostile file has one here.
package enum ReadLimits {
    /// Of the file, in bytes; a contract with annexes in pictures stays below.
    package static let fileBytes = 128 * 1024 * 1024
    static let parts = 5_000
    /// Of one part that is read, unpacked, in bytes: text only, pictures are never unpacked.
    static let partBytes = 64 * 1024 * 1024
    /// A part that unpacks to more than so many times its packed size is made to do harm; contracts reach 10 to 30.
    static let unpackingRatio = 200
    /// Below that size, in bytes, the ratio does not matter.
    static let harmlessPartBytes = 8 * 1024 * 1024
    /// Elements within one another; contracts have 20 to 40.
    static let nesting = 200
    /// Elements of one part; a contract of fifty pages has about 40,000.
    static let elements = 3_000_000
}

/// What a file is refused for. Every message says what is wrong and what to do.
enum Refusal {
    static func damaged(_ path: String, _ reason: String) -> Finding {
        Finding(
            .fehler, "word-beschaedigt", at: .file(path), "Die Word-Datei ist beschädigt oder unvollständig: \(reason).",
            remedy: "Öffnen Sie die Datei in Word oder LibreOffice, und speichern Sie sie als DOCX neu; oder lassen Sie sie sich noch einmal schicken.")
    }

    static func bomb(_ path: String, _ what: String) -> Finding {
        Finding(
            .fehler, "zip-bombe", at: .file(path), "\(what); so etwas ist keine gewöhnliche Word-Datei.",
            remedy: "Prüfen Sie, woher die Datei stammt, und kopieren Sie den Text in eine neue Datei.")
    }

    static func active(_ path: String, _ what: String) -> Finding {
        Finding(
            .fehler, "word-aktiv", at: .file(path), "Die Word-Datei enthält \(what). Ausgeführt oder geladen wurde nichts; gelesen wird eine solche Datei nicht.",
            remedy: "Prüfen Sie, woher die Datei stammt, und bitten Sie um eine gewöhnliche DOCX-Datei ohne Makros und eingebettete Objekte.")
    }

    static func outside(_ path: String, _ what: String) -> Finding {
        Finding(
            .fehler, "word-extern", at: .file(path), "Die Word-Datei will \(what) von außerhalb laden. Geladen wurde nichts; gelesen wird eine solche Datei nicht.",
            remedy: "Prüfen Sie, woher die Datei stammt, und bitten Sie um eine Datei, die alles selbst enthält.")
    }

    static func foreign(_ path: String, _ what: String, _ remedy: String) -> Finding {
        Finding(.fehler, "word-fremd", at: .file(path), what, remedy: remedy)
    }
}
