/// The program's version: in `--version`, in manifests, and in the origin that a document carries. Not in the PDF's producer entry: a later
/// version that sets alike makes the same bytes, so that what was issued still proves.
public enum ProgramVersion {
    public static let number = "0.2.0"
    public static let text = "Klauselwerk \(number)"
}
