import Dispatch
import Findings
import Production

/// Work that takes long, beside the threads that answer browsers.
final class SideWork: Sendable {
    private let queue: DispatchQueue

    /// - Parameter together: several at a time; else one after the other, first come, first served.
    init(_ label: String, together: Bool = false) {
        queue = DispatchQueue(label: "klauselwerk.\(label)", qos: .utility, attributes: together ? .concurrent : [])
    }

    func run<T: Sendable>(_ body: @escaping @Sendable () throws(Failure) -> T) async throws(Failure) -> T {
        let result: Result<T, Failure> = await withCheckedContinuation { continuation in
            queue.async {
                do throws(Failure) { continuation.resume(returning: .success(try body())) } catch { continuation.resume(returning: .failure(error)) }
            }
        }
        return try result.get()
    }
}
