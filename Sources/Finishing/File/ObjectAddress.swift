/// Where an object stands in a file (ISO 32000-1, 7.5.4 and 7.5.8.3).
enum ObjectAddress: Sendable, Hashable {
    /// Reserved, but not written.
    case none
    /// Bytes before it.
    case offset(Int)
    /// In an object stream, as one of its objects from 0.
    case packed(stream: Int, index: Int)

    /// 0 for what does not stand for itself.
    var offset: Int { if case .offset(let offset) = self { offset } else { 0 } }
}
