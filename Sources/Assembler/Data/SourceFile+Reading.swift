import Findings

extension SourceFile {
    /// Reads a text file as clerks write it: UTF-8, at most 2 MiB.
    public static func read(_ path: String) throws(Findings) -> SourceFile {
        do throws(Finding) { return try FileReading.text(of: path) } catch { throw Findings([error]) }
    }
}
