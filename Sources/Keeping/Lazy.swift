import Synchronization

/// A value made when first asked for, by one thread only, while others that ask wait for it; an error stays too.
package final class Lazy<Value: Sendable, Failure: Error>: Sendable {
    private let make: @Sendable () throws(Failure) -> Value
    private let made = Mutex<Result<Value, Failure>?>(nil)

    package init(_ make: @escaping @Sendable () throws(Failure) -> Value) { self.make = make }

    package func value() throws(Failure) -> Value {
        let result = made.withLock { made in
            if let made { return made }
            let result = Result { () throws(Failure) in try make() }
            made = result
            return result
        }
        return try result.get()
    }
}
