import CCairo

/// Takes what a Cairo surface writes.
final class ByteSink {
    private(set) var bytes: [UInt8] = []

    /// Hands over what has come since the last call.
    func take() -> [UInt8] {
        defer { bytes.removeAll(keepingCapacity: true) }
        return bytes
    }

    /// From now on every write fails, so that Cairo gives up early on a file that nobody wants.
    func close() { isClosed = true }
    private var isClosed = false

    static let write: cairo_write_func_t = { closure, data, length in
        guard let closure, let data else { return CAIRO_STATUS_WRITE_ERROR }
        let sink = Unmanaged<ByteSink>.fromOpaque(closure).takeUnretainedValue()
        if sink.isClosed { return CAIRO_STATUS_WRITE_ERROR }
        sink.bytes.append(contentsOf: UnsafeBufferPointer(start: data, count: Int(length)))
        return CAIRO_STATUS_SUCCESS
    }
}
