/// How much anybody may send.
enum Bounds {
    /// Bytes of a form's fields.
    static let form = 2 << 20
    /// Seconds without a byte, after which a connection is closed.
    static let idleSeconds: Int64 = 60
    /// Bytes of the head of a request.
    static let head = 32 << 10
    static let headFields = 100
    /// Connections at one time.
    static let connections = 512
}
