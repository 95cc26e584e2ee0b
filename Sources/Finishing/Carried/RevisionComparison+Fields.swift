import Rendering

extension RevisionComparison {
    /// Whose form: all fields of ours stay, in their order; only fields to sign in may come.
    mutating func compareForm(_ before: QPDFObject, _ after: QPDFObject) {
        claim(after)
        for key in before.differingKeys(after) {
            switch key {
            case "Fields", "SigFlags": break
            // Says that a reader shall draw what is in the fields; it does so within them.
            case "NeedAppearances": if after["/NeedAppearances"].kind != .boolean { refuseForm(key) }
            case "DR": compareResources(before["/DR"], after["/DR"])
            case "DA": if before["/DA"].kind != .null || after["/DA"].kind != .string { refuseForm(key) }
            default: refuseForm(key)
            }
        }
        let fields = after["/Fields"]
        claim(fields)
        let known = before["/Fields"].items.map(\.number)
        guard fields.items.map(\.number).starts(with: known) else { return refuse("Felder des Vertrags wurden entfernt oder umgestellt.") }
        for field in fields.items.dropFirst(known.count) { checkNewField(field) }
    }

    private mutating func refuseForm(_ key: String) { refuse("Das Formular des Vertrags wurde geändert (\(key)).") }

    /// A program that fills in brings fonts of its own; those that are there stay.
    private mutating func compareResources(_ before: QPDFObject, _ after: QPDFObject) {
        claimAll(after)
        for kind in before.keys {
            for name in before[kind].keys where before[kind][name].written != after[kind][name].written { refuseForm("DR") }
        }
    }

    /// One that the document did not have: only to be signed in.
    private mutating func checkNewField(_ field: QPDFObject) {
        let known: Set<String> = ["/Type", "/Subtype", "/FT", "/T", "/TU", "/F", "/Ff", "/P", "/Rect", "/AP", "/V", "/Lock", "/SV", "/MK", "/DA", "/M", "/NM"]
        guard field.number >= objectCount, field["/FT"].name == "Sig", known.isSuperset(of: field.keys) else {
            return refuse("Es wurde ein Feld hinzugefügt, das kein Unterschriftsfeld ist („\(field["/T"].text ?? "")“).")
        }
        newFields.insert(field.number)
        claimed.insert(field.number)
        let name = field["/T"].text ?? ""
        claimAll(field["/Lock"])
        claimAll(field["/SV"])
        let area = area(of: field)
        if field["/V"].kind == .null {
            additions.append(FileAddition(art: .emptySignatureField, feld: name))
            if field["/AP"].kind != .null, area != nil { refuse("Ein neues Unterschriftsfeld („\(name)“) zeigt etwas, ohne unterschrieben zu sein.") }
        } else {
            addSignature(field["/V"], field: name, area: area)
        }
        checkAppearance(field, name)
    }

    /// `nil` for a field that shows nothing.
    private func area(of field: QPDFObject) -> FileAddition.FieldArea? {
        let rect = field["/Rect"].numbers
        guard rect.count == 4 else { return nil }
        let ordered = [min(rect[0], rect[2]), min(rect[1], rect[3]), max(rect[0], rect[2]), max(rect[1], rect[3])]
        guard ordered[2] > ordered[0], ordered[3] > ordered[1] else { return nil }
        return FileAddition.FieldArea(page: old.pageNumbers.firstIndex(of: field["/P"].number), rect: ordered)
    }

    // MARK: - Fields of ours

    mutating func compareField(_ before: QPDFObject, _ after: QPDFObject) {
        let name = before["/T"].text ?? ""
        let isSignature = before["/FT"].name == "Sig"
        let allowed: Set<String> = isSignature ? ["V", "AP", "Lock", "Ff", "F", "M", "NM", "DA"] : ["V", "AP", "Ff", "F", "M", "NM", "DA", "MK"]
        let changed = before.differingKeys(after)
        if let key = changed.first(where: { !allowed.contains($0) }) { return refuse("Das Feld „\(name)“ wurde geändert (\(key)).") }
        // Print and Locked; a field must not be hidden (ISO 32000-1, 12.5.3).
        let flags = (before["/F"].integer ?? 0) ^ (after["/F"].integer ?? 0)
        if flags & ~(128 | 512) != 0 { refuse("Das Feld „\(name)“ wurde verborgen oder sonst geändert (F).") }
        claimAll(after["/Lock"])
        checkAppearance(after, name)
        guard changed.contains("V") else { return }
        if isSignature {
            addSignature(after["/V"], field: name, area: nil)
        } else if let value = after["/V"].text {
            claim(after["/V"])
            additions.append(FileAddition(art: .filledField, feld: name, inhalt: value.shortened))
        } else {
            refuse("Das Feld „\(name)“ enthält etwas anderes als Text.")
        }
    }

    /// An appearance is drawn into the rectangle of its field (ISO 32000-1, 12.5.5), so it covers nothing else.
    private mutating func checkAppearance(_ field: QPDFObject, _ name: String) {
        let appearance = field["/AP"]
        guard appearance.kind != .null else { return }
        claim(appearance)
        let stream = appearance["/N"]
        guard appearance.keys == ["/N"], stream.kind == .stream, stream["/Subtype"].name == "Form",
            stream.number >= objectCount || stream.number == old.object(field.number)["/AP"]["/N"].number
        else { return refuse("Das Feld „\(name)“ zeigt etwas, das kein gewöhnliches Erscheinungsbild ist.") }
        claimAll(stream)
    }

    /// The same object with another content: some programs fill in so.
    mutating func compareAppearance(_ before: QPDFObject, _ after: QPDFObject) {
        guard after.kind == .stream, after["/Subtype"].name == "Form" else { return refuse(ObjectPlaces.sentence(.appearance, before.number)) }
        for key in after.keys { claimAll(after[key]) }
    }
}
