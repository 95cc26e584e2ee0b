import Assembler
import Findings
import Rendering

extension Contracts {
    /// The final version that lies at the path may have been issued: another content takes its place only where that is asked for. The same bytes are the same contract.
    ///
    /// - Parameters:
    ///   - bytes: of what is to lie there.
    ///   - origin: of the same; may be a draft's.
    /// - Throws: ``Failure`` with status 73, naming what differs. The final version of another contract is ``OutputClaims``' matter.
    static func checkIssued(_ path: String, _ bytes: [UInt8], _ origin: ContractOrigin?) throws(Failure) {
        guard let old = FileBytes.read(path, limit: CarriedOrigin.sizeLimit), old != bytes, let carried = try? CarriedOrigin(old, path: path),
            carried.origin?.settings.status == "endfassung", OtherContract.name(at: path, hidden: bytes) == nil
        else { return }
        let told = StayingContract.differences(old, path: path, origin)
        throw Failure(
            .cannotCreate,
            Finding(
                .fehler, "endfassung-vorhanden", at: .file(path),
                "Hier liegt schon eine Endfassung dieses Vertrags; heute entstünde ein anderer: \(told.isEmpty ? "sein Inhalt" : told.joined(separator: "; ")).",
                remedy: "Geben Sie mit -o einen anderen Namen an; ist sie noch nicht ausgegeben, ersetzen Sie sie mit --replace (--ersetzen)."))
    }
}
