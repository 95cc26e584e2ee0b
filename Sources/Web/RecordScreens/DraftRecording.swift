import Checksum
import Findings
import Foundation
import Hummingbird
import Production
import Register

/// A contract that is filled in enters the register: its file is kept beside it.
struct DraftRecording: Sendable {
    let desk: RecordDesk

    func add(to routes: Routes) { routes.post("/entwuerfe/:id/register") { visit in try await take(visit) } }

    private func take(_ visit: Visit) async throws -> Response {
        let office = desk.office
        let draft = try await office.drafts.draft(try visit.part("id"), of: visit.visitor.owner)
        guard let request = try DraftPages(office: office).request(draft, try office.interviews.read(draft).final) else {
            return PageFrame.goOn(to: "/entwuerfe/\(draft.id)#uebersicht")
        }
        let made = try await office.presses.press(for: draft.id).file(request)
        let (room, bytes) = (desk.room, made.bytes)
        let name = KeptAnnex.safe(draft.name) + ".pdf"
        let place = "\(room.papers)/\(Secret.make())"
        defer { try? FileManager.default.removeItem(atPath: place) }
        do throws(Failure) {
            let identifier = try await room.writing.run { () throws(Failure) in
                let path = "\(place)/\(name)"
                try AtomicFile.makeFolder(place, for: place)
                try AtomicFile.write(bytes, to: path)
                let kept = try room.keep(path, named: name, sha256: SHA256.hex(of: bytes))
                let store = try room.creating()
                // As dropping the file would: read from it, and proved.
                let result = try FileIntake(store, library: room.library.workspace.library).take([kept])
                if result.total == 0 { throw Failure(.data, result.findings) }
                return ContractEntry.identifier(ofChecksum: SHA256.hex(of: bytes))
            }
            return PageFrame.goOn(to: RecordAddress.of(identifier))
        } catch { throw Problem.record(error, back: Problem.Link(address: "/entwuerfe/\(draft.id)", text: "Zurück zum Entwurf")) }
    }
}
