import Settings

extension MappingReader {
    package func expression(_ key: String) -> ExpressionSyntax? {
        guard let text = filled(key) else { return nil }
        do {
            return try ExpressionSyntax(parsing: text)
        } catch {
            log.add(error.all)
            return nil
        }
    }
}
