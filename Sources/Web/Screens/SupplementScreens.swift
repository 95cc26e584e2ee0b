import Findings
import Foundation
import Hummingbird
import Production

/// Annexes for a contract that is finished already.
struct SupplementScreens: Sendable {
    let office: Office

    func add(to routes: Routes) {
        routes.get("/anhaengen") { visit in
            let all = try await office.supplements.all(of: visit.visitor.owner).map { supplement -> [String: Any] in
                let count = supplement.annexes.count
                return [
                    "id": supplement.id, "datei": supplement.file, "zeit": GermanTime.text(supplement.changed),
                    "anzahl": count == 0 ? "noch ohne Anlage" : count == 1 ? "1 Anlage" : "\(count) Anlagen",
                ]
            }
            return try office.frame.page(
                "anhaengen", title: "Anlagen anfügen", ["offen": all, "hatOffene": !all.isEmpty, "hoechstens": Inbox.said(Bounds.contract)], for: visit.visitor)
        }
        routes.multipart("/anhaengen", upTo: Bounds.contract) { visit, file in
            guard let file else { throw Problem.noFile }
            // With no annex it is the contract itself, made anew: whatever speaks against more is found here.
            let supplement = try await office.supplements.begin(file, owner: visit.visitor.owner) { path in _ = try await made(path, []) }
            return PageFrame.goOn(to: "/fertige/\(supplement.id)/anlagen")
        }
        routes.get("/fertige/:id/vertrag.pdf") { visit in
            let supplement = try await supplement(visit)
            let bytes = try await made(office.supplements.path(supplement), office.annexes.attached(supplement.annexes, of: supplement.id))
            return PageFrame.download(bytes, "application/pdf", named: supplement.file.lowercased().hasSuffix(".pdf") ? supplement.file : supplement.file + ".pdf")
        }
        routes.get("/fertige/:id/loeschen") { visit in
            let supplement = try await supplement(visit)
            return try office.frame.page("fertiger-loeschen", title: "Vertrag entfernen", ["id": supplement.id, "datei": supplement.file], for: visit.visitor)
        }
        routes.post("/fertige/:id/loeschen") { visit in
            let id = try visit.part("id")
            try await office.supplements.delete(id, of: visit.visitor.owner)
            office.annexes.removeAll(of: id)
            return PageFrame.goOn(to: "/anhaengen")
        }
    }

    private func supplement(_ visit: Visit) async throws -> Supplement { try await office.supplements.supplement(try visit.part("id"), of: visit.visitor.owner) }

    /// What `klauselwerk annex` makes of the same files.
    private func made(_ contract: String, _ annexes: [AttachedFile]) async throws -> [UInt8] {
        let output = "\(contract.prefix { $0 != "\u{0}" }).\(Secret.make()).pdf"
        defer { unlink(output) }
        let library = office.library.workspace.library
        do throws(Failure) {
            _ = try await office.proofs.run { () throws(Failure) in try Contracts.annex(contract, annexes, library: library, output: output, strict: false) }
        } catch { throw Problem.notToSupplement(error, contract) }
        return Array(try Data(contentsOf: URL(filePath: output)))
    }
}

extension Problem {
    /// A contract that gets no annexes.
    static func notToSupplement(_ failure: Failure, _ path: String) -> Problem {
        let errors = failure.findings.filter { $0.severity == .fehler }
        let name = path.split(separator: "/").last.map(String.init) ?? ""
        let said = errors.prefix(3).map { ClerkWords.sentence($0.message.replacing(path, with: name)) }.joined(separator: " ")
        let isSigned = errors.contains { $0.rule == "vertrag-unterschrieben" }
        return Problem(
            422, "Diesem Vertrag lässt sich nichts anfügen", said + " Geändert wurde nichts.",
            remedy: isSigned
                ? "Vereinbaren Sie die Anlage in einem Nachtrag." : "Sehen Sie unter „Datei prüfen“ nach, was an der Datei anders ist, oder erstellen Sie den Vertrag neu.",
            link: Link(address: "/anhaengen", text: "Zurück zu „Anlagen anfügen“"))
    }
}
