import Findings
import Foundation

/// Which part of a package means what (OPC, ECMA-376 part 2, 9.3): parts are found by relationships, wherever they lie.
struct PackageRelations {
    struct Relation: Sendable {
        /// The last piece of the type: `worksheet`, `styles`.
        var type: String
        var part: String
    }

    private(set) var byIdentifier: [String: Relation] = [:]
    private(set) var inOrder: [Relation] = []

    /// - Parameter part: whose relationships they are; empty: the package's own.
    static func of(_ part: String, in archive: borrowing ZipArchive) throws(Finding) -> PackageRelations {
        let folder = part.lastIndex(of: "/").map { String(part[...$0]) } ?? ""
        let reader = Reader(folder: folder)
        _ = try XMLStream.read("\(folder)_rels/\(part.dropFirst(folder.count)).rels", of: archive, to: reader)
        return reader.relations
    }

    subscript(type: String) -> String? { inOrder.first { $0.type == type }?.part }

    private final class Reader: XMLReceiver {
        var relations = PackageRelations()
        private let folder: String

        init(folder: String) { self.folder = folder }

        func start(_ name: String, _ attributes: XMLAttributes) {
            guard name == "Relationship", relations.inOrder.count < TableLimits.parts, attributes["TargetMode"] != "External",
                let id = attributes["Id"], let target = attributes["Target"]
            else { return }
            let type = attributes["Type"]?.split(separator: "/").last.map(String.init) ?? ""
            let relation = Relation(type: type, part: PackageRelations.resolved(target, against: folder))
            relations.byIdentifier[id] = relation
            relations.inOrder.append(relation)
        }

        func end(_ name: String) {}
        func text(_ bytes: UnsafeBufferPointer<UInt8>) {}
    }

    /// A target, relative to the folder of the part whose relationship it is, as the name of a part.
    static func resolved(_ target: String, against folder: String) -> String {
        let target = target.replacing("\\", with: "/")
        let path = target.hasPrefix("/") ? target : folder + target
        var steps: [Substring] = []
        for step in path.prefix(4_096).split(separator: "/") {
            switch step {
            case ".": break
            case "..": _ = steps.popLast()
            default: steps.append(step)
            }
        }
        let name = steps.joined(separator: "/")
        return name.removingPercentEncoding ?? name
    }
}
