import Agreements
import Findings
import Settings

/// A file that a row of a table names as an annex of its contract.
package struct NamedAnnex: Sendable, Hashable {
    package let name: String
    /// The cell.
    package let place: Place
}

extension AgreementFile {
    /// Whether a table's column of that name tells of files; an agreement's own field of the name is a field.
    package var hasAnnexColumn: Bool { !fields.contains { $0.name == PartnerRow.annexColumn } }
}

extension PartnerRow {
    /// The column that names files, several parted by semicolons or lines.
    package static let annexColumn = "anlagen"

    /// In the order of the cell; a part without a letter is none.
    package var namedAnnexes: [NamedAnnex] {
        guard let node = layer.root[PartnerRow.annexColumn] else { return [] }
        let nodes = if case .sequence(let parts) = node.content { parts } else { [node] }
        return nodes.flatMap { node -> [NamedAnnex] in
            guard case .scalar(let scalar) = node.content else { return [] }
            return scalar.text.value.split { $0 == ";" || $0.isNewline }.map { NamedAnnex(name: String($0).trimmed, place: node.place) }.filter { !$0.name.isEmpty }
        }
    }

    /// The row for a contract of its own, which gets no files from the table: a filled-in column is told of, not passed over.
    package var alone: PartnerRow {
        var row = withoutAnnexes
        let named = namedAnnexes
        guard let place = named.first?.place else { return row }
        row.findings.append(
            Finding(
                .warnung, "anlagen-nur-in-serie", at: place,
                "Die Spalte „\(PartnerRow.annexColumn)“ nennt \(named.count == 1 ? "eine Datei" : "\(named.count) Dateien"); in diesem Vertrag \(named.count == 1 ? "steht sie" : "stehen sie") nicht.",
                remedy: "Mit Anlagen erstellt den Vertrag „batch“ mit --annex-folder (--anlagenordner); einem einzelnen fügt „annex“ sie an."))
        return row
    }

    /// The row as its fields are read.
    package var withoutAnnexes: PartnerRow {
        guard case .mapping(let entries) = layer.root.content, entries.contains(where: { $0.key == PartnerRow.annexColumn }) else { return self }
        return PartnerRow(key: key, number: number, findings: findings, layer: layer.keeping { $0.key != PartnerRow.annexColumn })
    }
}
