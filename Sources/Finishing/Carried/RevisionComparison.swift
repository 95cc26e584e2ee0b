import CQPDF
import Rendering

/// Compares a later revision of a file with the one that we wrote, object by object. What has become another must be one of the few
/// things that may; what is new must belong to one of these.
struct RevisionComparison {
    let old: FileRevision
    let new: FileRevision
    let chain: UpdateChain
    /// Index of the section that ends the new revision.
    let last: Int
    /// Objects of the old revision have lower numbers.
    let objectCount: Int
    let bytes: [UInt8]
    let original: OriginalRevision
    private let places: ObjectPlaces

    var additions: [FileAddition] = []
    var refusals: [String] = []
    var signed = SignedState()
    /// New objects that belong to what may be added.
    var claimed: Set<Int> = []
    /// New fields by number.
    var newFields: Set<Int> = []

    init(_ old: FileRevision, _ new: FileRevision, _ places: ObjectPlaces, _ chain: UpdateChain, upTo last: Int, in bytes: [UInt8], _ original: OriginalRevision) {
        self.old = old
        self.new = new
        self.places = places
        self.chain = chain
        self.last = last
        self.bytes = bytes
        self.original = original
        objectCount = original.objectCount
    }

    mutating func compare() {
        compareTrailers()
        // First what fields there are; pages may show only these.
        compareCatalog()
        let written = chain.sections[...last].reduce(into: Set<Int>()) { $0.formUnion($1.objects) }
        let structural = chain.sections[...last].reduce(into: Set<Int>()) { $0.formUnion($1.structural) }
        for number in written.sorted() where number < objectCount && number != old.root.number {
            let before = old.object(number)
            let after = new.object(number)
            if structural.contains(number) {
                refuse("Ein Bestandteil des Vertrags wurde durch etwas anderes ersetzt (Objekt \(number)).")
            } else if !before.equals(after) {
                compare(number, before, after)
            }
        }
        let strays = written.filter { $0 >= objectCount && !claimed.contains($0) && !structural.contains($0) && new.object($0).kind != .null }
        if !strays.isEmpty, refusals.isEmpty {
            refuse("Die Datei enthält zusätzlich Objekte, die weder zu einer Unterschrift noch zu einem Feld gehören (\(strays.count)).")
        }
        if new.hasFaults() { refuse(RefusedUpdate.damaged.message) }
    }

    mutating func refuse(_ message: String) {
        if !refusals.contains(message) { refusals.append(message) }
    }

    private mutating func compare(_ number: Int, _ before: QPDFObject, _ after: QPDFObject) {
        switch places[number] {
        case .properties?: compareProperties(before, after)
        case .metadata?: compareMetadata(before, after)
        case .page(let index)?: comparePage(index, before, after)
        case .field?: compareField(before, after)
        case .appearance?: compareAppearance(before, after)
        case let place: refuse(ObjectPlaces.sentence(place, number))
        }
    }

    // MARK: - Trailer and catalog

    private mutating func compareTrailers() {
        let before = old.file.trailer
        let after = new.file.trailer
        if after["/Root"].number != before["/Root"].number { refuse("An die Stelle des Vertrags wurde ein anderes Dokument gesetzt.") }
        if after["/Info"].number != before["/Info"].number {
            claim(after["/Info"])
            compareProperties(before["/Info"], after["/Info"])
        }
        let known: Set<String> = ["Size", "Root", "Info", "ID", "Prev", "Type", "W", "Index", "Filter", "DecodeParms", "Length"]
        if let key = after.keys.map({ String($0.dropFirst()) }).first(where: { !known.contains($0) }) {
            refuse("Das Ende der Datei nennt etwas, das kein Unterschriftsprogramm schreibt (\(key)).")
        }
    }

    private mutating func compareCatalog() {
        let before = old.root
        let after = new.root
        for key in before.differingKeys(after) {
            switch key {
            case "AcroForm": compareForm(before["/AcroForm"], after["/AcroForm"])
            case "DSS": checkValidationData(after["/DSS"])
            case "Extensions": checkExtensions(after["/Extensions"])
            case "Version": if after["/Version"].kind != .name { refuse(settingsChanged(key)) }
            case "Perms":
                // A certifying signature (ISO 32000-1, 12.8.4); usage rights are another thing.
                if after["/Perms"].keys != ["/DocMDP"] { refuse(settingsChanged(key)) }
                claim(after["/Perms"])
            case "Pages": refuse(ObjectPlaces.sentence(.pageTree, 0))
            case "Metadata": compareMetadata(before["/Metadata"], after["/Metadata"])
            default: refuse(settingsChanged(key))
            }
        }
    }

    private func settingsChanged(_ key: String) -> String { "Die Einstellungen des Dokuments wurden geändert (\(key))." }

    private mutating func checkExtensions(_ extensions: QPDFObject) {
        // Names of standards, nothing else (ISO 32000-1, 7.12).
        let known: Set<String> = ["/Type", "/BaseVersion", "/ExtensionLevel", "/URL", "/ExtensionRevision"]
        claim(extensions)
        for key in extensions.keys where key != "/Type" {
            let value = extensions[key]
            claim(value)
            for entry in value.kind == .array ? value.items : [value] {
                claim(entry)
                if entry.kind != .dictionary || !known.isSuperset(of: entry.keys) { refuse(settingsChanged("Extensions")) }
            }
        }
    }

    // MARK: - Properties and pages

    /// Dates and programs of the Info dictionary.
    private mutating func compareProperties(_ before: QPDFObject, _ after: QPDFObject) {
        let changed = before.differingKeys(after)
        if let key = changed.first(where: { $0 != "ModDate" && $0 != "Producer" }) {
            refuse("Die Eigenschaften des Dokuments wurden geändert (\(key)).")
        } else if let program = after["/Producer"].text, !additions.contains(where: { $0.art == .properties }) {
            additions.append(FileAddition(art: .properties, inhalt: program.shortened))
        }
    }

    private mutating func comparePage(_ index: Int, _ before: QPDFObject, _ after: QPDFObject) {
        for key in before.differingKeys(after) where key != "Annots" || after.kind != .dictionary {
            refuse(key == "Contents" ? ObjectPlaces.sentence(.pageContent(index), 0) : "Seite \(index + 1) wurde geändert (\(key)).")
        }
        let annotations = after["/Annots"]
        claim(annotations)
        let shown = before["/Annots"].items.map(\.number)
        let shows = annotations.items.map(\.number)
        guard shows.starts(with: shown) else {
            refuse("Auf Seite \(index + 1) wurden Felder oder Verweise entfernt oder umgestellt.")
            return
        }
        if !shows.dropFirst(shown.count).allSatisfy(newFields.contains) {
            refuse("Auf Seite \(index + 1) wurde eine Anmerkung angebracht; sie kann Text verdecken oder hinzufügen.")
        }
    }

    // MARK: - What belongs to what

    /// The object itself belongs to what may be added.
    mutating func claim(_ object: QPDFObject) {
        if object.number >= objectCount { claimed.insert(object.number) }
    }

    /// The object and all new ones that it leads to.
    mutating func claimAll(_ object: QPDFObject, depth: Int = 0) {
        if object.number > 0 {
            guard object.number >= objectCount, claimed.insert(object.number).inserted || depth == 0 else { return }
        }
        guard depth < 48 else { return refuse(RefusedUpdate.damaged.message) }
        switch object.kind {
        case .array: for item in object.items { claimAll(item, depth: depth + 1) }
        case .dictionary, .stream: for key in object.keys { claimAll(object[key], depth: depth + 1) }
        default: break
        }
    }
}
