import Assembler
import Foundation
import Production

/// A recorded value as it is kept: JSON, the way the origin has it.
indirect enum RecordedText: Sendable, Hashable, Codable {
    case text(String)
    case list([RecordedText])
    case group([String: RecordedText])
    case nothing

    init(_ content: RecordedContent) {
        switch content {
        case .text(let text): self = .text(text)
        case .list(let elements): self = .list(elements.map { RecordedText($0) })
        case .group(let members): self = .group(members.mapValues { RecordedText($0) })
        case .nothing: self = .nothing
        }
    }

    var content: RecordedContent {
        switch self {
        case .text(let text): .text(text)
        case .list(let elements): .list(elements.map(\.content))
        case .group(let members): .group(members.mapValues(\.content))
        case .nothing: .nothing
        }
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .nothing
        } else if let text = try? container.decode(String.self) {
            self = .text(text)
        } else if let elements = try? container.decode([RecordedText].self) {
            self = .list(elements)
        } else {
            self = .group(try container.decode([String: RecordedText].self))
        }
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .text(let text): try container.encode(text)
        case .list(let elements): try container.encode(elements)
        case .group(let members): try container.encode(members)
        case .nothing: try container.encodeNil()
        }
    }

    /// For search and lists: all texts in it; names of people in the order of speech.
    var oneLine: String {
        switch self {
        case .text(let text): return text
        case .nothing: return ""
        case .list(let elements): return elements.map(\.oneLine).filter { !$0.isEmpty }.joined(separator: "; ")
        case .group(let members):
            let spoken = ["titel", "vorname", "name"]
            let first = spoken.compactMap { members[$0]?.oneLine }
            let rest = members.filter { !spoken.contains($0.key) && $0.key != "anrede" }.sorted { $0.key < $1.key }.map(\.value.oneLine)
            return ([first.filter { !$0.isEmpty }.joined(separator: " ")] + rest).filter { !$0.isEmpty }.joined(separator: ", ")
        }
    }
}
