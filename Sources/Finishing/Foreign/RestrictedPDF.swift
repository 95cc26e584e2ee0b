import Rendering

/// Files that open without a password, but are encrypted so that programs allow only some things (ISO 32000-1, 7.6.3): everybody may
/// read them. What is encrypted cannot be measured before it is expanded, so qpdf's program undoes it within bounds.
enum RestrictedPDF {
    private static let program = "qpdf"

    /// Whether the file is encrypted.
    ///
    /// - Throws: that qpdf cannot be run here.
    static func isEncrypted(_ bytes: [UInt8]) throws(ConfinedProgram.Obstacle) -> Bool {
        guard ExpansionGuard.find("/Encrypt", in: bytes, from: 0) != nil else { return false }
        return try ConfinedProgram.output(program, ["--is-encrypted", "/dev/stdin"], input: bytes) != nil
    }

    /// The file without encryption; `nil` if it needs a password, or is damaged.
    ///
    /// - Throws: that qpdf cannot be run here.
    static func opened(_ bytes: [UInt8]) throws(ConfinedProgram.Obstacle) -> [UInt8]? {
        let options = ["--password=", "--warning-exit-0", "--decrypt", "--object-streams=preserve", "--deterministic-id", "/dev/stdin", "-"]
        return try ConfinedProgram.output(program, options, input: bytes).flatMap { $0.isEmpty ? nil : $0 }
    }
}
