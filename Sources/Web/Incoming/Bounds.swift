/// How much anybody may send.
enum Bounds {
    /// Bytes of a form's fields.
    static let form = 2 << 20
    /// Bytes of a form besides its file.
    static let formAround = 128 << 10
    /// Bytes of a table.
    static let table = 64 << 20
    /// Bytes of the file of an annex.
    static let annex = 64 << 20
    /// Bytes of an archive of files for annexes.
    static let archive = 256 << 20
    /// Bytes of a contract that is to get annexes.
    static let contract = 64 << 20
    /// Bytes of a file of Word or LibreOffice.
    static let word = 64 << 20
    /// Bytes of old contracts that are taken over, all together.
    static let oldContracts = 256 << 20
    /// Bytes of a PDF to prove.
    static let proof = 256 << 20
    /// Bytes of a copier's scans that are sent together, and how many files.
    static let scans = 1 << 30
    static let mostScans = 40
    /// Bytes of files for the register that are sent together, and how many.
    static let intake = 1 << 30
    static let mostIntake = 500
    /// Contracts that one order amends.
    static let mostAmended = 5_000
    /// Seconds without a byte, after which a connection is closed.
    static let idleSeconds: Int64 = 60
    /// Bytes of the head of a request.
    static let head = 32 << 10
    static let headFields = 100
    /// Connections at one time.
    static let connections = 512
}
