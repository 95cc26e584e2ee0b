import Foundation

/// The programs that were built together with the tests that run them.
public enum BuiltProgram {
    /// The program's path: beside the tests, or in a folder above them.
    public static func path(_ name: String) -> String {
        let tests = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? "/"
        var folder = URL(filePath: tests).deletingLastPathComponent()
        while folder.path != "/" {
            if FileManager.default.isExecutableFile(atPath: folder.path + "/" + name) { return folder.path + "/" + name }
            folder = folder.deletingLastPathComponent()
        }
        // To be named by who cannot start it.
        return name
    }
}
