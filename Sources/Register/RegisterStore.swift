import GRDB

/// The register's database.
public struct RegisterStore: Sendable {
    let database: DatabasePool

    public init(path: String) throws {
        database = try DatabasePool(path: path)
    }
}
