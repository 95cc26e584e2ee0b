import Findings

/// A value of an earlier stage; what that stage tells becomes the run's ``Failure``.
///
///     let agreement = try failing(planner.agreement(at: path))
package func failing<Value>(_ value: @autoclosure () throws(FindingList) -> Value) throws(Failure) -> Value {
    do throws(FindingList) { return try value() } catch { throw Failure(error) }
}

/// The same where it takes several statements: `try failing { () throws(FindingList) in … }`.
package func failing<Value>(_ body: () throws(FindingList) -> Value) throws(Failure) -> Value {
    do throws(FindingList) { return try body() } catch { throw Failure(error) }
}

/// The same of a single finding that means the status, whatever its rule.
///
///     let spool = try failing(.inputOutput, names.finish())
package func failing<Value>(_ status: ExitStatus, _ value: @autoclosure () throws(Finding) -> Value) throws(Failure) -> Value {
    do throws(Finding) { return try value() } catch { throw Failure(status, error) }
}
