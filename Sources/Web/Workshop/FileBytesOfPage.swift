import Foundation

/// A file that has just arrived, whole.
enum FileBytesOfPage {
    static func read(_ file: ReceivedFile) -> [UInt8]? { FileManager.default.contents(atPath: file.path).map { Array($0) } }
}
