import Findings

/// A value of an earlier stage; what that stage tells becomes the run's ``Failure``.
///
///     let agreement = try failing(planner.agreement(at: path))
///
/// Where it takes several statements: `try failing { () throws(FindingList) in … }`.
package func failing<Value>(_ value: @autoclosure () throws(FindingList) -> Value) throws(Failure) -> Value {
    do throws(FindingList) { return try value() } catch { throw Failure(error) }
}
