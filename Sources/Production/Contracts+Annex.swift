import Findings

extension Contracts {
    /// Makes a contract anew from its origin, with further annexes: numbers, list and page counts come out right.
    ///
    /// - Parameters:
    ///   - path: the contract as `build` or `batch` wrote it.
    ///   - library: folder of the library; `nil`: found from the current folder upward, else the installed one.
    ///   - agreement: path of the agreement, where it does not lie in the library.
    ///   - replaces: whether the PDF may take the place of a final version with another content.
    /// - Throws: ``Failure``: 65 where the contract is not ours, signed, changed, or no longer what the library gives, or where a
    ///   file cannot be an annex; nothing has been written then.
    public static func annex(
        _ path: String, _ files: [AttachedFile], library: String?, agreement: String? = nil, output: String, strict: Bool, replaces: Bool = false
    ) throws(Failure) -> BuiltContract {
        let carried = try CarriedOrigin(contentsOf: path)
        var inputs = try AnnexRun.inputs(files, library: library, agreement: agreement)
        inputs.add(path, as: "der Vertrag selbst")
        var claims = OutputClaims(against: inputs, replaces: replaces)
        let claimed = try claims.claim(output, .pdf, option: "-o")
        let maker = AnnexMaker(files: files, strict: strict, libraries: ReadLibraries(library: library, agreement: agreement))
        let made = try maker.make(carried, OwnPress())
        try claims.write([(claimed, made.bytes)])
        return BuiltContract(path: output, pages: made.pages, bytes: made.bytes.count, findings: made.findings)
    }

    /// Makes all contracts of a folder anew from their origins, with further annexes, each as ``annex(_:_:library:agreement:output:strict:replaces:)`` does: the
    /// same bytes, whatever the number of workers. Contracts that can get none are named in the result; the others are made all the same.
    ///
    /// - Throws: ``Failure``: 66 where there is no contract, annex or library, 65 where an annex is wrong for all of them, 73 or 74 where nothing can be written.
    public static func annex(_ request: AnnexRequest, control: RunControl = RunControl()) throws(Failure) -> AnnexResult {
        try AnnexRun.run(request, control: control)
    }
}
