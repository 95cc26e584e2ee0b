import Rendering

extension RevisionComparison {
    /// ISO 32000-1, table 252; ISO 32000-2, 12.8.5.
    mutating func addSignature(_ signature: QPDFObject, field: String, area: FileAddition.FieldArea?) {
        let known: Set<String> = [
            "/Type", "/Filter", "/SubFilter", "/Contents", "/Cert", "/ByteRange", "/Reference", "/Changes", "/Name", "/M", "/Location", "/Reason",
            "/ContactInfo", "/R", "/V", "/Prop_Build", "/Prop_AuthTime", "/Prop_AuthType",
        ]
        let isTimeStamp = signature["/Type"].name == "DocTimeStamp" || signature["/SubFilter"].name == "ETSI.RFC3161"
        let what = isTimeStamp ? "Der Zeitstempel" : "Die Unterschrift"
        guard signature.kind == .dictionary, known.isSuperset(of: signature.keys), signature["/Contents"].kind == .string else {
            return refuse("\(what) im Feld „\(field)“ ist keine ordentliche Unterschrift.")
        }
        guard coversRevision(signature["/ByteRange"]) else {
            return refuse("\(what) im Feld „\(field)“ gilt nicht für die ganze Datei, wie sie damals war.")
        }
        claimAll(signature)
        signed.signatures[field] = signature.content
        var addition = FileAddition(art: isTimeStamp ? .timeStamp : .signature, feld: field)
        addition.area = area
        additions.append(addition)
    }

    /// Two ranges, from the first byte to the end of a revision, with nothing but the signature's hexadecimal digits left out (ISO 32000-1,
    /// 12.8.1); these stand in that very revision.
    private func coversRevision(_ byteRange: QPDFObject) -> Bool {
        let range = byteRange.items.compactMap(\.integer)
        guard range.count == 4, range[0] == 0, range[1] >= 0, range[2] > range[1] + 1, range[3] >= 0, range[2] <= bytes.count,
            range[3] <= bytes.count - range[2], bytes[range[1]] == UInt8(ascii: "<"), bytes[range[2] - 1] == UInt8(ascii: ">")
        else { return false }
        let digits = bytes[(range[1] + 1)..<(range[2] - 1)]
        guard digits.allSatisfy({ (0x30...0x39).contains($0) || (0x41...0x46).contains($0 & 0xDF) }) else { return false }
        let end = range[2] + range[3]
        for (index, section) in chain.sections[...last].enumerated() {
            let start = index == 0 ? original.length : chain.sections[index - 1].end
            // The line's end behind %%EOF may be the next program's.
            if (section.end - 2...section.end).contains(end) { return range[1] >= start }
        }
        return false
    }

    /// ISO 32000-2, 12.8.4.3: the catalog's DSS.
    mutating func checkValidationData(_ store: QPDFObject) {
        claim(store)
        let known: Set<String> = ["/Type", "/VRI", "/Certs", "/OCSPs", "/CRLs"]
        guard store.kind == .dictionary, known.isSuperset(of: store.keys) else { return refuseValidationData() }
        let certificates = claimStreams(store["/Certs"])
        let answers = claimStreams(store["/OCSPs"])
        let lists = claimStreams(store["/CRLs"])
        claim(store["/VRI"])
        for key in store["/VRI"].keys where key != "/Type" {
            let entry = store["/VRI"][key]
            claim(entry)
            let known: Set<String> = ["/Type", "/Cert", "/CRL", "/OCSP", "/TU", "/TS"]
            guard entry.kind == .dictionary, known.isSuperset(of: entry.keys) else { return refuseValidationData() }
            for list in ["/Cert", "/CRL", "/OCSP"] { _ = claimStreams(entry[list]) }
            if entry["/TS"].kind != .null { claimData(entry["/TS"]) }
        }
        let parts = [
            (certificates, "1 Zertifikat", "Zertifikate"), (answers, "1 OCSP-Antwort", "OCSP-Antworten"), (lists, "1 Sperrliste", "Sperrlisten"),
        ].filter { $0.0 > 0 }.map { $0.0 == 1 ? $0.1 : "\($0.0) \($0.2)" }
        additions.append(FileAddition(art: .validationData, inhalt: parts.isEmpty ? nil : parts.joined(separator: ", ")))
    }

    private mutating func claimStreams(_ list: QPDFObject) -> Int {
        guard list.kind != .null else { return 0 }
        claim(list)
        if list.kind != .array { refuseValidationData() }
        for item in list.items { claimData(item) }
        return list.items.count
    }

    /// A stream of DER, whose first byte is that of a SEQUENCE (X.690, 8.9).
    private mutating func claimData(_ stream: QPDFObject) {
        claim(stream)
        claim(stream["/Length"])
        guard stream.kind == .stream, Set(stream.keys).isSubset(of: ["/Length", "/Filter", "/DecodeParms"]),
            stream.data(.generalized)?.first == 0x30
        else { return refuseValidationData() }
    }

    private mutating func refuseValidationData() { refuse("Die Prüfdaten zu den Unterschriften enthalten etwas, das keine Prüfdaten sind.") }
}
