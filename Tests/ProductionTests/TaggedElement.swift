import ChildProcess
import Foundation

/// An element of the structure tree of a PDF with what is written in it, as pikepdf reads it (scripts/structure.py).
struct TaggedElement: Decodable {
    let role: String
    let lang: String?
    let alt: String?
    let actual: String?
    let id: String?
    /// Of its type; `nil` where the file tells none.
    let namespace: String?
    /// Roles of the elements that it names.
    let ref: [String]?
    /// Of its own content; read only if asked for.
    let text: String?
    let marks: Int
    let objects: Int
    private let attributes: [String: Value]
    let kids: [TaggedElement]

    private enum Value: Decodable {
        case text(String)
        case list([String])

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if let list = try? container.decode([String].self) { self = .list(list) } else { self = .text(try container.decode(String.self)) }
        }
    }

    /// The Document element of each file.
    static func read(_ paths: [String], text: Bool = false) throws -> [TaggedElement] {
        try JSONDecoder().decode([[TaggedElement]].self, from: output((text ? ["--text"] : []) + paths)).flatMap { $0 }
    }

    static func output(_ arguments: [String]) throws -> Data {
        let child = try ChildProcess.run("/usr/bin/python3", [RandomFiles.checkout + "/scripts/structure.py"] + arguments)
        guard child.status == 0 else { throw Unreadable(message: child.errors) }
        return Data(child.output.utf8)
    }

    struct Unreadable: Error { let message: String }

    subscript(attribute: String) -> String? { if case .text(let text)? = attributes[attribute] { text } else { nil } }

    func list(_ attribute: String) -> [String] { if case .list(let list)? = attributes[attribute] { list } else { [] } }

    /// The element and all below it, in reading order.
    var all: [TaggedElement] { [self] + kids.flatMap(\.all) }

    func all(_ role: String) -> [TaggedElement] { all.filter { $0.role == role } }

    /// 1 to 6.
    var headingLevel: Int? { role.count == 2 && role.hasPrefix("H") ? Int(role.dropFirst()) : nil }
}
