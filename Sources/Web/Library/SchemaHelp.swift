import Foundation
import Production

/// What the schema of clauses says of each setting: the same sentences that an editor shows.
enum SchemaHelp {
    private struct Schema: Decodable {
        struct Property: Decodable { let description: String? }
        let properties: [String: Property]
    }

    /// By key; none where the schemas are not installed: the form works without.
    static let ofClauses: [String: String] = {
        guard let folder = Workspace.folder(ofProgram: "schemas"), let bytes = FileManager.default.contents(atPath: folder + "/klausel.schema.json"),
            let schema = try? JSONDecoder().decode(Schema.self, from: bytes)
        else { return [:] }
        return schema.properties.compactMapValues(\.description)
    }()
}
