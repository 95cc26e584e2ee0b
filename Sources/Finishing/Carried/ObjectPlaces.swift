import Rendering

/// What the objects of a file of ours are, for saying which of them was changed.
struct ObjectPlaces {
    enum Place: Hashable {
        case page(Int)
        case pageContent(Int)
        case pageTree
        case properties
        case metadata
        case field
        /// What a field of ours shows.
        case appearance
        case link
        case structure
        case file
        case outline
    }

    private var places: [Int: Place] = [:]

    subscript(number: Int) -> Place? { places[number] }

    init(_ revision: FileRevision) {
        let root = revision.root
        places[revision.file.trailer["/Info"].number] = .properties
        places[root["/Metadata"].number] = .metadata
        places[root["/Pages"].number] = .pageTree
        let pages = root["/Pages"]["/Kids"].items
        for (index, page) in pages.enumerated() { places[page.number] = .page(index) }
        for field in root["/AcroForm"]["/Fields"].items {
            places[field.number] = .field
            places[field["/AP"]["/N"].number] = .appearance
        }
        for (index, page) in pages.enumerated() {
            for annotation in page["/Annots"].items where places[annotation.number] == nil { places[annotation.number] = .link }
            mark(page["/Contents"], .pageContent(index))
            mark(page["/Resources"], .pageContent(index))
        }
        mark(root["/AF"], .file)
        mark(root["/StructTreeRoot"], .structure)
        mark(root["/Outlines"], .outline)
        mark(root["/Names"], .outline)
        places[0] = nil
    }

    /// The object and those that it leads to, unless they are something already.
    private mutating func mark(_ object: QPDFObject, _ place: Place) {
        var waiting = [object]
        while let object = waiting.popLast() {
            if object.number > 0 {
                guard places[object.number] == nil else { continue }
                places[object.number] = place
            }
            switch object.kind {
            case .array: waiting += object.items
            case .dictionary, .stream: waiting += object.keys.map { object[$0] }
            default: break
            }
        }
    }

    static func sentence(_ place: Place?, _ number: Int) -> String {
        switch place {
        case .pageContent(let index): "Der Inhalt von Seite \(index + 1) wurde geändert."
        case .page(let index): "Seite \(index + 1) wurde geändert."
        case .pageTree: "Seiten wurden hinzugefügt, entfernt oder umgestellt."
        case .properties: "Die Eigenschaften des Dokuments wurden geändert."
        case .metadata: "Die Metadaten (Titel, Verfasser, Kennzeichnung als Archivdatei) wurden geändert."
        case .field, .appearance: "Ein Feld des Vertrags wurde durch etwas anderes ersetzt (Objekt \(number))."
        case .link: "Ein Verweis im Vertrag wurde geändert (Objekt \(number))."
        case .structure: "Der Text für Vorleseprogramme wurde geändert."
        case .file: "Eine Datei, die der Vertrag mitführt, wurde geändert."
        case .outline: "Lesezeichen oder Sprungziele wurden geändert."
        case nil: "Ein Bestandteil des Vertrags wurde geändert (Objekt \(number))."
        }
    }
}

extension FileRevision {
    /// Object numbers of the pages of a file of ours, in their order.
    var pageNumbers: [Int] { root["/Pages"]["/Kids"].items.map(\.number) }
}
