import Glibc

/// Files and folders that are gone with their owner: the one place that knows where they lie and how they get names that are free.
package enum TemporaryFiles {
    /// What the system said: an `errno`.
    package struct Failure: Error, Sendable, Hashable {
        package let code: Int32

        package init(code: Int32) { self.code = code }

        /// „der Ordner für vorläufige Dateien „/tmp“ lässt sich nicht verwenden (der Datenträger ist voll)“
        package var reason: String {
            "der Ordner für vorläufige Dateien „\(folder)“ lässt sich nicht verwenden (\(SystemMessage.text(code)))"
        }

        package static let remedy =
            "Schaffen Sie Platz auf dem Datenträger; hilft das nicht, bitten Sie Ihre Systembetreuung, den Ordner für vorläufige Dateien zu prüfen (TMPDIR)."
    }

    /// `TMPDIR` where it is set (POSIX, Environment Variables), else `/tmp`; without a slash at the end.
    package static var folder: String {
        var folder = getenv("TMPDIR").map { String(cString: $0) } ?? ""
        while folder.utf8.count > 1, folder.hasSuffix("/") { folder.removeLast() }
        return folder.isEmpty ? "/tmp" : folder
    }

    /// A file without a name, open for reading and writing; it is gone once the descriptor is closed.
    package static func nameless() throws(Failure) -> Int32 {
        var template = template()
        let file = mkstemp(&template)
        guard file >= 0 else { throw Failure(code: errno) }
        _ = fcntl(file, F_SETFD, FD_CLOEXEC)
        unlink(template)
        return file
    }

    /// A new folder that only this user can read.
    package static func privateFolder() throws(Failure) -> String {
        var template = template()
        guard mkdtemp(&template) != nil else { throw Failure(code: errno) }
        return String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// mkstemp(3) and mkdtemp(3) want six X at the end and put a name that is free in their place.
    private static func template() -> [CChar] { Array("\(folder)/klauselwerk-XXXXXX".utf8CString) }

    /// Writes all of it at an offset. 0, or the `errno` of the failed call.
    package static func write(_ bytes: [UInt8], to file: Int32, at offset: Int = 0) -> Int32 {
        var done = 0
        while done < bytes.count {
            let count = bytes.withUnsafeBytes { pwrite(file, $0.baseAddress?.advanced(by: done), bytes.count - done, off_t(offset + done)) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return count < 0 ? errno : ENOSPC }
            done += count
        }
        return 0
    }
}
