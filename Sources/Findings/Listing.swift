/// An error that one finding tells: of a font, of a drawing, of a program that cannot run here.
package protocol TellableError: Error {
    var finding: Finding { get }
}

/// A value whose error is told as a finding, where findings are thrown.
///
///     let found = try telling(DrawingError.self, file.conversion())
package func telling<Value, Told: TellableError>(_: Told.Type, _ value: @autoclosure () throws(Told) -> Value) throws(Finding) -> Value {
    do throws(Told) { return try value() } catch { throw error.finding }
}

/// A value whose error is one finding, where several may be thrown at once.
///
///     let file = try listing(QPDFFile(bytes, path: path))
package func listing<Value>(_ value: @autoclosure () throws(Finding) -> Value) throws(FindingList) -> Value {
    do throws(Finding) { return try value() } catch { throw FindingList([error]) }
}

/// The same of an error that one finding tells.
package func listing<Value, Told: TellableError>(_ kind: Told.Type, _ value: @autoclosure () throws(Told) -> Value) throws(FindingList) -> Value {
    try listing(telling(kind, value()))
}
