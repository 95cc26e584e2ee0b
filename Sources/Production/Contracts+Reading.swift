import Assembler
import Findings
import Word

extension Contracts {
    /// What a file of the contract would say to somebody who opens it in a word processor; nothing is written.
    ///
    /// - Throws: ``Failure`` where it cannot be made.
    package static func asRead(_ request: ContractRequest) throws(Failure) -> ReadDocument {
        let (workshop, agreement) = try Workshop.open(request)
        return try SentContract.word(try SentContract.assembled(request, workshop, agreement).document, workshop, agreement)
    }
}

extension ContractOrigin {
    /// What a file of Word says of its making; `nil`: nothing.
    ///
    /// - Throws: ``Failure`` where it is missing, too large, or refused.
    package static func carried(byWordFile path: String) throws(Failure) -> ContractOrigin? { try ReadDocument.file(path).origin.flatMap { ContractOrigin(json: $0) } }
}

extension ReadDocument {
    /// A file of Word or of LibreOffice from outside.
    ///
    /// - Throws: ``Failure`` where it is missing, too large, or refused.
    package static func file(_ path: String) throws(Failure) -> ReadDocument {
        let bytes = try SentContract.bytes(path)
        return try failing(.data, ReadDocument.ofAnyKind(bytes, path: path))
    }
}
