import Settings

extension MappingReader {
    func expression(_ key: String) -> ExpressionSyntax? {
        guard let text = filled(key) else { return nil }
        do {
            return try ExpressionSyntax(parsing: text)
        } catch {
            log.add(error.all)
            return nil
        }
    }
}
