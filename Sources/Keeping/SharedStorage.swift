extension Array {
    /// Whether both are one array, and so certainly equal, without a look at what they hold. Whoever keeps one of them can rely on it: nothing is changed in
    /// place while somebody else has it.
    @inlinable
    public func sharesStorage(with other: [Element]) -> Bool { count == other.count && storage == other.storage }

    /// Names the array as long as somebody keeps it; to be compared and hashed, for nothing else.
    @inlinable
    public var storage: UnsafeRawPointer? { withUnsafeBufferPointer { UnsafeRawPointer($0.baseAddress) } }
}
