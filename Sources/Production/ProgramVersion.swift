/// The program's version: in `--version`, in the PDF's producer entry, in the origin that a document carries.
public enum ProgramVersion {
    public static let number = "0.1.0"
    public static let text = "Klauselwerk \(number)"
}
