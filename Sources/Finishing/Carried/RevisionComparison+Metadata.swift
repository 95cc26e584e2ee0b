import Rendering

extension RevisionComparison {
    /// Signing programs that know metadata note date and program in them and write the whole packet anew in their own way (pyHanko 0.38): what it
    /// says has to stay.
    mutating func compareMetadata(_ before: QPDFObject, _ after: QPDFObject) {
        let known: Set<String> = ["/Type", "/Subtype", "/Length", "/Filter", "/DecodeParms"]
        guard after.kind == .stream, known.isSuperset(of: after.keys), after["/Type"].name == "Metadata", after["/Subtype"].name == "XML",
            let own = CarriedFiles.content(of: before).flatMap(MetadataProperties.init),
            let other = CarriedFiles.content(of: after).flatMap(MetadataProperties.init)
        else { return refuse(ObjectPlaces.sentence(.metadata, 0)) }
        claim(after)
        let changed = own.differing(from: other)
        if let name = changed.first(where: { !MetadataNotes.mayBe(other[$0], at: $0) }) {
            let local = name.split(separator: " ").last.map(String.init) ?? name
            refuse("Die Metadaten des Dokuments wurden geändert (\(local.shortened)).")
        } else if case .text(let program)? = other[MetadataNotes.producer], !additions.contains(where: { $0.art == .properties }) {
            additions.append(FileAddition(art: .properties, inhalt: program.shortened))
        }
    }
}

/// What of the metadata a program notes whenever it saves a file.
private enum MetadataNotes {
    static let producer = "http://ns.adobe.com/pdf/1.3/ Producer"
    /// ISO 16684-1, 8.3: when the file was last saved, and when its metadata were changed.
    private static let dates: Set<String> = ["http://ns.adobe.com/xap/1.0/ ModifyDate", "http://ns.adobe.com/xap/1.0/ MetadataDate"]
    /// Of the file as it was saved this time, and of all its versions (XMP Specification, part 2, XMP Media Management).
    private static let identifiers: Set<String> = ["http://ns.adobe.com/xap/1.0/mm/ InstanceID", "http://ns.adobe.com/xap/1.0/mm/ DocumentID"]

    /// - Parameter value: what the file says now; `nil` where it says nothing any more.
    static func mayBe(_ value: MetadataProperties.Value?, at name: String) -> Bool {
        guard case .text(let text)? = value, text.utf8.count <= 200 else { return false }
        if name == producer { return !text.unicodeScalars.contains { $0.properties.generalCategory == .control } }
        // ISO 8601 as ISO 16684-1, 8.2.1.1 has it.
        if dates.contains(name) { return text.wholeMatch(of: /[0-9]{4}(-[0-9]{2}(-[0-9]{2}(T[0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]+)?)?(Z|[+\-][0-9]{2}:[0-9]{2})?)?)?)?/) != nil }
        return identifiers.contains(name) && text.wholeMatch(of: /(uuid|urn:uuid|xmp\.[id]id):[0-9A-Fa-f\-]+/) != nil
    }
}
