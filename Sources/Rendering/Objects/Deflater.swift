import CDeflate
import Glibc

/// One of libdeflate's compressors; belongs to one worker. To make one takes a third of the time in which it compresses a page's section.
package final class Deflater {
    private let compressor: OpaquePointer

    /// Where no memory is left, the process ends, as it does wherever Swift finds none: a stream that is empty for lack of it would lose what the page says.
    package init(_ effort: Flate.Effort) {
        guard let compressor = libdeflate_alloc_compressor(effort.rawValue) else { abort() }
        self.compressor = compressor
    }

    deinit { libdeflate_free_compressor(compressor) }

    /// In the format of zlib (RFC 1950).
    package func compress(_ input: [UInt8]) -> [UInt8] {
        let bound = libdeflate_zlib_compress_bound(compressor, input.count)
        return [UInt8](unsafeUninitializedCapacity: bound) { buffer, count in
            count = libdeflate_zlib_compress(compressor, input, input.count, buffer.baseAddress, bound)
        }
    }
}
